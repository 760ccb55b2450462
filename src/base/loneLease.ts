/** Stands in for a lease where lock files cannot be made: everybody gets it, and nobody loses it. */
import type { Lease } from './leaseContract';

export class LoneLease implements Lease {
  readonly generation = 0;
  readonly after = 'nobody';
  readonly signal = new AbortController().signal;
  #note: unknown;

  get note(): unknown {
    return this.#note;
  }

  async leave(note: unknown): Promise<boolean> {
    this.#note = note;
    return true;
  }

  async isStillHeld(): Promise<boolean> {
    return true;
  }

  async release(): Promise<void> {
    // Nobody waits for it.
  }

  async discard(): Promise<void> {
    // Nothing was kept.
  }
}
