/** A thousand refreshes through a server that fails one request in five. What is true is read from the server, never from us. */
import assert from 'node:assert/strict';
import type { Watch } from '../../src/jobs/jobsContract';
import { isTableauError } from '../../src/tableau/errors';
import type { Fault } from '../fakeTableau/faults';
import type { Job } from '../fakeTableau/jobs';
import { JobsWorld, type JobsWindow, type Who } from '../unit/support/jobsWorld';

const minute = 60_000;
const hour = 60 * minute;
const seed = Number(process.env['VIZPORT_SEED'] ?? Date.now() % 1_000_000_007);

/** Mulberry32: the same steps for the same seed. */
function randomOf(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What the server was heard to do, and what it knows. */
interface Told {
  readonly watch: Watch;
  times: number;
}

for (const [who, count] of [
  ['administrator', 1000],
  ['forbidden', 150],
] as const)
  describe(`chaos ${who === 'administrator' ? 'as administrator' : 'as a user who may read no jobs'}`, function () {
    this.timeout(20 * minute);
    let bed: JobsWorld;
    let random: () => number;
    before(async () => {
      console.log(`      seed ${seed}: VIZPORT_SEED=${seed} repeats it`);
      random = randomOf(seed);
      bed = await JobsWorld.start(who satisfies Who);
      bed.random = random;
      Object.assign(bed.world.tableau.knobs.quotas, {
        refreshesPerHour: Infinity,
        jobCallsPerDay: Infinity,
      });
    });
    after(() => bed.close());

    /** One request in five; the sign-in fails too, but is never refused: that would end it by right. */
    const breakTheServer = (): void => {
      const { faults } = bed.world.tableau.knobs;
      faults.take = (): Fault | undefined => (random() < 0.2 ? aFault() : undefined);
    };

    const aFault = (): Fault => {
      const faults: readonly Fault[] = [
        { kind: 'fail', status: 500, code: '500000' },
        { kind: 'fail', status: 503, code: '503000' },
        { kind: 'html', status: 502 },
        { kind: 'throttle', seconds: 5 },
        { kind: 'truncate', cleanly: random() < 0.5 },
        { kind: 'drop', afterProcessing: false },
        { kind: 'drop', afterProcessing: true },
      ];
      return faults[Math.floor(random() * faults.length)]!;
    };

    const aScript = (): void => {
      const end = (['success', 'success', 'success', 'failure', 'statusNote'] as const)[
        Math.floor(random() * 5)
      ]!;
      bed.world.tableau.knobs.jobScripts.length = 0;
      bed.world.tableau.knobs.scriptNextJob({
        queuedMs: Math.floor(random() * 30_000),
        runMs: Math.floor(random() * 8 * minute),
        end,
      });
    };

    it(`tells each of ${count} ends once, rightly or as unknown with its reason, and starts nothing twice`, async () => {
      const { world } = bed;
      const { tableau } = world;
      const [one, two] = [bed.open('one'), bed.open('two')];
      const told = new Map<string, Told>();
      const listen = (window: JobsWindow): void => {
        window.tracker.onDidChange((watch) => {
          if (watch.outcome === undefined || watch.told) return;
          void window.tracker.claimEnd([watch.id]).then((isOurs) => {
            if (!isOurs) return;
            const known = told.get(watch.id);
            if (known === undefined) told.set(watch.id, { watch, times: 1 });
            else known.times += 1;
          });
        });
      };
      listen(one);
      listen(two);
      const before = new Set(tableau.model.jobs.ofSite(bed.siteLuid).map(({ luid }) => luid));
      breakTheServer();
      const items = bed.refreshable();
      let started = 0;
      let refused = 0;
      const watches: Watch[] = [];
      const lane = async (item: (typeof items)[number], window: JobsWindow): Promise<void> => {
        while (started < count) {
          started += 1;
          aScript();
          try {
            const watch = await window.tracker.start(bed.target(item));
            watches.push(watch);
            await window.tracker.ended(watch.id);
          } catch (error) {
            assert.ok(isTableauError(error), String(error));
            refused += 1;
          }
          // The next one is another: its job is not yet that of the one before.
          await world.clock.delay(minute * (1 + random()));
        }
      };
      const lanes = items.map((item, n) => lane(item, n % 2 === 0 ? one : two));
      await world.clock.until(Promise.all(lanes), 60 * 24 * hour);
      await world.clock.advance(1000);

      // The oracle: the jobs that the server has made, and the requests that it has had.
      const made = tableau.model.jobs.ofSite(bed.siteLuid).filter(({ luid }) => !before.has(luid));
      const posts = tableau.log.filter(
        ({ method, path, code }) =>
          method === 'POST' && path.endsWith('/refresh') && code !== '401002',
      );
      assert.equal(posts.length, count, 'each refresh was sent once');
      assert.ok(made.length <= count, `${made.length} jobs of ${count} starts`);
      assert.equal(refused + watches.length, count);
      const byLuid = new Map(made.map((job) => [job.luid, job]));
      let known = 0;
      for (const { id } of watches) {
        const end = told.get(id);
        assert.ok(end, `the end of ${id} was told`);
        assert.equal(end.times, 1, `the end of ${id} was told once`);
        known += judge(end.watch, byLuid, made) ? 1 : 0;
      }
      // Nothing stays watched, by nobody.
      assert.ok([one, two].every((w) => w.tracker.list().every(({ outcome }) => outcome)));
      tableau.log.clear();
      await world.clock.advance(6 * hour);
      assert.equal(bed.jobCalls(), 0, 'nothing is asked any more');
      console.log(`      ${watches.length} watched, ${known} known, ${refused} refused`);
      if (who === 'administrator')
        assert.ok(known >= 0.85 * watches.length, `${known} of ${watches.length} are known`);
    });

    /** True for a known end; fails when it is not the server's. */
    const judge = (
      { outcome, jobLuid, target }: Watch,
      byLuid: ReadonlyMap<string, Job>,
      made: readonly Job[],
    ): boolean => {
      assert.ok(outcome);
      if (outcome.status === 'unknown') {
        assert.ok(outcome.reason);
        return false;
      }
      const isWell = (job: Job): boolean =>
        job.outcome.finishCode === 0 && job.outcome.statusNote === undefined;
      if (outcome.status === 'succeeded' && outcome.by === 'extractTime') {
        const its = made.filter(
          (job) => (job.workbookLuid ?? job.datasourceLuid) === target.ref.luid,
        );
        assert.ok(its.some(isWell), `a refresh of ${target.name} went well`);
        return true;
      }
      const job = byLuid.get(jobLuid ?? '');
      assert.ok(job, `the server has the job of ${target.name}`);
      assert.equal(job.workbookLuid ?? job.datasourceLuid, target.ref.luid);
      assert.equal(outcome.status, isWell(job) ? 'succeeded' : 'failed');
      return true;
    };
  });
