/** What is remembered of a watch, also over a reload; plain data, because it is stored as JSON. */
import type { Job, Luid } from '../tableau/model';
import type { Outcome, WatchTarget } from './jobsContract';

/** What is looked at: the job list for a job not known yet, the job, a Bridge refresh handed over, the extract's time. */
export type Mode = 'find' | 'job' | 'bridge' | 'extract';

export interface WatchRecord {
  readonly id: string;
  readonly target: WatchTarget;
  /** By our clock. */
  readonly startedAt: number;
  /** When this stretch of watching began, by our clock: limits count from here. */
  readonly since: number;
  readonly mode: Mode;
  /** Somebody else's refresh, which was queued or running already. */
  readonly adopted: boolean;
  /** The answer to the start has not come, or was lost: it may have been accepted. */
  readonly lost: boolean;
  readonly cancelling: boolean;
  readonly jobLuid?: Luid;
  /** Of the job, by the server's clock. */
  readonly createdAt?: string;
  /** The job was read at least once: if it is gone later, it was cleaned up. */
  readonly seen: boolean;
  /** Looks in vain, for a job that lists may be late to show. */
  readonly misses: number;
  /** The extract's time before the start; absent when it could not be read. */
  readonly before?: { readonly time?: string };
  readonly outcome?: Outcome;
}

/** What one look tells. */
export interface Sight {
  readonly change?: Partial<WatchRecord>;
  readonly job?: Job;
  readonly outcome?: Outcome;
}
