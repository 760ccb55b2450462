/**
 * All that is about running jobs (`dist/jobs.js`), loaded a moment after activation or when it is first needed: import it with
 * `import()` only. It picks up what any window was watching, and tells how it ended.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type * as vscode from 'vscode';
import type { Clock } from './base/clock';
import { Disposables } from './base/disposables';
import type { Disposable } from './base/emitter';
import { FilesFolder } from './base/folder';
import { FileLeases } from './base/lease';
import type { Log } from './base/log';
import { jobCommands, type JobCommandHandlers } from './commands/jobCommands';
import type { SiteContent } from './content/siteContent';
import type { JobsContract, Watch } from './jobs/jobsContract';
import { openJobs } from './jobs/openJobs';
import { recordEnds } from './jobs/recordEnds';
import type { SessionsContract } from './session/sessionsContract';
import { siteKey, type Content, type SiteRef } from './tableau/model';
import { JobEnds } from './ui/jobEnds';
import { JobFollower } from './ui/followJobs';
import { JobDetails } from './ui/jobDetails';
import { JobsStatus } from './views/jobs/jobsStatus';
import { whoCouldTexts } from './ui/whoCouldText';
import { JobsTree } from './views/jobs/jobsTree';
import type { JobsView } from './views/jobs/jobNode';

export interface JobsRoomParts {
  readonly context: Pick<vscode.ExtensionContext, 'globalStorageUri' | 'workspaceState'>;
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly clock: Clock;
  readonly log: Log;
  readonly view: JobsView;
  reveal(content: Content): Promise<void>;
  browserUrl(content: Content): string | undefined;
  report(error: unknown): Promise<void>;
  /** Told of each end, in one of all windows: for the audit trail. */
  ended(watch: Watch): void;
}

export interface JobsRoom extends Disposable {
  readonly jobs: JobsContract;
  readonly follow: JobFollower;
  readonly tree: JobsTree;
  readonly commands: JobCommandHandlers;
  /** A query or cancel of a job is sent. */
  count(site: SiteRef): void;
  /** So many were in the last 24 hours, by all windows, and so many we allow ourselves. */
  callsToday(site: SiteRef): Promise<{ readonly spent: number; readonly allowed: number }>;
}

const windowKey = 'vizport.window';

export async function openJobsRoom(parts: JobsRoomParts): Promise<JobsRoom> {
  const { context, sessions, clock, log, view, report } = parts;
  const path = join(context.globalStorageUri.fsPath, 'jobs');
  const owned = new Disposables();
  const leases = owned.add(new FileLeases({ directory: join(path, 'leases'), log }));
  const folder = owned.add(new FilesFolder(path));
  const room = owned.add(
    openJobs({
      client: (site) => sessions.client(site),
      account(site) {
        const profile = sessions.find(site)?.profile;
        return profile?.as ?? profile?.userName ?? profile?.account;
      },
      folder,
      leases,
      clock,
      log,
      window: await windowId(context.workspaceState),
    }),
  );
  const jobs = room.tracker;
  owned.add(
    followSessions(sessions, {
      reached: (site) => room.reach.reached(site.server),
      removed: (site) =>
        void Promise.all([jobs.forget(site), room.siteJobs.forget(site)]).catch(report),
    }),
  );
  const details = owned.add(new JobDetails(sessions));
  const whoCould = whoCouldTexts(parts.contentOf, log);
  const follow = owned.add(new JobFollower({ jobs, details, leases, log, whoCould }));
  const ends = owned.add(new JobEnds({ jobs, details, follow, clock, report }));
  const tree = owned.add(
    new JobsTree({ jobs, siteJobs: room.siteJobs, sessions, clock, view, report }),
  );
  owned.add(new JobsStatus(jobs));
  await jobs.resume();
  owned.add(recordEnds(jobs, (watch) => parts.ended(watch), log));
  follow.resume();
  ends.resume();
  return {
    jobs,
    follow,
    tree,
    commands: jobCommands({ ...parts, jobs, details, follow, tree, whoCould }),
    count: (site) => room.budget.count(site),
    callsToday: (site) => room.budget.today(site),
    dispose() {
      owned.dispose();
    },
  };
}

/** Who is signed in again has reached the server; what was known of a site goes with it. */
function followSessions(
  sessions: SessionsContract,
  { reached, removed }: { reached(site: SiteRef): void; removed(site: SiteRef): void },
): Disposable {
  const sites = (): ReadonlyMap<string, SiteRef> =>
    new Map(sessions.list().map(({ profile: { site } }) => [siteKey(site), site]));
  let known = sites();
  return sessions.onDidChange((site) => {
    if (site !== undefined && sessions.find(site)?.state.status === 'signedIn') reached(site);
    const now = sites();
    for (const [key, gone] of known) if (!now.has(key)) removed(gone);
    known = now;
  });
}

/** Kept with the folder that the window shows, so that it is the same after a reload. */
async function windowId(memory: vscode.Memento): Promise<string> {
  const known = memory.get<string>(windowKey);
  if (known !== undefined) return known;
  const made = randomUUID();
  await memory.update(windowKey, made);
  return made;
}
