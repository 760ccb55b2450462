/** Eight windows for a day, on a clock that the test turns: what they ask of the site together. */
import assert from 'node:assert/strict';
import { JobsWorld, type JobsWindow, type Who } from '../unit/support/jobsWorld';

const minute = 60_000;
const hour = 60 * minute;

describe('the budget of a site', function () {
  this.timeout(10 * minute);
  let bed: JobsWorld;
  afterEach(() => bed.close());

  const eightWindows = async (who: Who): Promise<readonly JobsWindow[]> => {
    bed = await JobsWorld.start(who);
    return Array.from({ length: 8 }, (_, n) => bed.open(`w${n}`));
  };
  /** Every other window refreshes the same item once in a day; how that ended, as the first one knows it. */
  const endsOfOneDay = async (windows: readonly JobsWindow[]): Promise<readonly string[]> => {
    const { world } = bed;
    const [item] = bed.refreshable();
    assert.ok(item);
    for (const [n, window] of windows.entries()) {
      if (n % 2 === 0) {
        world.tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 20 * minute });
        await window.tracker.start(bed.target(item));
      }
      await world.clock.advance(2.5 * hour);
    }
    return windows[0]?.tracker.list().flatMap(({ outcome }) => outcome?.status ?? []) ?? [];
  };
  const fourWell = ['succeeded', 'succeeded', 'succeeded', 'succeeded'];

  it('keeps eight windows for a day within the budget: one call a minute, none when nobody looks', async () => {
    const windows = await eightWindows('administrator');
    const { world } = bed;
    await world.clock.advance(4 * hour);
    assert.equal(bed.jobCalls(), 0, 'nobody looks and nothing is watched');
    // In all of them the view is open: each asks for a list that is no older than a minute.
    const looking = new AbortController();
    const look = windows.map(async ({ siteJobs }) => {
      while (!looking.signal.aborted) {
        await siteJobs.list(world.site, { reachMs: 24 * hour, maxAgeMs: minute }, looking.signal);
        await world.clock.delay(minute, looking.signal);
      }
    });
    const looks = Promise.allSettled(look);
    const began = world.clock.now();
    const ends = await endsOfOneDay(windows);
    looking.abort();
    await looks;
    const minutes = (world.clock.now() - began) / minute;
    assert.deepEqual(ends, fourWell);
    // Each job for itself: some looks at first, then two a minute, then one.
    const own = 4 * (16 + 16 + 11);
    assert.ok(bed.jobCalls() <= minutes + own, `${bed.jobCalls()} calls in ${minutes} minutes`);
    const { spent, allowed } = (await windows[3]?.budget.today(world.site)) ?? {};
    assert.ok(spent !== undefined && allowed !== undefined);
    assert.ok(Math.abs(spent - bed.jobCalls()) <= 30, `${spent} counted, ${bed.jobCalls()} sent`);
    assert.ok(spent < allowed);
  });

  it('asks hardly anything of who may read no jobs, in eight windows for a day', async () => {
    const windows = await eightWindows('forbidden');
    const { world } = bed;
    await world.clock.advance(4 * hour);
    assert.equal(world.tableau.log.length, 0, 'nobody looks and nothing is watched');
    assert.deepEqual(await endsOfOneDay(windows), fourWell);
    // The job is asked for once each; then its extract's time, often at first, twice a minute, once a minute.
    assert.ok(bed.jobCalls() <= 8, `${bed.jobCalls()} calls about jobs`);
    const looks = world.tableau.log.count('graphql');
    assert.ok(looks <= 4 * (2 + 16 + 16 + 11), `${looks} looks at the extract`);
    assert.equal(bed.accepted(), 4);
  });
});
