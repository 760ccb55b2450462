/** A lease while it is held: renewed on disk, lost when another process has taken it or when renewing fails for too long. */
import type { Clock } from './clock';
import type { Lease } from './leaseContract';
import type { LeaseFiles, LeaseRecord } from './leaseFiles';
import type { Log } from './log';

/** How long a holder that shows no sign of life keeps its lease. */
export const leaseLifeMs = 15_000;
/** How often it shows one. */
export const heartbeatMs = 4_000;

export interface HeldLeaseParts {
  readonly files: LeaseFiles;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds that no change of the computer's clock touches. */
  readonly monotonic: () => number;
  /** Told once, when it is let go of or lost. */
  readonly onEnd: (lease: HeldLease) => void;
}

export class HeldLease implements Lease {
  readonly generation: number;
  readonly after: Lease['after'];
  readonly #name: string;
  readonly #parts: HeldLeaseParts;
  readonly #lost = new AbortController();
  readonly #beating = new AbortController();
  readonly #since: number;
  #record: LeaseRecord;
  #renewed: number;
  #ended = false;
  /** One write after the other: what is late must not undo a release. */
  #writing: Promise<void> = Promise.resolve();

  constructor(
    name: string,
    generation: number,
    record: LeaseRecord,
    after: Lease['after'],
    parts: HeldLeaseParts,
  ) {
    this.#name = name;
    this.generation = generation;
    this.#record = record;
    this.after = after;
    this.#parts = parts;
    this.#since = this.#renewed = parts.monotonic();
    this.#beat().catch((error: unknown) => this.#lose(`it could not be renewed: ${String(error)}`));
  }

  get name(): string {
    return this.#name;
  }

  get note(): unknown {
    return this.#record.note;
  }

  get signal(): AbortSignal {
    return this.#lost.signal;
  }

  async isStillHeld(): Promise<boolean> {
    if (this.#ended) return false;
    if (await this.#parts.files.isTop(this.#name, this.generation)) return true;
    this.#lose('another window has taken it');
    return false;
  }

  async leave(note: unknown): Promise<boolean> {
    if (!(await this.isStillHeld())) return false;
    this.#record = { ...this.#record, note };
    await this.#renew();
    return true;
  }

  /** Also after it was lost for taking too long, so that others need not wait for its expiry. */
  async release(): Promise<void> {
    this.#end();
    if (!(await this.#parts.files.isTop(this.#name, this.generation))) return;
    await this.#write({ ...this.#record, state: 'free' });
  }

  async discard(): Promise<void> {
    this.#end();
    if (!(await this.#parts.files.isTop(this.#name, this.generation))) return;
    const remove = (): Promise<void> => this.#parts.files.removeAll(this.#name);
    this.#writing = this.#writing.then(remove, remove);
    await this.#writing;
  }

  /** When the window closes: nobody waits for promises any more. */
  releaseNow(): void {
    if (!this.#end()) return;
    // Not looked whether it is still the highest: a lower one that comes back changes nothing.
    this.#parts.files.writeNow(this.#name, this.generation, { ...this.#record, state: 'free' });
  }

  async #beat(): Promise<void> {
    const { clock, monotonic } = this.#parts;
    while (!this.#ended) {
      try {
        await clock.delay(heartbeatMs, this.#beating.signal);
      } catch {
        // Let go of meanwhile: nothing is left to renew.
        return;
      }
      const { atMostMs = Infinity } = this.#record;
      if (monotonic() - this.#since > atMostMs) return this.#lose('the work took too long');
      try {
        if (!(await this.isStillHeld())) return;
        await this.#renew();
      } catch (error) {
        this.#parts.log.debug(`A lease was not renewed: ${String(error)}`);
        if (monotonic() - this.#renewed > leaseLifeMs) throw error;
      }
    }
  }

  async #renew(): Promise<void> {
    if (this.#ended) return;
    const expires = this.#parts.clock.now() + leaseLifeMs;
    this.#record = { ...this.#record, expires };
    await this.#write(this.#record);
    this.#renewed = this.#parts.monotonic();
  }

  #write(record: LeaseRecord): Promise<void> {
    const write = (): Promise<void> => this.#parts.files.write(this.#name, this.generation, record);
    const written = this.#writing.then(write, write);
    this.#writing = written;
    return written;
  }

  #lose(why: string): void {
    if (!this.#end()) return;
    this.#parts.log.debug(`A lease was lost: ${why}.`);
    this.#lost.abort(new DOMException(`The lease was lost: ${why}`, 'AbortError'));
  }

  #end(): boolean {
    if (this.#ended) return false;
    this.#ended = true;
    this.#beating.abort();
    this.#parts.onEnd(this);
    return true;
  }
}
