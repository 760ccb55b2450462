/** A signed-in person with jobs, as tools and tasks need it, over a fake Tableau. */
import assert from 'node:assert/strict';
import { systemClock, type Clock } from '../../../src/base/clock';
import { openJobs } from '../../../src/jobs/openJobs';
import { MemoryFolder } from '../../unit/support/memoryFolder';
import { LeaseTable, MemoryLeases } from '../../unit/support/memoryLeases';
import type { ToolNeeds } from '../../../src/agents/tool';
import { openTreeBed, type TreeBed } from './treeBed';

export interface AutomationBed extends TreeBed {
  readonly needs: ToolNeeds;
  /** A data source with an extract of its own. */
  datasource(at: number): { readonly luid: string; readonly name: string };
  /** Ends the job of an item as soon as there is one. */
  finish(luid: string, how: 'success' | 'failure'): Promise<void>;
  jobOf(luid: string): Promise<string>;
  starts(): number;
  /** As when the site is removed; it stays signed in here. */
  forgetJobs(): Promise<void>;
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };

export async function openAutomationBed(): Promise<AutomationBed> {
  const bed = await openTreeBed();
  await bed.signInAsAdministrator();
  const { fake, sessions, contents } = bed;
  /** The looks at a job come as they come in life, but twenty times as fast. */
  const clock: Clock = {
    now: systemClock.now,
    delay: (milliseconds, signal) => systemClock.delay(milliseconds / 20, signal),
  };
  const jobs = openJobs({
    client: (site) => sessions.client(site),
    account: () => 'Ana',
    folder: new MemoryFolder(),
    leases: new MemoryLeases(new LeaseTable(), clock),
    clock,
    log: silent,
    window: 'test',
  });
  const jobOf = async (luid: string): Promise<string> => {
    for (let waited = 0; waited < 10_000; waited += 20) {
      const job = fake.model.jobs.activeFor(luid);
      if (job !== undefined) return job.luid;
      await systemClock.delay(20);
    }
    return assert.fail('no job was started');
  };
  return {
    ...bed,
    needs: {
      sessions,
      contentOf: (site) => contents.of(site),
      jobs: jobs.tracker,
      log: silent,
    },
    datasource(at) {
      const found = [...fake.model.datasources.all()].filter(
        (one) =>
          one.siteLuid === fake.company.main.site.luid &&
          one.hasExtracts &&
          !one.useRemoteQueryAgent,
      )[at];
      assert.ok(found);
      return found;
    },
    jobOf,
    async finish(luid, how) {
      fake.knobs.advanceJob(await jobOf(luid), how);
    },
    starts: () =>
      fake.log.filter(({ method, path }) => method === 'POST' && /\/(refresh|run)$/.test(path))
        .length,
    forgetJobs: () => jobs.tracker.forget(bed.site),
    async close() {
      jobs.dispose();
      await bed.close();
    },
  };
}
