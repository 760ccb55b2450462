/** Several windows of one person: they look once, tell once, and take over from each other. */
import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { JobsWorld, type Who } from '../support/jobsWorld';

const minute = 60_000;
const hour = 60 * minute;

describe('watching from many windows', function () {
  this.timeout(60_000);
  let bed: JobsWorld;
  afterEach(() => bed.close());

  const enter = async (who: Who): Promise<JobsWorld> => {
    bed = await JobsWorld.start(who);
    return bed;
  };

  for (const who of ['administrator', 'forbidden'] as const)
    describe(
      who === 'administrator' ? 'as administrator' : 'as a user who may read no jobs',
      () => {
        it('shows a job in every window, asked for by one of them, and tells its end in one', async () => {
          const { world } = await enter(who);
          const windows = ['a', 'b', 'c'].map((id) => bed.open(id));
          const [a, b, c] = windows;
          assert.ok(a && b && c);
          world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 5 * minute });
          const [item] = bed.refreshable();
          assert.ok(item);
          const watch = await world.done(a.tracker.start(bed.target(item)));
          await world.clock.advance(minute);
          for (const { tracker } of windows)
            assert.deepEqual(
              tracker.list().map(({ id, here, phase }) => [id, here, phase === 'ended']),
              [[watch.id, tracker === a.tracker, false]],
            );
          const [alone, before] = [bed.jobCalls(), world.clock.now()];
          const ends = await world.done(Promise.all(windows.map((w) => w.tracker.ended(watch.id))));
          const words = ends.map(({ outcome }) => JSON.stringify(outcome));
          assert.equal(new Set(words).size, 1, words.join());
          assert.match(words[0] ?? '', /succeeded/u);
          const looks = bed.jobCalls() - alone;
          const minutes = (world.clock.now() - before) / minute;
          assert.ok(looks <= 4 * minutes + 2, `${looks} looks in ${minutes} minutes`);
          const claims = await Promise.all(windows.map((w) => w.tracker.claimEnd([watch.id])));
          assert.deepEqual(claims.filter(Boolean), [true]);
          await world.clock.advance(1);
          assert.ok(windows.every((w) => w.tracker.list()[0]?.told === true));
        });

        it('takes one refresh of an item for the same when a second window asks for it too', async () => {
          const { world } = await enter(who);
          const [a, b] = [bed.open('a'), bed.open('b')];
          world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 5 * minute });
          const [item] = bed.refreshable();
          assert.ok(item);
          const first = await world.done(a.tracker.start(bed.target(item)));
          const second = await world.done(b.tracker.start(bed.target(item)));
          assert.equal(second.id, first.id);
          assert.equal(bed.accepted(), 1);
          assert.equal(a.tracker.list().length, 1);
        });

        it('goes on in another window when the one that watches is closed, and after all were closed', async () => {
          const { world } = await enter(who);
          const [a, b] = [bed.open('a'), bed.open('b')];
          world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 30 * minute });
          const [item] = bed.refreshable();
          assert.ok(item);
          const watch = await world.done(a.tracker.start(bed.target(item)));
          await world.clock.advance(minute);
          a.close();
          await world.clock.advance(minute);
          b.close();
          await world.clock.advance(5 * minute);
          const later = bed.open('a');
          await later.tracker.resume();
          assert.deepEqual(
            later.tracker.list().map(({ id, here }) => [id, here]),
            [[watch.id, true]],
          );
          const { outcome } = await world.done(later.tracker.ended(watch.id));
          assert.equal(outcome?.status, 'succeeded');
          assert.equal(bed.accepted(), 1);
        });

        it('can check an unknown end again after a restart', async () => {
          const { world } = await enter(who);
          const a = bed.open('a');
          world.tableau.knobs.dropNext(1, '/refresh');
          const [item] = bed.refreshable();
          assert.ok(item);
          const watch = await world.done(a.tracker.start(bed.target(item)));
          const { outcome } = await world.done(a.tracker.ended(watch.id));
          assert.deepEqual(outcome, { status: 'unknown', reason: 'mayHaveStarted' });
          a.close();
          const later = bed.open('a');
          await later.tracker.resume();
          const again = await world.done(later.tracker.checkAgain(watch.id));
          assert.deepEqual(again.outcome, { status: 'unknown', reason: 'mayHaveStarted' });
          assert.equal(bed.accepted(), 0);
        });
      },
    );

  it('shows what others write also where the system does not tell of changes', async () => {
    const { world, folder } = await enter('administrator');
    folder.tells = false;
    const [a, b] = [bed.open('a'), bed.open('b')];
    world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 5 * minute });
    const [item] = bed.refreshable();
    assert.ok(item);
    const watch = await world.done(a.tracker.start(bed.target(item)));
    await b.tracker.resume();
    const { outcome } = await world.done(b.tracker.ended(watch.id));
    assert.equal(outcome?.status, 'succeeded');
  });

  it('asks more rarely the less of the day’s budget is left', async () => {
    await enter('administrator');
    const { budget } = bed.open('a');
    const { site } = bed.world;
    const stretches = [];
    for (const calls of [1000, 2000, 1500, 600]) {
      for (let n = 0; n < calls; n++) budget.count(site);
      stretches.push(budget.stretch(site));
    }
    assert.deepEqual(stretches, [1, 2, 4, 30]);
    await bed.world.clock.advance(25 * hour);
    assert.equal(budget.stretch(site), 1);
  });
});
