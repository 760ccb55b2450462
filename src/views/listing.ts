/** The children of one row: each kind loads by itself, and the rows are what has come so far. */
import { compareNames } from '../base/nameOrder';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';
import { isAbort } from '../tableau/errors';
import type { Content, KindName } from '../tableau/model';

/** A list that grows when asked. Fits `ContentList`. */
export interface GrowingList {
  readonly items: readonly Content[];
  readonly done: boolean;
  /** How many there are, as far as the server has said. */
  readonly total: number | undefined;
  more(signal?: AbortSignal): Promise<unknown>;
}

export interface Part {
  readonly kind: KindName;
  readonly list: GrowingList;
}

/** What one kind shows just now. */
export interface PartRows {
  readonly kind: KindName;
  readonly items: readonly Content[];
  readonly hasMore: boolean;
  readonly total: number | undefined;
  readonly loading: boolean;
  readonly error?: unknown;
}

interface Slot extends Part {
  state: 'idle' | 'loading' | 'ready' | 'failed';
  error?: unknown;
  /** Rows that Show More has added. */
  extra: number;
  sorted: readonly Content[];
}

/** Rows under one node before "Show more…", and how many more each time. */
export const batchSize = 1_000;
/** When something has come and something else takes longer than this, the rows are shown without it. */
const patienceMs = 1_500;

export class Listing implements Disposable {
  readonly #slots: readonly Slot[];
  readonly #abort = new AbortController();
  /** Items to show wherever they stand in the list: somebody asked for them by name. */
  readonly #pinned = new Map<string, Content>();
  #loading: Promise<void> | undefined;

  /** `changed` is called when something came after `load` had resolved. */
  constructor(
    parts: readonly Part[],
    private readonly clock: Clock,
    private readonly changed: () => void,
  ) {
    this.#slots = parts.map((part) => ({ ...part, state: 'idle', extra: 0, sorted: [] }));
  }

  /** Resolves when all kinds have answered, or when some have and the others are slow. Never rejects: failures are rows. */
  load(): Promise<void> {
    this.#loading ??= this.#loadIdle().finally(() => (this.#loading = undefined));
    return this.#loading;
  }

  /** Failed kinds are asked again at the next `load`. */
  retry(): void {
    for (const slot of this.#slots) if (slot.state === 'failed') slot.state = 'idle';
  }

  /** The lists were let go of by somebody else (a refresh elsewhere): make a new listing. */
  get stale(): boolean {
    return this.#slots.some((slot) => slot.state === 'failed' && isAbort(slot.error));
  }

  get hasFailed(): boolean {
    return this.#slots.some((slot) => slot.state === 'failed');
  }

  /** Shows the next batch of a kind at the next `load`. */
  showMore(kind: KindName): void {
    const slot = this.#slots.find((candidate) => candidate.kind === kind);
    if (slot === undefined) return;
    slot.extra += batchSize;
    slot.state = 'idle';
  }

  /** True when the item is among the rows. */
  shows(content: Content): boolean {
    return this.rows().some(
      (part) => part.kind === content.kind && part.items.some((item) => item.luid === content.luid),
    );
  }

  pin(content: Content): void {
    this.#pinned.set(`${content.kind}:${content.luid}`, content);
  }

  rows(): readonly PartRows[] {
    const shares = fairShares(
      this.#slots.map((slot) => slot.list.items.length),
      batchSize,
    );
    return this.#slots.map((slot, index) => {
      const all = sortedItems(slot);
      const shown = all.slice(0, (shares[index] ?? 0) + slot.extra);
      const pinned = [...this.#pinned.values()].filter(
        (item) => item.kind === slot.kind && !shown.some((other) => other.luid === item.luid),
      );
      return {
        kind: slot.kind,
        items: [...shown, ...pinned],
        hasMore: slot.state !== 'failed' && (shown.length < all.length || hasUnseen(slot)),
        total: slot.list.total,
        loading: slot.state === 'loading' || slot.state === 'idle',
        ...(slot.state === 'failed' ? { error: slot.error } : {}),
      };
    });
  }

  dispose(): void {
    this.#abort.abort(new DOMException('These rows are not wanted any more', 'AbortError'));
  }

  async #loadIdle(): Promise<void> {
    const idle = this.#slots.filter((slot) => slot.state === 'idle');
    if (idle.length === 0) return;
    const enough = new AbortController();
    let told = false;
    const fills = idle.map(async (slot) => {
      await this.#fill(slot);
      if (told && !this.#abort.signal.aborted) this.changed();
    });
    const patience = this.clock.delay(patienceMs, enough.signal);
    try {
      await Promise.race([Promise.all(fills), Promise.all([Promise.race(fills), patience])]);
    } finally {
      told = true;
      enough.abort();
    }
  }

  async #fill(slot: Slot): Promise<void> {
    slot.state = 'loading';
    const { signal } = this.#abort;
    try {
      const wanted = batchSize + slot.extra;
      while (slot.list.items.length < wanted && !slot.list.done) await slot.list.more(signal);
      slot.state = 'ready';
    } catch (error) {
      slot.state = 'failed';
      slot.error = error;
    }
  }
}

/** The list has given all it was asked for, and more is on the server. */
function hasUnseen({ state, list }: Slot): boolean {
  return (
    state === 'ready' && !list.done && (list.total === undefined || list.total > list.items.length)
  );
}

/** The server's order is by other rules than a person's: what has come is put in the person's. */
function sortedItems(slot: Slot): readonly Content[] {
  const { items } = slot.list;
  if (slot.sorted.length !== items.length)
    // Lists only grow, and what was sorted stays so: of 20,000 rows a sort from the start would hold the editor up.
    slot.sorted = merged(slot.sorted, items.slice(slot.sorted.length).sort(byName));
  return slot.sorted;
}

function merged(sorted: readonly Content[], more: readonly Content[]): readonly Content[] {
  const all: Content[] = [];
  let next = 0;
  for (const item of more) {
    for (let one = sorted[next]; one !== undefined && byName(one, item) <= 0; one = sorted[next]) {
      all.push(one);
      next += 1;
    }
    all.push(item);
  }
  return all.concat(sorted.slice(next));
}

function byName(one: Content, other: Content): number {
  return compareNames(one.name, other.name) || (one.luid < other.luid ? -1 : 1);
}

/** Shares `room` so that a kind with few items shows them all and the big ones divide the rest. */
export function fairShares(wants: readonly number[], room: number): readonly number[] {
  const shares = wants.map(() => 0);
  const order = wants.map((_, index) => index).sort((a, b) => (wants[a] ?? 0) - (wants[b] ?? 0));
  let left = room;
  order.forEach((index, position) => {
    const share = Math.min(wants[index] ?? 0, Math.floor(left / (order.length - position)));
    shares[index] = share;
    left -= share;
  });
  return shares;
}
