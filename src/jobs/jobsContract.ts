/** What views and commands may ask of `JobTracker`; `jobTracker.ts` implements it. */
import type { Event } from '../base/emitter';
import type { ContentRef, Job, Luid } from '../tableau/model';

/** What a watch is about: always known, whatever becomes of the job. */
export interface WatchTarget {
  readonly ref: ContentRef<'workbook' | 'datasource' | 'flow'>;
  readonly name: string;
  readonly action: 'refresh' | 'run';
  /** Only what is new is fetched: for extracts that define it, on servers that know it. */
  readonly incremental?: boolean;
  /** The refresh task that is run now; absent where the item itself is refreshed. */
  readonly task?: Luid;
  /** Of a data source: Tableau Bridge refreshes it. Absent where nobody knows. */
  readonly usesBridge?: boolean;
  /** Its page in the browser. */
  readonly url?: string;
  /** Started together with others that name the same group: one message tells the ends of all. */
  readonly group?: string;
  /** How many the group was to be: those that have no watch were not started. */
  readonly groupSize?: number;
  /** Whoever started it tells its end in a place of its own (a task's terminal): a message does only where that is gone. */
  readonly quiet?: boolean;
}

/** How a watch ended. `unknown` is said with its reason: never a guessed success. */
export type Outcome =
  | { readonly status: 'succeeded'; readonly by: 'job' | 'extractTime'; readonly bridge?: boolean }
  | { readonly status: 'failed'; readonly notes?: string }
  | { readonly status: 'cancelled' }
  | {
      readonly status: 'unknown';
      readonly reason:
        /** Jobs may not be read by this user, and the extract's own time did not change (in time). */
        | 'notReadable'
        /** The job's record was cleaned up before its end was seen. */
        | 'purged'
        /** The answer to the start was lost and no job was found: it may have started. */
        | 'mayHaveStarted'
        /** Handed over to Tableau Bridge, whose end was not seen in time. */
        | 'bridge'
        /** Watched for as long as we watch. */
        | 'timeout'
        /** The item is gone. */
        | 'itemGone'
        /** The session could not be renewed while waiting: nobody is signed in. */
        | 'signedOut'
        /** … because Tableau refuses the credentials. */
        | 'refused'
        /** … because something else keeps taking the token's session. */
        | 'contested'
        /** … because the secret is gone from this computer. */
        | 'secretMissing';
    };

export interface Watch {
  /** Ours, unique per machine. */
  readonly id: string;
  readonly target: WatchTarget;
  readonly startedAt: number;
  /** Absent while the job is not known (already queued and not readable; answer lost). */
  readonly job?: Job;
  readonly jobLuid?: Luid;
  /**
   * starting: the POST is under way; following: its job, which is still looked for while `jobLuid` is absent;
   * watchingExtract: jobs may not be read, or Tableau Bridge has the job, and the extract's time is watched;
   * cancelling: asked for, its true end is awaited.
   */
  readonly phase: 'starting' | 'following' | 'watchingExtract' | 'cancelling' | 'ended';
  readonly adopted: boolean;
  /** The account that asked for it. */
  readonly by?: string;
  /** Asked for in this window, before its reload too. */
  readonly here: boolean;
  readonly outcome?: Outcome;
  /** When the end was learnt, by our clock. */
  readonly endedAt?: number;
  /** Its end was told, by whichever window. */
  readonly told: boolean;
  /** Somebody has looked at its end in the Jobs view. */
  readonly seen: boolean;
  /** Its end is in the audit trail. */
  readonly written: boolean;
}

export interface JobsContract {
  readonly onDidChange: Event<Watch>;
  /** What any window of this computer watches, or has watched to its end in the last days. */
  list(): readonly Watch[];
  /**
   * Starts the refresh or run and watches it. Resolves when it is accepted (or found to be queued already, or possibly started);
   * rejects when Tableau refused it.
   */
  start(target: WatchTarget, signal?: AbortSignal): Promise<Watch>;
  /** Resolves with the watch at its end, or without an outcome when its site is forgotten; an aborted signal only stops waiting. */
  ended(id: string, signal?: AbortSignal): Promise<Watch>;
  /** Cancels the job on the server, and goes on watching for its true end. @throws TableauError when it is refused. */
  cancel(id: string): Promise<void>;
  /** For `mayHaveStarted` and the other unknown ends: looks once more, and watches again if a job is found. */
  checkAgain(id: string, signal?: AbortSignal): Promise<Watch>;
  /** Picks up what was being watched before a reload or a restart, by any window. Never waits for the network. */
  resume(): Promise<void>;
  /** True for one of all windows, once: it tells the end. With several watches, the end of all. */
  claimEnd(ids: readonly string[]): Promise<boolean>;
  /** True for one of all windows, once: it writes the end into the audit trail. */
  claimRecord(id: string): Promise<boolean>;
  /** Ends that somebody has looked at are no longer news. */
  markSeen(ids: readonly string[]): Promise<void>;
  dispose(): void;
}
