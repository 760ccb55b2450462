/** One watch: looks, waits, looks again, until the end is known or cannot be known. */
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Job, Luid, SiteRef } from '../tableau/model';
import type { Outcome, Watch } from './jobsContract';
import { isRefused, lookAtExtract } from './lookAtExtract';
import { lookAtJob, lookForJob } from './lookAtJob';
import { delayAfterFailure, pollDelay } from './pollDelay';
import type { Sight, WatchRecord } from './watchRecord';

export interface JobWatchParts {
  client(site: SiteRef): Promise<TableauClient>;
  readonly clock: Clock;
  readonly log: Log;
  /** In [0, 1), so that many watches do not ask in step. */
  random(): number;
  /** Jobs of this item whose end was told already. */
  followed(watch: JobWatch): ReadonlySet<Luid>;
  changed(watch: JobWatch): void;
}

const minute = 60_000;
/** A refresh may take two hours, and wait in a queue before; an extract's time only ever tells success. */
const limits = {
  job: 24 * 60 * minute,
  find: 60 * minute,
  bridge: 60 * minute,
  extract: 60 * minute,
};
const limitWhenLost = 15 * minute;

export class JobWatch {
  readonly #parts: JobWatchParts;
  #record: WatchRecord;
  #job: Job | undefined;
  #starting: boolean;
  #looks = 0;
  #failures = 0;
  #wake = new AbortController();

  constructor(
    record: WatchRecord,
    parts: JobWatchParts,
    { starting }: { readonly starting: boolean },
  ) {
    this.#record = record;
    this.#parts = parts;
    this.#starting = starting;
  }

  get record(): WatchRecord {
    return this.#record;
  }

  get watch(): Watch {
    const { id, target, startedAt, adopted, jobLuid, outcome } = this.#record;
    return {
      id,
      target,
      startedAt,
      adopted,
      phase: this.#phase(),
      ...(this.#job !== undefined && { job: this.#job }),
      ...(jobLuid !== undefined && { jobLuid }),
      ...(outcome !== undefined && { outcome }),
    };
  }

  update(change: Partial<WatchRecord>, job?: Job): void {
    this.#record = { ...this.#record, ...change };
    this.#job = job ?? this.#job;
    this.#parts.changed(this);
  }

  /** The server has answered the start, or never will. */
  started(change: Partial<WatchRecord>, job?: Job): void {
    this.#starting = false;
    this.update(change, job);
  }

  /** Looks soon again, and often at first. */
  wake(): void {
    this.#looks = 0;
    this.#wake.abort();
  }

  /** Resolves when the end is known; an aborted signal stops it where it is. */
  async run(signal: AbortSignal): Promise<void> {
    let wait = this.#nextWait();
    while (this.#record.outcome === undefined && !signal.aborted) {
      await this.#pause(wait, signal);
      if (signal.aborted) return;
      wait = await this.#lookOrWait(signal);
      if (this.#record.outcome === undefined) this.#giveUpInTime();
    }
  }

  /** After an unknown end: one look at once. Without news the old outcome stands. @throws when the look fails. */
  async lookAgain(signal: AbortSignal | undefined): Promise<void> {
    const { outcome, jobLuid } = this.#record;
    const { outcome: _, ...open } = this.#record;
    const mode = jobLuid === undefined ? 'find' : 'job';
    this.#record = { ...open, mode, misses: 0, since: this.#parts.clock.now() };
    let isOpen = false;
    try {
      isOpen = await this.#lookThrough(signal);
    } finally {
      if (this.#record.outcome === undefined && !isOpen && outcome !== undefined)
        this.#record = { ...this.#record, outcome };
      this.#looks = 0;
      this.#parts.changed(this);
    }
  }

  /** True when a job is there whose end is to come. */
  async #lookThrough(signal: AbortSignal | undefined): Promise<boolean> {
    try {
      this.#apply(await this.#look(signal));
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#record = { ...this.#record, mode: 'extract' };
      this.#apply(await this.#look(signal));
    }
    const { mode, outcome } = this.#record;
    const isJob = mode === 'job' || mode === 'bridge';
    return outcome === undefined && isJob && this.#record.misses === 0;
  }

  /** Resolves with the time to wait before the next look. */
  async #lookOrWait(signal: AbortSignal): Promise<number> {
    try {
      const sight = await this.#look(signal);
      this.#failures = 0;
      this.#looks += 1;
      this.#apply(sight);
      return this.#nextWait();
    } catch (error) {
      if (signal.aborted) return 0;
      return this.#failed(error);
    }
  }

  async #look(signal: AbortSignal | undefined): Promise<Sight> {
    const record = this.#record;
    const client = await this.#parts.client(record.target.ref.site);
    switch (record.mode) {
      case 'find':
        return lookForJob(client, record, this.#parts.followed(this), signal);
      case 'job':
      case 'bridge':
        return record.jobLuid === undefined
          ? { change: { mode: 'find' } }
          : lookAtJob(client, record, record.jobLuid, signal);
      case 'extract':
        return lookAtExtract(client, record, signal);
      default:
        return record.mode satisfies never;
    }
  }

  #apply({ change, job, outcome }: Sight): void {
    this.update({ ...change, ...(outcome !== undefined && { outcome }) }, job);
  }

  /** A look that failed is not a job that failed. */
  #failed(error: unknown): number {
    const { mode, target } = this.#record;
    if (isRefused(error)) {
      if (mode === 'extract' || target.ref.kind === 'flow') this.#end(this.#notReadable());
      else this.update({ mode: 'extract' });
      return 0;
    }
    if (isTableauError(error, 'signIn', 'sessionExpired')) {
      this.#end({ status: 'unknown', reason: 'signedOut' });
      return 0;
    }
    this.#failures += 1;
    this.#parts.log.debug(`A look at the job of ${target.ref.luid} failed: ${String(error)}`);
    const asked = isTableauError(error) ? error.details.retryAfterMs : undefined;
    const least = isTableauError(error, 'tooManyRequests') ? (asked ?? minute) : asked;
    return delayAfterFailure(this.#failures, least, this.#parts.random());
  }

  #giveUpInTime(): void {
    const { mode, since, lost } = this.#record;
    const limit = lost ? limitWhenLost : limits[mode];
    if (this.#parts.clock.now() - since < limit) return;
    if (mode === 'extract' || lost) this.#end(this.#notReadable());
    else this.#end({ status: 'unknown', reason: mode === 'bridge' ? 'bridge' : 'timeout' });
  }

  #notReadable(): Outcome {
    return { status: 'unknown', reason: this.#record.lost ? 'mayHaveStarted' : 'notReadable' };
  }

  #end(outcome: Outcome): void {
    this.update({ outcome });
  }

  #nextWait(): number {
    const elapsed = this.#parts.clock.now() - this.#record.since;
    return pollDelay(elapsed, this.#looks, this.#parts.random());
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    try {
      await this.#parts.clock.delay(milliseconds, AbortSignal.any([signal, this.#wake.signal]));
    } catch (error) {
      // Woken, or stopped: the caller tells the two apart by the signal. Anything else is a broken clock.
      if (!signal.aborted && !this.#wake.signal.aborted) throw error;
    }
  }

  #phase(): Watch['phase'] {
    const { outcome, cancelling, mode } = this.#record;
    if (outcome !== undefined) return 'ended';
    if (this.#starting) return 'starting';
    if (cancelling) return 'cancelling';
    return mode === 'extract' || mode === 'bridge' ? 'watchingExtract' : 'following';
  }
}
