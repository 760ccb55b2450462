/** Finds content of one site by name: builds an index once, page by page, and answers while it is still growing. */
import { Emitter, type Event } from '../base/emitter';
import { SingleFlight } from '../base/singleFlight';
import { Turns } from '../base/turns';
import { isAbort, isTableauError } from '../tableau/errors';
import type { Content, KindName } from '../tableau/model';
import { isPassing } from '../tableau/passing';
import type { ContentList } from './contentList';
import { kindNames, kindOf } from './contentKinds';
import { NameIndex, type NameMatches } from './nameIndex';

/** What a search may read of the site. */
export interface SearchSource {
  listOf(kind: KindName): ContentList;
  /** Gives what names the place of an item, folded: called for each item as it comes. */
  placeOf(signal: AbortSignal): Promise<(item: Content) => string>;
}

export interface SearchProgress {
  readonly loaded: number;
  /** Known when every list has told its length. */
  readonly total: number | undefined;
  readonly done: boolean;
  /** Kinds that could not be listed; what was found of the others is right all the same. */
  readonly failures: ReadonlyMap<KindName, unknown>;
}

const searched = kindNames.filter((kind) => kindOf(kind).pages !== undefined);

export class ContentSearch {
  readonly #changed = new Emitter<void>();
  /** After each batch that came, and at the end. */
  readonly onDidChange: Event<void> = this.#changed.event;
  readonly #index = new NameIndex(searched);
  readonly #taken = new Map<KindName, { readonly list: ContentList; readonly count: number }>();
  readonly #failures = new Map<KindName, unknown>();
  readonly #absent = new Set<KindName>();
  readonly #flight = new SingleFlight<'load', void>();
  /** Several kinds come at the same time: their names go into the index one batch after the other. */
  readonly #turns = new Turns();
  readonly #disposed = new AbortController();
  #done = false;

  constructor(private readonly source: SearchSource) {}

  get progress(): SearchProgress {
    const lists = searched
      .filter((kind) => !this.#absent.has(kind) && !this.#failures.has(kind))
      .map((kind) => this.#taken.get(kind));
    const totals = lists.flatMap((taken) => taken?.list.total ?? []);
    return {
      loaded: this.#index.size,
      total: totals.length === lists.length ? totals.reduce((sum, n) => sum + n, 0) : undefined,
      done: this.#done,
      failures: this.#failures,
    };
  }

  /** Best matches among what came so far; fast enough to be asked on every key. */
  find(text: string, limit: number, fits?: (content: Content) => boolean): NameMatches {
    return this.#index.find(text, limit, fits);
  }

  /** Those of these LUIDs that came so far; asks nothing. */
  withLuids(wanted: ReadonlySet<string>): readonly Content[] {
    return this.#index.withLuids(wanted);
  }

  /** Lists what is missing. Those who ask meanwhile share the work; when the last of them aborts it stops, and goes on next time. */
  load(signal?: AbortSignal): Promise<void> {
    if (this.#done) return Promise.resolve();
    return this.#flight.run('load', (flight) => this.#load(flight), signal);
  }

  /** The site was refreshed, or is gone: those who wait are told by an `AbortError`. */
  dispose(): void {
    this.#disposed.abort(new DOMException('This search is over', 'AbortError'));
    this.#changed.dispose();
  }

  async #load(flight: AbortSignal): Promise<void> {
    const signal = AbortSignal.any([flight, this.#disposed.signal]);
    signal.throwIfAborted();
    this.#failures.clear();
    const placeOf = await this.source.placeOf(signal);
    await Promise.all(searched.map((kind) => this.#take(kind, placeOf, signal)));
    signal.throwIfAborted();
    this.#done = this.#failures.size === 0;
    this.#changed.fire();
  }

  async #take(
    kind: KindName,
    placeOf: (item: Content) => string,
    signal: AbortSignal,
  ): Promise<void> {
    const list = this.source.listOf(kind);
    let { count } = this.#taken.get(kind) ?? { count: 0 };
    if (this.#taken.get(kind)?.list !== list) {
      this.#index.clear(kind);
      count = 0;
      this.#taken.set(kind, { list, count });
    }
    try {
      for await (const batch of list.follow(signal, count)) {
        await this.#turns.next(signal);
        count += batch.length;
        this.#taken.set(kind, { list, count });
        this.#index.add(kind, batch, placeOf);
        this.#changed.fire();
      }
    } catch (error) {
      // A part of the site was refreshed meanwhile, and this list with it: there is a new one.
      if (isAbort(error) && !signal.aborted) return this.#take(kind, placeOf, signal);
      if (isAbort(error)) throw error;
      // Kinds that need a licence of their own are not missed where there is none.
      const optional = kindOf(kind).livesIn.length === 0;
      if (optional && isTableauError(error) && !isPassing(error)) this.#absent.add(kind);
      else this.#failures.set(kind, error);
    }
  }
}
