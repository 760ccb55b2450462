/** What people rely on when they refresh an extract, as administrator and not, against the fake Tableau over HTTP. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Outcome, Watch, WatchTarget } from '../../../src/jobs/jobsContract';
import type { JobTracker } from '../../../src/jobs/jobTracker';
import { openJobs, type Jobs } from '../../../src/jobs/openJobs';
import { isTableauError } from '../../../src/tableau/errors';
import type { Luid } from '../../../src/tableau/model';
import type { OwnJobs } from '../../fakeTableau/knobs';
import type { Datasource, Flow, Workbook } from '../../fakeTableau/modelTypes';
import { MemoryFolder } from '../support/memoryFolder';
import { LeaseTable, MemoryLeases } from '../support/memoryLeases';
import { World, type Window } from '../support/world';

const minute = 60_000;
const hour = 60 * minute;

describe('JobTracker', function () {
  this.timeout(30_000);
  let world: World;
  let window: Window;
  let memory: MemoryFolder;
  let jobs: JobTracker;
  const opened = new Map<JobTracker, () => void>();

  afterEach(async () => {
    for (const close of opened.values()) close();
    opened.clear();
    await world.close();
  });

  /** What the windows of one computer share, by the folder of their watches. */
  const tables = new WeakMap<MemoryFolder, LeaseTable>();

  /** A window over a folder of watches. */
  const tracker = (kept: MemoryFolder): JobTracker => {
    const table = tables.get(kept) ?? new LeaseTable();
    tables.set(kept, table);
    const leases = new MemoryLeases(table, world.clock);
    const made: Jobs = openJobs({
      client: (site) => window.sessions.client(site),
      account: () => 'ana',
      folder: kept,
      leases,
      clock: world.clock,
      log: window.log,
      window: 'window',
      random: () => 0.5,
    });
    opened.set(made.tracker, () => {
      made.dispose();
      leases.dispose();
    });
    return made.tracker;
  };

  const close = (one: JobTracker): void => {
    opened.get(one)?.();
    opened.delete(one);
  };

  const enter = async (who: OwnJobs | 'administrator'): Promise<void> => {
    world = await World.start(who === 'administrator' ? {} : { ownJobs: who });
    window = world.window();
    memory = new MemoryFolder();
    jobs = tracker(memory);
    const credentials = who === 'administrator' ? world.administratorToken : world.token;
    await world.done(window.sessions.signIn(world.site, credentials));
    world.tableau.log.clear();
  };

  const ana = (): string | undefined =>
    world.tableau.model.userByName(world.tableau.company.main.site.luid, 'ana.ruiz@fernweh.example')
      ?.luid;

  const isAnas = (item: { siteLuid: string; ownerLuid: string | undefined }): boolean =>
    item.siteLuid === world.tableau.company.main.site.luid && item.ownerLuid === ana();

  const some = <T>(items: readonly T[], fits: (item: T) => boolean): T => {
    const found = items.find(fits);
    assert.ok(found, 'the company has such an item');
    return found;
  };

  const model = (): World['tableau']['model'] => world.tableau.model;
  const siteLuid = (): string => world.tableau.company.main.site.luid;
  const workbook = (): Workbook =>
    some(
      model().workbooks.ofSite(siteLuid()),
      (item) =>
        isAnas(item) &&
        item.embeddedDatasources.some(
          (one) => one.hasExtracts && one.parentPublishedDatasourceLuids.length === 0,
        ),
    );
  const datasource = (): Datasource =>
    some(
      model().datasources.ofSite(siteLuid()),
      (item) => isAnas(item) && item.hasExtracts && !item.useRemoteQueryAgent,
    );
  const bridged = (): Datasource => {
    const item = datasource();
    model().datasources.update(item, { useRemoteQueryAgent: true });
    return item;
  };
  const flow = (): Flow =>
    some(model().flows.ofSite(siteLuid()), (item) => isAnas(item) && item.outputSteps.length > 0);

  const targetOf = (item: Workbook | Datasource | Flow): WatchTarget => ({
    ref: { site: world.site, kind: item.kind, luid: item.luid as Luid },
    name: item.name,
    action: item.kind === 'flow' ? 'run' : 'refresh',
  });

  const start = (item: Workbook | Datasource | Flow, of = jobs): Promise<Watch> =>
    world.done(of.start(targetOf(item)));

  const end = async (watch: Watch, of = jobs): Promise<Outcome | undefined> =>
    (await world.done(of.ended(watch.id))).outcome;

  const starts = (): number =>
    world.tableau.log.filter(({ method, path }) => method === 'POST' && /refresh$|run$/.test(path))
      .length;
  const jobOf = (item: Workbook | Datasource | Flow): string => {
    const job = model().jobs.activeFor(item.luid);
    assert.ok(job, 'a job is under way');
    return job.luid;
  };
  const byOther = async (item: Workbook | Datasource): Promise<string> => {
    const other = world.window();
    await world.done(other.sessions.signIn(world.site, world.administratorToken));
    const client = await other.sessions.client(world.site);
    const kind = item.kind === 'workbook' ? client.workbooks : client.datasources;
    const job = await world.done(kind.refresh(item.luid as Luid));
    world.tableau.log.clear();
    return job.luid;
  };

  for (const who of ['administrator', 'readable'] as const)
    describe(`for ${who === 'administrator' ? 'an administrator' : 'a user who may read own jobs'}`, () => {
      beforeEach(() => enter(who));

      it('follows a refresh from queued over running to its success', async () => {
        world.tableau.knobs.scriptNextJob({ queuedMs: 5000, runMs: 40_000, gradual: true });
        const seen: string[] = [];
        jobs.onDidChange(({ phase, job }) => {
          const state = job?.state;
          const progress = state?.status === 'running' ? ` ${state.progress}` : '';
          seen.push(`${phase} ${state?.status ?? '-'}${progress}`);
        });
        assert.deepEqual(await end(await start(workbook())), { status: 'succeeded', by: 'job' });
        const steps = [...new Set(seen)];
        assert.deepEqual(steps.slice(0, 3), [
          'starting -',
          'following queued',
          'following running 0',
        ]);
        assert.ok(steps.includes('following running 50'));
        assert.equal(steps.at(-1), 'ended succeeded');
      });

      it('tells a failure with Tableau’s notes, their line breaks as such', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'failure' });
        const outcome = await end(await start(datasource()));
        assert.ok(outcome?.status === 'failed');
        assert.match(outcome.notes ?? '', /could not be reached\.\nConnection refused/);
      });

      it('takes an errorCode note for a failure although the finish code says success', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'statusNote', notes: 'Out of credit' });
        const outcome = await end(await start(workbook()));
        assert.deepEqual(outcome, { status: 'failed', notes: 'Out of credit' });
      });

      it('cancels on the server and goes on to the true end', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: hour });
        const watch = await start(workbook());
        await world.done(jobs.cancel(watch.id));
        assert.equal(jobs.list()[0]?.phase, 'cancelling');
        assert.deepEqual(await end(watch), { status: 'cancelled' });
      });

      it('tells the success of a job that was over before it could be cancelled', async () => {
        world.tableau.knobs.jobSpeed.cancelMs = 60_000;
        world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 20_000 });
        const watch = await start(workbook());
        await world.done(jobs.cancel(watch.id));
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('takes "already complete" on cancel for what it is', async () => {
        const watch = await start(workbook());
        world.tableau.knobs.failNext({ status: 403, code: 403091, match: 'PUT' });
        await world.done(jobs.cancel(watch.id));
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('tells when a cancellation is refused, and watches on', async () => {
        const watch = await start(workbook());
        world.tableau.knobs.failNext({ status: 403, code: 403080, match: 'PUT' });
        await assert.rejects(world.done(jobs.cancel(watch.id)), (error) =>
          isTableauError(error, 'notPermitted'),
        );
        assert.equal(jobs.list()[0]?.phase, 'following');
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('finds a refresh that is running already, and follows it', async () => {
        const item = workbook();
        world.tableau.knobs.scriptNextJob({ runMs: 30_000, end: 'failure', notes: 'Not mine' });
        const luid = who === 'administrator' ? await byOther(item) : undefined;
        if (luid === undefined) {
          const client = await window.sessions.client(world.site);
          await world.done(client.workbooks.refresh(item.luid as Luid));
        }
        const running = jobOf(item);
        const watch = await start(item);
        assert.equal(watch.adopted, true);
        assert.deepEqual(await end(watch), { status: 'failed', notes: 'Not mine' });
        assert.equal(jobs.list()[0]?.jobLuid, running);
      });

      it('finds the end of a refresh that was over before it could be found', async () => {
        for (const item of [workbook(), flow()]) {
          const elsewhere = tracker(new MemoryFolder());
          world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
          await start(item, elsewhere);
          const running = jobOf(item);
          const watch = await start(item);
          assert.equal(watch.adopted, true);
          world.tableau.knobs.advanceJob(running, 'failure');
          assert.equal((await end(watch))?.status, 'failed', item.kind);
          assert.equal(jobs.list().find(({ id }) => id === watch.id)?.jobLuid, running);
        }
      });

      it('takes no refresh that ended before for the one that is running', async () => {
        const item = workbook();
        const client = await window.sessions.client(world.site);
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        const earlier = await world.done(client.workbooks.refresh(item.luid as Luid));
        world.tableau.knobs.advanceJob(earlier.luid, 'failure');
        await world.done(world.clock.delay(minute));
        world.tableau.knobs.lag.jobListMs = hour;
        world.tableau.knobs.scriptNextJob({ runMs: 30_000 });
        await world.done(client.workbooks.refresh(item.luid as Luid));
        const watch = await start(item);
        assert.equal(watch.adopted, true);
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('gives the watch that it has already when the same item is refreshed twice', async () => {
        const first = await start(workbook());
        const second = await start(workbook());
        assert.equal(second.id, first.id);
        assert.equal(jobs.list().length, 1);
        assert.deepEqual(await end(first), { status: 'succeeded', by: 'job' });
      });

      it('finds the job of a start whose answer was lost, and sends it only once', async () => {
        world.tableau.knobs.dropNext(1, '/refresh', { afterProcessing: true });
        world.tableau.knobs.scriptNextJob({
          runMs: minute,
          end: 'failure',
          notes: 'Told all the same',
        });
        const watch = await start(workbook());
        assert.equal(watch.jobLuid, undefined);
        assert.deepEqual(await end(watch), { status: 'failed', notes: 'Told all the same' });
        assert.equal(starts(), 1);
      });

      it('says "may have started" of a start that never arrived, and finds nothing on a second look', async () => {
        world.tableau.knobs.dropNext(1, '/refresh');
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
        const again = await world.done(jobs.checkAgain(watch.id));
        assert.deepEqual(again.outcome, { status: 'unknown', reason: 'mayHaveStarted' });
        assert.equal(starts(), 1);
      });

      it('follows the job that Check Again finds', async () => {
        world.tableau.knobs.dropNext(1, '/refresh', { afterProcessing: true });
        world.tableau.knobs.lag.jobListMs = 3 * minute;
        world.tableau.knobs.scriptNextJob({ runMs: 10 * minute });
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
        await world.clock.advance(4 * minute);
        const again = await world.done(jobs.checkAgain(watch.id));
        assert.equal(again.phase, 'following');
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('does not take an earlier refresh for the one whose answer was lost', async () => {
        const earlier = await start(workbook());
        await end(earlier);
        world.tableau.knobs.dropNext(1, '/refresh');
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
      });

      it('does not take a refresh that Vizport knows nothing of, and that was over before, for it', async () => {
        const client = await window.sessions.client(world.site);
        await world.done(client.workbooks.refresh(workbook().luid as Luid));
        await world.clock.advance(30_000);
        world.tableau.knobs.dropNext(1, '/refresh');
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
      });

      it('says what is known of a job whose record was cleaned up', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        const watch = await start(workbook());
        await world.clock.advance(20_000);
        world.tableau.knobs.advanceJob(jobOf(workbook()), 'purged');
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'purged' });
      });

      it('proves the success of a purged job by the extract’s own time', async () => {
        world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 60_000, purgeAfterMs: 10 });
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('does not let an earlier refresh, told late, prove a purged job’s success', async () => {
        world.tableau.knobs.lag.extractTimeMs = 20_000;
        await end(await start(workbook()));
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        const watch = await start(workbook());
        await world.clock.advance(40_000);
        world.tableau.knobs.advanceJob(jobOf(workbook()), 'purged');
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'purged' });
      });

      it('tells a refresh by Tableau Bridge apart', async () => {
        const outcome = await end(await start(bridged()));
        assert.deepEqual(outcome, { status: 'succeeded', by: 'job', bridge: true });
      });

      it('waits for the extract when a job was only handed over to Tableau Bridge', async () => {
        const item = bridged();
        const watch = await start(item);
        const job = model().jobs.activeFor(item.luid);
        assert.ok(job);
        job.outcome = { finishCode: 0 };
        world.tableau.knobs.lag.extractTimeMs = 5 * minute;
        await world.clock.advance(minute);
        assert.equal(jobs.list()[0]?.phase, 'watchingExtract');
        assert.deepEqual(await end(watch), {
          status: 'succeeded',
          by: 'extractTime',
          bridge: true,
        });
      });

      it('says so when the end of a refresh by Tableau Bridge is not seen', async () => {
        const item = bridged();
        const watch = await start(item);
        const job = model().jobs.activeFor(item.luid);
        assert.ok(job);
        job.outcome = { finishCode: 0 };
        world.tableau.knobs.lag.extractTimeMs = 10 * hour;
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'bridge' });
      });

      it('does not take a failed look for a failed job', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 3 * minute });
        const watch = await start(workbook());
        await world.clock.advance(10_000);
        world.tableau.knobs.failNext({ count: 9, status: 500, match: 'GET /api/3.29/sites' });
        world.tableau.knobs.htmlNext(9, /\/jobs\//);
        world.tableau.knobs.dropNext(9, /\/jobs\//);
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
        assert.equal(starts(), 1);
      });

      it('waits as long as a busy server asks', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 5000 });
        const watch = await start(workbook());
        const from = world.clock.now();
        world.tableau.knobs.throttleNext({ minutesInText: 7, match: /\/jobs\// });
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
        assert.ok(world.clock.now() - from >= 7 * minute);
      });

      it('waits as long as a header asks, and does not ask in the meantime', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 5000 });
        const watch = await start(workbook());
        const from = world.clock.now();
        world.tableau.knobs.throttleNext({ retryAfterSeconds: 400, match: /\/jobs\// });
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
        assert.ok(world.clock.now() - from >= 400_000);
        assert.equal(world.tableau.log.filter(({ path }) => path.includes('/jobs/')).length, 2);
      });

      it('tells a start that is refused for the quota, with the wait, and sends it no second time', async () => {
        world.tableau.knobs.throttleNext({ minutesInText: 29, match: '/refresh' });
        await assert.rejects(
          start(workbook()),
          (error) =>
            isTableauError(error, 'tooManyRequests') && error.details.retryAfterMs === 29 * minute,
        );
        assert.equal(starts(), 1);
        assert.deepEqual(jobs.list(), []);
      });

      it('outlasts a network that is gone for an hour, asks once a minute meanwhile, and tells the end', async () => {
        world.tableau.knobs.scriptNextJob({
          runMs: 30 * minute,
          end: 'failure',
          notes: 'Seen late',
        });
        const watch = await start(workbook());
        await world.clock.advance(2 * minute);
        const { faults } = world.tableau.knobs;
        const ordered = faults.take.bind(faults);
        faults.take = () => ({ kind: 'drop', afterProcessing: false });
        world.tableau.log.clear();
        await world.clock.advance(hour);
        const tries = world.tableau.log.filter(({ path }) => path.includes('/jobs/')).length;
        // Each look repeats a dropped connection some times before it gives up.
        assert.ok(tries <= 4 * 62, `${tries} tries in an hour`);
        assert.ok(tries >= 40);
        assert.equal(jobs.list()[0]?.outcome, undefined);
        faults.take = ordered;
        assert.deepEqual(await end(watch), { status: 'failed', notes: 'Seen late' });
      });

      it('outlasts a minute of server errors', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 30_000 });
        const watch = await start(workbook());
        const { faults } = world.tableau.knobs;
        const ordered = faults.take.bind(faults);
        faults.take = () => ({ kind: 'fail', status: 500, code: '500000' });
        await world.clock.advance(minute);
        faults.take = ordered;
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('tells the job’s own end when its item is deleted meanwhile', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        const item = workbook();
        const watch = await start(item);
        await world.clock.advance(minute);
        const job = jobOf(item);
        model().workbooks.remove(item.luid);
        world.tableau.knobs.advanceJob(job, 'failure');
        assert.equal((await end(watch))?.status, 'failed');
      });

      it('does not take an older finished refresh for a lost start when the server’s clock is ahead', async () => {
        world.tableau.knobs.skewClock(10 * minute);
        const client = await window.sessions.client(world.site);
        await world.done(client.workbooks.refresh(workbook().luid as Luid));
        await world.clock.advance(5 * minute);
        // So that the server has told its time.
        await world.done(client.workbooks.get(workbook().luid as Luid));
        world.tableau.knobs.dropNext(1, '/refresh');
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
      });

      it('finds a lost start by the server’s clock, however far it is behind', async () => {
        world.tableau.knobs.skewClock(-20 * minute);
        const client = await window.sessions.client(world.site);
        await world.done(client.workbooks.get(workbook().luid as Luid));
        world.tableau.knobs.dropNext(1, '/refresh', { afterProcessing: true });
        world.tableau.knobs.scriptNextJob({
          queuedMs: 0,
          runMs: 1,
          end: 'failure',
          notes: 'Quick',
        });
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'failed', notes: 'Quick' });
        assert.equal(starts(), 1);
      });

      it('follows a refresh that was refused with 403 and queued all the same', async () => {
        const item = workbook();
        const client = await window.sessions.client(world.site);
        world.tableau.knobs.scriptNextJob({ runMs: minute, end: 'failure', notes: 'Queued' });
        await world.done(client.workbooks.refresh(item.luid as Luid));
        world.tableau.knobs.failNext({ status: 403, code: 403076, match: '/refresh' });
        const watch = await start(item);
        assert.equal(watch.jobLuid, jobOf(item));
        assert.deepEqual(await end(watch), { status: 'failed', notes: 'Queued' });
      });

      it('leaves a refusal with 403 a refusal when nothing was queued', async () => {
        world.tableau.knobs.failNext({ status: 403, code: 403076, match: '/refresh' });
        const counted: number[] = [];
        jobs.onDidChange(() => counted.push(jobs.list().length));
        await assert.rejects(start(workbook()), (error) => isTableauError(error, 'notPermitted'));
        assert.deepEqual(jobs.list(), []);
        assert.equal(counted.at(-1), 0, 'who counts jobs is told that there is none');
        assert.equal(starts(), 1);
      });

      it('renews a session that expires under a wait of two hours', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 2 * hour });
        const watch = await start(workbook());
        await world.clock.advance(hour);
        world.tableau.knobs.expireSessions();
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('polls rarely when a refresh takes long, and never twice at a time', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: hour });
        const watch = await start(workbook());
        await end(watch);
        const polls = world.tableau.log.filter(({ kind }) => kind === 'job').length;
        assert.ok(polls <= 15 + 16 + 51, `${polls} polls in an hour`);
        assert.ok(polls >= 40);
      });

      it('says that it may not go on when the user signs out meanwhile', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: hour });
        const watch = await start(workbook());
        await world.done(window.sessions.signOut(world.site));
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'signedOut' });
        await world.done(window.sessions.resume(world.site));
        const again = await world.done(jobs.checkAgain(watch.id));
        assert.equal(again.phase, 'following');
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'job' });
      });

      it('goes on after a reload, and forgets what has ended', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 10 * minute, end: 'failure', notes: 'Late' });
        const watch = await start(workbook());
        await world.clock.advance(minute);
        close(jobs);
        const reloaded = tracker(memory);
        await reloaded.resume();
        assert.deepEqual(
          reloaded.list().map(({ id, target }) => [id, target.name]),
          [[watch.id, workbook().name]],
        );
        assert.deepEqual(await end(watch, reloaded), { status: 'failed', notes: 'Late' });
        assert.equal(starts(), 1);
        const later = tracker(memory);
        await later.resume();
        assert.deepEqual(
          later.list().map(({ outcome }) => outcome?.status),
          ['failed'],
        );
        await world.clock.advance(4 * 24 * hour);
        const muchLater = tracker(memory);
        await muchLater.resume();
        assert.deepEqual(muchLater.list(), []);
      });

      it('looks for the job of a start that a reload interrupted', async () => {
        world.tableau.knobs.delay(200, '/refresh');
        world.tableau.knobs.scriptNextJob({ runMs: minute });
        const starting = jobs.start(targetOf(workbook()));
        while (memory.files.size === 0) await new Promise((resolve) => setTimeout(resolve, 5));
        const kept = new MemoryFolder();
        for (const [key, value] of memory.files) kept.files.set(key, value);
        await starting;
        close(jobs);
        const reloaded = tracker(kept);
        await reloaded.resume();
        const [watch] = reloaded.list();
        assert.ok(watch);
        assert.deepEqual(await end(watch, reloaded), { status: 'succeeded', by: 'job' });
        assert.equal(starts(), 1);
      });

      it('follows a flow run', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'failure' });
        // Tableau gives no reason for a failed flow run.
        assert.deepEqual(await end(await start(flow())), { status: 'failed' });
      });

      it('rejects what Tableau refuses, and watches nothing', async () => {
        world.tableau.knobs.failNext({ status: 403, code: 403104, match: '/refresh' });
        await assert.rejects(start(workbook()), (error) => isTableauError(error, 'notRefreshable'));
        assert.deepEqual(jobs.list(), []);
        assert.deepEqual([...memory.files.keys()], []);
      });
    });

  describe('for an administrator, in odd cases', () => {
    beforeEach(() => enter('administrator'));

    it('gives up after a day', async () => {
      world.tableau.knobs.scriptNextJob({ end: 'stayPending' });
      assert.deepEqual(await end(await start(workbook())), {
        status: 'unknown',
        reason: 'timeout',
      });
    });

    it('finds the running job by the item that the job itself names', async () => {
      world.tableau.knobs.bareJobList = true;
      const luid = await byOther(workbook());
      const watch = await start(workbook());
      await end(watch);
      assert.equal(jobs.list()[0]?.jobLuid, luid);
    });

    it('finds it by its name when no job names its item, and only then', async () => {
      world.tableau.knobs.scriptNextJob({ runMs: minute, hidesItem: true });
      const luid = await byOther(workbook());
      const watch = await start(workbook());
      await end(watch);
      assert.equal(jobs.list()[0]?.jobLuid, luid);
    });

    it('takes none when two jobs might be it, and watches the extract instead', async () => {
      const item = workbook();
      world.tableau.knobs.scriptNextJob({ runMs: 3 * minute, hidesItem: true });
      const luid = await byOther(item);
      const twin = model().jobs.get(luid);
      assert.ok(twin);
      model().jobs.add({ ...twin, luid: `${luid}-twin`, workbookLuid: undefined });
      const watch = await start(item);
      assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      assert.equal(jobs.list()[0]?.jobLuid, undefined);
    });
  });

  for (const who of ['forbidden', '401002'] as const)
    describe(`for a user whose jobs are answered with ${who === 'forbidden' ? '403' : who}`, () => {
      beforeEach(() => enter(who));

      it('proves a success by the extract’s own time', async () => {
        const seen = new Set<string>();
        jobs.onDidChange(({ phase }) => seen.add(phase));
        const outcome = await end(await start(workbook()));
        assert.deepEqual(outcome, { status: 'succeeded', by: 'extractTime' });
        assert.deepEqual([...seen], ['starting', 'following', 'watchingExtract', 'ended']);
      });

      it('asks for the job once and signs in at most once, then leaves it', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 10 * minute });
        await end(await start(datasource()));
        assert.ok(world.signIns() <= 1, `${world.signIns()} sign-ins`);
        const asked = world.tableau.log.filter(({ path }) => /\/jobs\/[^/]+$/.test(path)).length;
        assert.ok(asked <= 2, `${asked} requests for the job`);
      });

      it('waits for times that are told late', async () => {
        world.tableau.knobs.lag.extractTimeMs = 5 * minute;
        const outcome = await end(await start(datasource()));
        assert.deepEqual(outcome, { status: 'succeeded', by: 'extractTime' });
      });

      it('never guesses: a failure that may not be read ends as unknown, with the reason', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'failure' });
        const outcome = await end(await start(workbook()));
        assert.deepEqual(outcome, { status: 'unknown', reason: 'notReadable' });
      });

      it('does not take a rename for a refresh', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'failure' });
        const watch = await start(workbook());
        world.tableau.knobs.touch(workbook().luid);
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'notReadable' });
      });

      it('says unknown at once where the Metadata API is off, and the search tells nothing', async () => {
        world.tableau.knobs.metadataMode = 'featureDisabled';
        const from = world.clock.now();
        const outcome = await end(await start(workbook()));
        assert.deepEqual(outcome, { status: 'unknown', reason: 'notReadable' });
        assert.ok(world.clock.now() - from < minute);
      });

      it('watches the extract of a refresh that is queued already', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 5 * minute });
        await byOther(workbook());
        const watch = await start(workbook());
        assert.equal(watch.adopted, true);
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('proves by the extract that a start with a lost answer had arrived', async () => {
        world.tableau.knobs.dropNext(1, '/refresh', { afterProcessing: true });
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
        assert.equal(starts(), 1);
      });

      it('says "may have started" when nothing shows that it did', async () => {
        world.tableau.knobs.dropNext(1, '/refresh');
        const watch = await start(workbook());
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'mayHaveStarted' });
        assert.equal(starts(), 1);
      });

      it('says that the item is gone', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        const item = workbook();
        const watch = await start(item);
        await world.clock.advance(minute);
        model().workbooks.remove(item.luid);
        assert.deepEqual(await end(watch), { status: 'unknown', reason: 'itemGone' });
      });

      it('tells that a job may not be cancelled, and watches on', async () => {
        const watch = await start(workbook());
        await assert.rejects(world.done(jobs.cancel(watch.id)), (error) =>
          isTableauError(error, 'notPermitted', 'notAllowedWithSession'),
        );
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('tells the true end of a flow run, which its own record tells to who started it', async () => {
        assert.deepEqual(await end(await start(flow())), { status: 'succeeded', by: 'job' });
        world.tableau.knobs.scriptNextJob({ runMs: 3 * minute, end: 'failure' });
        assert.deepEqual(await end(await start(flow())), { status: 'failed' });
      });

      it('cancels a flow run by its own record, and goes on to its true end', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: hour });
        const watch = await start(flow());
        await world.done(jobs.cancel(watch.id));
        assert.deepEqual(await end(watch), { status: 'cancelled' });
      });

      it('finds the run of a flow that is queued already, and of a start whose answer was lost', async () => {
        const elsewhere = tracker(new MemoryFolder());
        world.tableau.knobs.scriptNextJob({ runMs: 2 * minute, end: 'failure' });
        await start(flow(), elsewhere);
        world.tableau.knobs.failNext({ status: 403, code: 403102, match: '/run' });
        const adopted = await start(flow());
        assert.equal(adopted.adopted, true);
        assert.deepEqual(await end(adopted), { status: 'failed' });
        world.tableau.knobs.dropNext(1, /POST .*run$/, { afterProcessing: true });
        assert.deepEqual(await end(await start(flow())), { status: 'succeeded', by: 'job' });
      });

      it('takes no flow run that was over before for the one whose answer was lost', async () => {
        await end(await start(flow()));
        world.tableau.knobs.dropNext(1, /POST .*run$/);
        assert.deepEqual(await end(await start(flow())), {
          status: 'unknown',
          reason: 'mayHaveStarted',
        });
      });

      it('says unknown of a flow run where its record may not be read either', async () => {
        world.tableau.knobs.failNext({
          count: 99,
          status: 403,
          code: 403004,
          match: '/flows/runs',
        });
        const outcome = await end(await start(flow()));
        assert.deepEqual(outcome, { status: 'unknown', reason: 'notReadable' });
      });

      it('outlasts a network that is gone for an hour, and does not count that hour', async () => {
        // It goes on after four hours: a watch that counted that hour would give up then.
        world.tableau.knobs.scriptNextJob({ runMs: 4.5 * hour });
        const watch = await start(workbook());
        await world.clock.advance(20 * minute);
        const { faults } = world.tableau.knobs;
        const ordered = faults.take.bind(faults);
        faults.take = () => ({ kind: 'drop', afterProcessing: false });
        await world.clock.advance(hour);
        faults.take = ordered;
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('outlasts a server that answers nothing but errors for two hours', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 4.5 * hour });
        const watch = await start(workbook());
        await world.clock.advance(5 * minute);
        const { faults } = world.tableau.knobs;
        const ordered = faults.take.bind(faults);
        faults.take = () => ({ kind: 'fail', status: 500, code: '500000' });
        await world.clock.advance(2 * hour);
        faults.take = ordered;
        assert.deepEqual(await end(watch), { status: 'succeeded', by: 'extractTime' });
      });

      it('does not wait for ever for a server that is gone for good', async () => {
        world.tableau.knobs.scriptNextJob({ end: 'stayRunning' });
        await start(workbook());
        close(jobs);
        await world.clock.advance(72 * hour);
        world.tableau.knobs.faults.take = () => ({ kind: 'drop', afterProcessing: false });
        const reloaded = tracker(memory);
        await reloaded.resume();
        assert.equal(reloaded.list()[0]?.outcome, undefined);
        await world.clock.advance(hour);
        assert.equal(reloaded.list()[0]?.outcome?.status, 'unknown');
      });

      it('leaves a refusal with 403 a refusal, where the queue may not be read', async () => {
        world.tableau.knobs.failNext({ status: 403, code: 403076, match: '/refresh' });
        await assert.rejects(start(workbook()), (error) => isTableauError(error, 'notPermitted'));
        assert.deepEqual(jobs.list(), []);
      });

      it('goes on watching the extract after a reload', async () => {
        world.tableau.knobs.scriptNextJob({ runMs: 10 * minute });
        const watch = await start(workbook());
        await world.clock.advance(minute);
        close(jobs);
        const reloaded = tracker(memory);
        await reloaded.resume();
        assert.equal(reloaded.list()[0]?.phase, 'watchingExtract');
        assert.deepEqual(await end(watch, reloaded), { status: 'succeeded', by: 'extractTime' });
      });
    });
});
