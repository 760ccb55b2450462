/** One watch: looks, waits, looks again, until the end is known or cannot be known; or follows the window that does. */
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Job, Luid, SiteRef } from '../tableau/model';
import { isNoUse, isRefused } from './extractTime';
import type { Outcome, Watch } from './jobsContract';
import { lookAtExtract, modeWithoutJob } from './lookAtExtract';
import { lookAtJob, lookForJob } from './lookAtJob';
import { lookAtRun } from './lookAtRun';
import { delayAfterFailure, pollDelay } from './pollDelay';
import type { ServerReach } from './serverReach';
import { isTooLong, notReadable, outcomeInTime, sessionOver } from './watchLimits';
import type { Sight, WatchRecord } from './watchRecord';
import type { Mark } from './watchStore';
import { watchOf } from './watchView';

export interface JobWatchParts {
  client(site: SiteRef): Promise<TableauClient>;
  readonly clock: Clock;
  readonly log: Log;
  readonly reach: ServerReach;
  /** In [0, 1), so that many watches do not ask in step. */
  random(): number;
  /** By how much to wait longer than usual. */
  stretch(site: SiteRef): number;
  /** Jobs of this item whose end was told already. */
  followed(watch: JobWatch): ReadonlySet<Luid>;
  /** The job as the site's list tells it, where that spares requests; the list is no older than that. */
  listed(watch: JobWatch, maxAgeMs: number, signal?: AbortSignal): Promise<Job | undefined>;
  changed(watch: JobWatch): void;
}

const minute = 60_000;

export class JobWatch {
  readonly #parts: JobWatchParts;
  #record: WatchRecord;
  #marks: ReadonlySet<Mark> = new Set();
  #looks = 0;
  #failures = 0;
  #lastWait = 0;
  #wake = new AbortController();
  readonly #gone = new AbortController();

  constructor(record: WatchRecord, parts: JobWatchParts) {
    this.#record = record;
    this.#parts = parts;
  }

  get record(): WatchRecord {
    return this.#record;
  }

  get marks(): ReadonlySet<Mark> {
    return this.#marks;
  }

  watch(window: string): Watch {
    return watchOf(this.#record, this.#marks, window);
  }

  update(change: Partial<WatchRecord>, job?: Job): void {
    const ends = change.outcome !== undefined && this.#record.outcome === undefined;
    this.#record = {
      ...this.#record,
      ...change,
      ...(job !== undefined && { job }),
      ...(ends && { endedAt: this.#parts.clock.now() }),
    };
    this.#parts.changed(this);
  }

  /** What another window, which watches it, has written. True when that is news. */
  mirror(record: WatchRecord, marks: ReadonlySet<Mark>): boolean {
    const isNew = JSON.stringify(record) !== JSON.stringify(this.#record);
    this.#record = record;
    return this.remark(marks) || isNew;
  }

  /** The marks as they are now. True when they have changed. */
  remark(marks: ReadonlySet<Mark>): boolean {
    const before = [...this.#marks].sort().join();
    const cancelling = marks.has('cancel') && !this.#marks.has('cancel');
    this.#marks = marks;
    if (cancelling) this.wake();
    return before !== [...marks].sort().join();
  }

  /** Looks soon again, and often at first. */
  wake(): void {
    this.#looks = 0;
    this.#wake.abort();
  }

  /** Nobody wants to know of it any more. */
  forget(): void {
    this.#gone.abort(new DOMException('This watch is forgotten', 'AbortError'));
  }

  /** Resolves when the end is known; an aborted signal stops it where it is. */
  async run(turn: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([turn, this.#gone.signal]);
    this.#looks = 0;
    let wait = this.#nextWait();
    while (this.#record.outcome === undefined && !signal.aborted) {
      await this.#pause(wait, signal);
      if (signal.aborted) return;
      wait = await this.#lookOrWait(signal);
      if (this.#record.outcome === undefined && !signal.aborted) this.#giveUpInTime();
    }
  }

  /** After an unknown end: one look at once. Without news the old outcome stands. @throws when the look fails. */
  async lookAgain(signal: AbortSignal | undefined): Promise<void> {
    const old = this.#record;
    const { outcome: _, endedAt: __, ...open } = old;
    const mode = old.jobLuid !== undefined ? 'job' : 'find';
    this.#record = { ...open, mode, misses: 0, since: this.#parts.clock.now() };
    let isOpen = false;
    try {
      isOpen = await this.#lookThrough(signal);
    } finally {
      if (this.#record.outcome === undefined && !isOpen) this.#record = old;
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
      this.#record = { ...this.#record, mode: modeWithoutJob(this.#record) };
      try {
        this.#apply(await this.#look(signal));
      } catch (second) {
        // Nothing of it may be read: no news, which is no error.
        if (!isRefused(second)) throw second;
      }
    }
    const { mode, outcome } = this.#record;
    const isJob = mode === 'job' || mode === 'bridge' || mode === 'run';
    return outcome === undefined && isJob && this.#record.misses === 0;
  }

  /** Resolves with the time to wait before the next look. */
  async #lookOrWait(signal: AbortSignal): Promise<number> {
    const { reach, clock } = this.#parts;
    const { server } = this.#record.target.ref.site;
    const began = clock.now();
    const wasClosed = reach.isClosed(server);
    try {
      const sight = await reach.look(server, () => this.#look(signal), signal);
      if (wasClosed || clock.now() - began > minute) this.#forgive(clock.now() - began);
      this.#failures = 0;
      this.#looks += 1;
      if (!signal.aborted) this.#apply(sight);
      return this.#nextWait();
    } catch (error) {
      if (signal.aborted) return 0;
      return this.#failed(error, this.#lastWait + clock.now() - began);
    }
  }

  /** Time in which nothing could be learnt is no time of watching. */
  #forgive(ms: number): void {
    this.#record = { ...this.#record, since: this.#record.since + ms };
  }

  async #look(signal: AbortSignal | undefined): Promise<Sight> {
    const record = this.#record;
    const client = await this.#parts.client(record.target.ref.site);
    switch (record.mode) {
      case 'find':
        return lookForJob(client, record, this.#parts.followed(this), signal);
      case 'job':
      case 'bridge': {
        if (record.jobLuid === undefined) return { change: { mode: 'find' } };
        const listed = await this.#parts.listed(this, this.#lastWait, signal);
        return lookAtJob(client, record, record.jobLuid, listed, signal);
      }
      case 'extract':
        return lookAtExtract(client, record, signal);
      case 'run':
        return lookAtRun(client, record, this.#parts.followed(this), signal);
      default:
        return record.mode satisfies never;
    }
  }

  #apply({ change, job, outcome }: Sight): void {
    this.update({ ...change, ...(outcome !== undefined && { outcome }) }, job);
  }

  /** A look that failed is not a job that failed. */
  #failed(error: unknown, waited: number): number {
    const { mode, target } = this.#record;
    if (isRefused(error)) {
      if (mode === 'extract' || mode === 'run') return this.#end(notReadable(this.#record));
      this.update({ mode: modeWithoutJob(this.#record), misses: 0 });
      return 0;
    }
    const over = sessionOver(error);
    if (over !== undefined) return this.#end(over);
    this.#failures += 1;
    // What answers and tells nothing may do so for ever.
    if (!isNoUse(error)) this.#forgive(waited);
    this.#parts.log.debug(`A look at the job of ${target.ref.luid} failed: ${String(error)}`);
    // Until the server can be reached again all watches wait for one of them to find out.
    if (isTableauError(error, 'network', 'tooManyRequests')) return 0;
    return delayAfterFailure(this.#failures, this.#parts.random());
  }

  #giveUpInTime(): void {
    const { clock, reach } = this.#parts;
    const isTried = !reach.isClosed(this.#record.target.ref.site.server);
    if (isTooLong(this.#record, clock.now(), isTried))
      this.#end(outcomeInTime(this.#record, this.#failures > 0));
  }

  #end(outcome: Outcome): 0 {
    this.update({ outcome });
    return 0;
  }

  #nextWait(): number {
    const elapsed = this.#parts.clock.now() - this.#record.since;
    const stretch = this.#parts.stretch(this.#record.target.ref.site);
    return stretch * pollDelay(elapsed, this.#looks, this.#parts.random(), this.#record.mode);
  }

  async #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    this.#wake = new AbortController();
    this.#lastWait = milliseconds;
    try {
      await this.#parts.clock.delay(milliseconds, AbortSignal.any([signal, this.#wake.signal]));
    } catch (error) {
      // Woken, or stopped: the caller tells the two apart by the signal. Anything else is a broken clock.
      if (!signal.aborted && !this.#wake.signal.aborted) throw error;
    }
  }
}
