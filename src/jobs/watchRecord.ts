/** What is remembered of a watch, for all windows and over a restart; plain data, because it is stored as JSON. */
import type { Job, Luid } from '../tableau/model';
import type { Outcome, WatchTarget } from './jobsContract';

/**
 * What is looked at: the job list for a job not known yet, the job, a Bridge refresh handed over, the extract's time, the run of
 * a flow whose job may not be read.
 */
export type Mode = 'find' | 'job' | 'bridge' | 'extract' | 'run';

export interface WatchRecord {
  readonly id: string;
  readonly target: WatchTarget;
  /** By our clock. */
  readonly startedAt: number;
  /** The same moment by the server's clock, or a little before it; absent where the server had not told its time. */
  readonly after?: number;
  /** When this stretch of watching began, by our clock: limits count from here. */
  readonly since: number;
  /** The window that asked for it, the same after its reload: it shows the progress. */
  readonly window?: string;
  /** The account that asked for it. */
  readonly by?: string;
  /** The request is under way; it says nothing when the window that sent it is gone. */
  readonly starting?: boolean;
  readonly mode: Mode;
  /** Somebody else's refresh, which was queued or running already. */
  readonly adopted: boolean;
  /** The answer to the start has not come, or was lost: it may have been accepted. */
  readonly lost: boolean;
  readonly jobLuid?: Luid;
  readonly flowRunLuid?: Luid;
  /** Of the job, by the server's clock. */
  readonly createdAt?: string;
  /** The job was read at least once: if it is gone later, it was cleaned up. */
  readonly seen: boolean;
  /** Looks in vain, for a job that lists may be late to show. */
  readonly misses: number;
  /** The extract's time before the start; absent when it could not be read. */
  readonly before?: { readonly time?: string };
  /** As it was seen last. */
  readonly job?: Job;
  readonly outcome?: Outcome;
  /** When the end was learnt, by our clock. */
  readonly endedAt?: number;
}

/** What one look tells. */
export interface Sight {
  readonly change?: Partial<WatchRecord>;
  readonly job?: Job;
  readonly outcome?: Outcome;
}
