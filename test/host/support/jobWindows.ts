/** Windows of one computer as far as they start, follow and tell jobs: each with its own tracker and focus, over shared files. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock, type Clock } from '../../../src/base/clock';
import { openJobs, type Jobs } from '../../../src/jobs/openJobs';
import type { WatchTarget } from '../../../src/jobs/jobsContract';
import type { Luid } from '../../../src/tableau/model';
import { JobFollower } from '../../../src/ui/followJobs';
import { JobDetails } from '../../../src/ui/jobDetails';
import { JobEnds } from '../../../src/ui/jobEnds';
import { MemoryFolder } from '../../unit/support/memoryFolder';
import { LeaseTable, MemoryLeases } from '../../unit/support/memoryLeases';
import { openTreeBed, type TreeBed } from './treeBed';

export interface JobWindow {
  readonly jobs: Jobs['tracker'];
  readonly follow: JobFollower;
  /** Gets the focus, or loses it. */
  focus(focused: boolean): void;
  /** What a reload does, on both of its sides: nothing more is done here; and what was left is picked up. */
  close(): void;
  resume(): Promise<void>;
}

export interface JobWindows {
  readonly bed: TreeBed;
  readonly table: LeaseTable;
  /** What messages said, and in which of the windows, oldest first. */
  readonly told: { readonly window: string; readonly text: string }[];
  open(id: string, focused: boolean): JobWindow;
  /** Data sources with an extract of their own. */
  targets(count: number, from?: number): readonly WatchTarget[];
  until(what: string, holds: () => boolean): Promise<void>;
  /** Ends the job of an item. */
  finish(target: WatchTarget, how?: 'success' | 'failure'): Promise<void>;
  starts(): number;
  close(): Promise<void>;
}

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const shows = ['showInformationMessage', 'showWarningMessage', 'showErrorMessage'] as const;
type Show = (text: string, ...labels: readonly unknown[]) => Thenable<undefined>;

/** Looks come as they come in life, but twenty times as fast. */
const clock: Clock = {
  now: systemClock.now,
  delay: (milliseconds, signal) => systemClock.delay(milliseconds / 20, signal),
};

export async function openJobWindows(): Promise<JobWindows> {
  const bed = await openTreeBed({ ownJobs: 'readable' });
  await bed.signInAsAdministrator();
  const [folder, table] = [new MemoryFolder(), new LeaseTable()];
  const told: { window: string; text: string }[] = [];
  const focused = new Set<string>();
  const undo = replaceMessages((text) => told.push({ window: [...focused].join(), text }));
  const opened = new Set<JobWindow>();

  const open = (id: string, hasFocus: boolean): JobWindow => {
    const leases = new MemoryLeases(table, clock);
    const room = openJobs({
      client: (site) => bed.sessions.client(site),
      account: () => 'Ana',
      folder,
      leases,
      clock,
      log: silent,
      window: id,
    });
    const changed = new vscode.EventEmitter<vscode.WindowState>();
    const window = {
      get state() {
        return { focused: focused.has(id), active: true };
      },
      onDidChangeWindowState: changed.event,
    };
    const jobs = room.tracker;
    const details = new JobDetails(bed.sessions);
    const whoCould = { start: async () => undefined, cancel: async () => '' };
    const follow = new JobFollower({ jobs, details, leases, log: silent, whoCould });
    const report = async (error: unknown): Promise<void> => assert.fail(String(error));
    const ends = new JobEnds({ jobs, details, follow, clock, window, report });
    const made: JobWindow = {
      jobs,
      follow,
      focus(now) {
        if (now) focused.add(id);
        else focused.delete(id);
        changed.fire(window.state);
      },
      close() {
        opened.delete(made);
        focused.delete(id);
        for (const one of [ends, follow, details, room, leases, changed]) one.dispose();
      },
      async resume() {
        await jobs.resume();
        follow.resume();
        ends.resume();
      },
    };
    if (hasFocus) focused.add(id);
    opened.add(made);
    return made;
  };

  const until = async (what: string, holds: () => boolean): Promise<void> => {
    for (let waited = 0; !holds(); waited += 20) {
      if (waited > 15_000) assert.fail(`never: ${what}; told: ${JSON.stringify(told)}`);
      await systemClock.delay(20);
    }
  };

  return {
    bed,
    table,
    told,
    open,
    until,
    targets: (count, from = 0) =>
      [...bed.fake.model.datasources.all()]
        .filter(
          (one) =>
            one.siteLuid === bed.fake.company.main.site.luid &&
            one.hasExtracts &&
            !one.useRemoteQueryAgent,
        )
        .slice(from, from + count)
        .map(({ luid, name }) => ({
          ref: { site: bed.site, kind: 'datasource', luid: luid as Luid },
          name,
          action: 'refresh',
        })),
    async finish({ ref, name }, how = 'success') {
      await until(`a job of ${name}`, () => bed.fake.model.jobs.activeFor(ref.luid) !== undefined);
      bed.fake.knobs.advanceJob(bed.fake.model.jobs.activeFor(ref.luid)?.luid ?? '', how);
    },
    starts: () =>
      bed.fake.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/refresh'))
        .length,
    async close() {
      for (const window of [...opened]) window.close();
      undo();
      await bed.close();
    },
  };
}

/** Nobody presses their buttons: a message that nobody answers is never over. */
function replaceMessages(tell: (text: string) => void): () => void {
  const window = vscode.window as unknown as Record<(typeof shows)[number], Show>;
  const real = shows.map((name) => window[name]);
  for (const name of shows)
    window[name] = (text) => {
      tell(text);
      return new Promise(() => undefined);
    };
  return () => shows.forEach((name, at) => (window[name] = real[at] as Show));
}
