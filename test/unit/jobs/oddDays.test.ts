/** Days on which more than the job goes wrong: the answer is a page, the token is revoked, the clock is off, the item is another. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import type { Outcome, Watch } from '../../../src/jobs/jobsContract';
import { isTableauError, TableauError } from '../../../src/tableau/errors';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { JobsWorld, type JobsWindow, type Who } from '../support/jobsWorld';

const minute = 60_000;
const hour = 60 * minute;

for (const who of ['administrator', 'readable', '401002'] as readonly Who[])
  describe(`watching on odd days, for ${who}`, function () {
    this.timeout(30_000);
    let all: JobsWorld;
    let window: JobsWindow;

    const open = async (options: FakeTableauOptions = {}): Promise<void> => {
      all = await JobsWorld.start(who, options);
      window = all.open('one');
    };
    afterEach(() => all.close());

    const item = () => {
      const [first] = all.refreshable().filter(({ kind }) => kind === 'datasource');
      assert.ok(first);
      return first;
    };
    const start = async (): Promise<Watch> =>
      all.world.done(window.tracker.start(all.target(item())));
    const end = async ({ id }: Watch): Promise<Outcome | undefined> =>
      (await all.world.done(window.tracker.ended(id))).outcome;
    const knobs = () => all.world.tableau.knobs;

    it('takes a page that a proxy answers for no news, whatever its status', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 20 * minute });
      const watch = await start();
      knobs().htmlNext(6, /\/jobs|graphql/u, 200);
      assert.equal((await end(watch))?.status, 'succeeded');
    });

    it('starts nothing where a server would take "only what is new" for everything', async () => {
      await open({ profile: '2025.1', metadata: 'on' });
      const target = { ...all.target(item()), incremental: true };
      await assert.rejects(
        all.world.done(window.tracker.start(target)),
        (error) => isTableauError(error, 'notRefreshable') && error.code === 'INCREMENTAL_TOO_OLD',
      );
      assert.equal(all.accepted(), 0);
      assert.deepEqual(window.tracker.list(), []);
    });

    it('signs in once when the session ends in mid-poll, and goes on', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 20 * minute });
      const watch = await start();
      await all.world.clock.advance(5 * minute);
      const before = all.world.signIns();
      knobs().expireSessions();
      assert.equal((await end(watch))?.status, 'succeeded');
      assert.equal(all.world.signIns() - before, 1);
      assert.equal(all.accepted(), 1);
    });

    for (const [form, order] of [
      ['in a header', { retryAfterSeconds: 420 }],
      ['in words', { minutesInText: 7 }],
    ] as const)
      it(`waits as long as a site asks for patience ${form}, whatever it was asked for`, async () => {
        await open();
        knobs().scriptNextJob({ runMs: 5_000 });
        const watch = await start();
        knobs().throttleNext({ ...order, match: /\/jobs\/|graphql/u });
        const from = all.world.clock.now();
        assert.equal((await end(watch))?.status, 'succeeded');
        assert.ok(all.world.clock.now() - from >= 7 * minute);
      });

    it('outlasts a minute of server errors', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 10_000 });
      const watch = await start();
      knobs().failNext({ status: 500, count: 40, match: /\/jobs|graphql/u });
      await all.world.clock.advance(minute);
      knobs().faults.clear();
      assert.equal(window.tracker.list()[0]?.outcome, undefined);
      assert.equal((await end(watch))?.status, 'succeeded');
    });

    it('says that somebody must sign in when the token is revoked, and finds the end afterwards', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 30 * minute });
      const watch = await start();
      await all.world.clock.advance(5 * minute);
      const { tableau } = all.world;
      const name =
        who === 'administrator'
          ? tableau.credentials.administrator.personalAccessToken.name
          : tableau.credentials.personalAccessToken.name;
      knobs().revokePat(name);
      assert.deepEqual(await end(watch), { status: 'unknown', reason: 'refused' });
      if (who !== 'readable') return;
      await all.world.done(window.window.sessions.signIn(all.world.site, all.world.password));
      await all.world.done(window.tracker.checkAgain(watch.id));
      assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
    });

    for (const [code, reason] of [
      ['SIGNED_OUT', 'signedOut'],
      ['CONTESTED', 'contested'],
      ['SECRET_MISSING', 'secretMissing'],
    ] as const)
      it(`says why its session is over: ${code}`, async () => {
        await open();
        knobs().scriptNextJob({ runMs: 30 * minute });
        const watch = await start();
        await all.world.clock.advance(5 * minute);
        window.close();
        const over = new TableauError('sessionExpired', { code });
        window = all.open('one', () => {
          throw over;
        });
        await window.tracker.resume();
        assert.deepEqual(await end(watch), { status: 'unknown', reason });
      });

    for (const skew of [hour, -hour])
      it(`knows the end although the server's clock is ${skew / minute} minutes off`, async () => {
        await open();
        knobs().skewClock(skew);
        knobs().scriptNextJob({ runMs: 12 * minute });
        assert.equal((await end(await start()))?.status, 'succeeded');
        knobs().dropNext(1, /refresh$/u, { afterProcessing: true });
        knobs().scriptNextJob({ runMs: minute });
        assert.equal((await end(await start()))?.status, 'succeeded');
      });

    it('goes on when the item is published anew, under another LUID, while it refreshes', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 10 * minute });
      const old = item();
      const watch = await start();
      await all.world.clock.advance(minute);
      const { datasources } = all.world.tableau.model;
      datasources.remove(old.luid);
      const outcome = await end(watch);
      if (who === '401002') assert.deepEqual(outcome, { status: 'unknown', reason: 'itemGone' });
      else assert.deepEqual(outcome, { status: 'succeeded', by: 'job' });
    });

    if (who === 'administrator')
      it('takes no job for cleaned up that neither the list nor its own address knows yet', async () => {
        await open();
        knobs().lag.jobListMs = minute;
        const some = all.refreshable().slice(0, 3);
        for (const _ of some) knobs().scriptNextJob({ queuedMs: 0, runMs: 5 * minute });
        const watches = await Promise.all(
          some.map((one) => all.world.done(window.tracker.start(all.target(one)))),
        );
        knobs().failNext({ status: 404, code: 404018, count: 3, match: /\/jobs\/[\da-f-]{36}/u });
        for (const watch of watches)
          assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

    it('keeps nobody waiting for an end whose site is forgotten', async () => {
      await open();
      knobs().scriptNextJob({ runMs: 20 * minute });
      const watch = await start();
      const waiting = window.tracker.ended(watch.id);
      await window.tracker.forget(all.world.site);
      assert.equal((await all.world.done(waiting)).outcome, undefined);
    });

    it('survives that the site is forgotten while its ends are told and looked at', async () => {
      await open();
      const watch = await start();
      await end(watch);
      await window.tracker.forget(all.world.site);
      assert.equal(await window.tracker.claimEnd([watch.id]), false);
      await window.tracker.markSeen([watch.id]);
      assert.equal(await window.tracker.claimRecord(watch.id), false);
      assert.deepEqual(
        [...all.folder.files.keys()].filter((name) => name.startsWith(watch.id)),
        [],
      );
    });

    if (who !== '401002')
      it('takes a job that is gone when it is to be cancelled for one that is over', async () => {
        await open();
        knobs().scriptNextJob({ end: 'stayRunning' });
        const watch = await start();
        await all.world.clock.advance(minute);
        const job = all.world.tableau.model.jobs.activeFor(item().luid);
        knobs().advanceJob(job?.luid ?? '', 'purged');
        await all.world.done(window.tracker.cancel(watch.id));
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'purged' });
      });

    it('tells a cancellation of what cannot be cancelled, in each state', async () => {
      await open();
      knobs().scriptNextJob({ queuedMs: 10 * minute, runMs: minute });
      const watch = await start();
      if (who === '401002') {
        await assert.rejects(all.world.done(window.tracker.cancel(watch.id)), (error) =>
          isTableauError(error, 'notPermitted', 'notAllowedWithSession'),
        );
        assert.equal((await end(watch))?.status, 'succeeded');
      } else {
        await all.world.done(window.tracker.cancel(watch.id));
        assert.deepEqual(await end(watch), { status: 'cancelled' });
      }
      await all.world.done(window.tracker.cancel(watch.id));
    });
  });
