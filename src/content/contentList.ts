/** A list that grows as it is asked: what the server gave so far, and the next batch on demand. */
import { SingleFlight } from '../base/singleFlight';
import type { Content } from '../tableau/model';

interface Source<T> {
  readonly batches: AsyncIterator<readonly T[]>;
  readonly abort: AbortController;
}

/** What has come already is handed out in batches that do not hold anybody up. */
const mostAtOnce = 1000;

/** Starts to list from the beginning, and tells how many there are where the server says so. `isWhole`: all of it is wanted now. */
export type Open<T> = (
  signal: AbortSignal,
  onTotal: (total: number) => void,
  isWhole: () => boolean,
) => AsyncIterable<readonly T[]>;

export class ContentList<T extends Content = Content> {
  readonly #items: T[] = [];
  readonly #seen = new Set<string>();
  readonly #flight = new SingleFlight<'more', readonly T[]>();
  #source: Source<T> | undefined;
  #total: number | undefined;
  #done = false;
  /** So many wait for the end. */
  #whole = 0;

  /**
   * @param open Called again after a failure; what was seen is then passed over.
   * @param owner Aborts when nobody may want the answers any more.
   */
  constructor(
    private readonly open: Open<T>,
    private readonly owner: AbortSignal,
  ) {}

  /** What came so far, in the server's order. */
  get items(): readonly T[] {
    return this.#items;
  }

  /** True when the server has no more. */
  get done(): boolean {
    return this.#done;
  }

  /** How many there are, as far as the server has said. */
  get total(): number | undefined {
    return this.#done ? this.#items.length : this.#total;
  }

  /** True once something was asked for and came, also if it was nothing. */
  get started(): boolean {
    return this.#done || this.#items.length > 0;
  }

  /**
   * The next items: at least one, or none at the end. Those who ask meanwhile share the answer; one who aborts leaves
   * the others waiting, and the last who aborts stops the request. A failure is not remembered.
   */
  async more(signal?: AbortSignal): Promise<readonly T[]> {
    this.owner.throwIfAborted();
    if (this.#done) return [];
    return this.#flight.run('more', (flight) => this.#pull(flight), signal);
  }

  /** All items from position `at` on, as they come, a page's worth at a time: several may follow the same list. */
  async *follow(signal?: AbortSignal, at = 0): AsyncGenerator<readonly T[]> {
    for (;;) {
      if (at < this.#items.length) {
        const batch = this.#items.slice(at, at + mostAtOnce);
        at += batch.length;
        yield batch;
      } else if (this.#done) return;
      else await this.more(signal);
    }
  }

  async all(signal?: AbortSignal): Promise<readonly T[]> {
    this.#whole += 1;
    try {
      while (!this.#done) await this.more(signal);
      return this.#items;
    } finally {
      this.#whole -= 1;
    }
  }

  async #pull(flight: AbortSignal): Promise<readonly T[]> {
    const source = (this.#source ??= this.#start());
    const stop = (): void => this.#drop(source, flight.reason);
    flight.addEventListener('abort', stop, { once: true });
    try {
      for (;;) {
        const next = await source.batches.next();
        flight.throwIfAborted();
        this.owner.throwIfAborted();
        if (next.done === true) {
          this.#done = true;
          // Nothing comes after the end.
          this.#seen.clear();
          return [];
        }
        // A list has one kind: the LUID alone tells its items apart.
        const fresh = next.value.filter((item) => !this.#seen.has(item.luid));
        for (const item of fresh) this.#seen.add(item.luid);
        this.#items.push(...fresh);
        if (fresh.length > 0) return fresh;
      }
    } catch (error) {
      this.#drop(source, error);
      throw error;
    } finally {
      flight.removeEventListener('abort', stop);
    }
  }

  #start(): Source<T> {
    const abort = new AbortController();
    const signal = AbortSignal.any([abort.signal, this.owner]);
    const batches = this.open(
      signal,
      (total) => (this.#total = total),
      () => this.#whole > 0,
    );
    return { batches: batches[Symbol.asyncIterator](), abort };
  }

  #drop(source: Source<T>, reason: unknown): void {
    if (this.#source === source) this.#source = undefined;
    source.abort.abort(reason);
  }
}
