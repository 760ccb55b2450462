/** Leases between the windows of one test: as `FileLeases` gives them, without files and without heartbeats. */
import type { Clock } from '../../../src/base/clock';
import type { Lease, Leases } from '../../../src/base/leaseContract';

interface Held {
  readonly owner: MemoryLeases;
  readonly abort: AbortController;
}

/** What the windows of one computer share. */
export class LeaseTable {
  readonly held = new Map<string, Held>();
  readonly notes = new Map<string, unknown>();
  readonly generations = new Map<string, number>();
}

export class MemoryLeases implements Leases {
  readonly #table: LeaseTable;
  readonly #clock: Clock;

  constructor(table: LeaseTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
  }

  async withLease<T>(
    name: string,
    work: (lease: Lease) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    let lease = await this.tryHold(name);
    while (lease === undefined) {
      await this.#clock.delay(50, signal);
      lease = await this.tryHold(name);
    }
    try {
      return await work(lease);
    } finally {
      await lease.release();
    }
  }

  async tryHold(name: string): Promise<Lease | undefined> {
    const { held, notes, generations } = this.#table;
    if (held.has(name)) return undefined;
    const own: Held = { owner: this, abort: new AbortController() };
    held.set(name, own);
    const generation = (generations.get(name) ?? 0) + 1;
    generations.set(name, generation);
    const isHeld = (): boolean => held.get(name) === own;
    return {
      generation,
      note: notes.get(name),
      after: generation === 1 ? 'nobody' : 'release',
      signal: own.abort.signal,
      async leave(note) {
        if (isHeld()) notes.set(name, note);
        return isHeld();
      },
      isStillHeld: async () => isHeld(),
      async release() {
        if (isHeld()) held.delete(name);
      },
      async discard() {
        if (!isHeld()) return;
        for (const kept of [held, notes, generations]) kept.delete(name);
      },
    };
  }

  async noteOf(name: string): Promise<unknown> {
    return this.#table.notes.get(name);
  }

  /** The window is closed, or it has died. */
  dispose(): void {
    for (const [name, { owner }] of [...this.#table.held])
      if (owner === this) this.#table.held.delete(name);
  }
}
