/** Fetches the Connections of a query to their end, page by page; what was fetched is kept however it ends. */
import { systemClock, type Clock } from '../../../base/clock';
import type { GraphqlWarning } from '../../metadataContract';
import { TableauError } from '../../errors';
import type { GraphqlRequest } from '../graphql';
import { isLimit, onePage, type Ask, type Page } from './onePage';
import { Pace } from './pace';
import { pagedRoots, type PagedRoot } from './pagedRoots';
import { PageSize } from './pageSize';

export interface PagesProgress {
  readonly fetched: number;
  /** As the server counts them. */
  readonly total?: number;
  readonly pageSize: number;
  /** The server wants to be left alone until then (milliseconds since 1970). */
  readonly waitingUntil?: number;
}

export interface PagesNeeds {
  readonly ask: Ask;
  readonly clock?: Clock;
  readonly onProgress?: (progress: PagesProgress) => void;
  /** Which items are kept; all where this is absent. */
  readonly keep?: (item: unknown) => boolean;
}

/** Can be gone on with after it ended too early: `go` again. */
export class PagedFetch {
  readonly #request: GraphqlRequest;
  readonly #needs: PagesNeeds;
  readonly #clock: Clock;
  readonly #pace: Pace;
  readonly #roots: RootFetch[];
  readonly #data: Record<string, unknown>;
  readonly #warnings = new Map<string, GraphqlWarning>();

  /** `data`: what the query brought already; its other roots stay in the answer. */
  constructor(request: GraphqlRequest, data: unknown, needs: PagesNeeds) {
    this.#request = request;
    this.#needs = needs;
    this.#clock = needs.clock ?? systemClock;
    this.#pace = new Pace(this.#clock);
    this.#roots = pagedRoots(request).map((root) => new RootFetch(root));
    this.#data = { ...(typeof data === 'object' ? data : {}) };
  }

  /** The answer as far as it is known, in the form of the query. */
  get data(): Readonly<Record<string, unknown>> {
    const merged = { ...this.#data };
    for (const { root, nodes, last } of this.#roots)
      if (last !== undefined) merged[root.key] = { ...last, [root.nodesKey]: nodes };
    return merged;
  }

  get fetched(): number {
    return this.#roots.reduce((sum, { fetched }) => sum + fetched, 0);
  }

  get kept(): number {
    return this.#roots.reduce((sum, { nodes }) => sum + nodes.length, 0);
  }

  /** Of the roots that have told how many they hold. */
  get total(): number | undefined {
    const totals = this.#roots.map(({ total }) => total);
    return totals.some((total) => total === undefined)
      ? undefined
      : totals.reduce<number>((sum, total) => sum + (total ?? 0), 0);
  }

  get done(): boolean {
    return this.#roots.every(({ done }) => done);
  }

  /** What Tableau said beside the data, each once; that a page was too long is dealt with and left out. */
  get warnings(): readonly GraphqlWarning[] {
    return [...this.#warnings.values()];
  }

  /** The size that pages had to be cut down to, if they had. */
  get halvedTo(): number | undefined {
    const sizes = this.#roots.flatMap(({ halvedTo }) => halvedTo ?? []);
    return sizes.length === 0 ? undefined : Math.min(...sizes);
  }

  /** Items of their own whose lists Tableau cut. */
  get cut(): number {
    return this.#roots.reduce((sum, root) => sum + root.cut, 0);
  }

  /** To the end. @throws what stopped it, and the signal's reason; what was fetched stays in `data`. */
  async go(signal: AbortSignal): Promise<void> {
    for (const root of this.#roots) {
      while (!root.done) {
        await this.#pace.turn(signal);
        const page = await onePage(this.#request, root, root.next, {
          ask: this.#needs.ask,
          clock: this.#clock,
          signal,
          onWait: (until) => this.#tell(root, until),
          onHalved: (size) => {
            root.halvedTo = Math.min(size, root.halvedTo ?? size);
            this.#tell(root);
          },
        });
        root.take(page, this.#needs.keep);
        for (const warning of page.warnings)
          if (!isLimit(warning)) this.#warnings.set(`${warning.code} ${warning.message}`, warning);
        this.#tell(root);
      }
    }
  }

  #tell({ size }: RootFetch, waitingUntil?: number): void {
    const { total } = this;
    this.#needs.onProgress?.({
      fetched: this.fetched,
      pageSize: size.now,
      ...(total === undefined ? {} : { total }),
      ...(waitingUntil === undefined ? {} : { waitingUntil }),
    });
  }
}

class RootFetch {
  readonly size: PageSize;
  readonly order = { byId: true };
  readonly nodes: unknown[] = [];
  last: Readonly<Record<string, unknown>> | undefined;
  next: string | undefined;
  total: number | undefined;
  fetched = 0;
  done = false;
  halvedTo: number | undefined;
  cut = 0;

  constructor(readonly root: PagedRoot) {
    this.size = new PageSize(root.first);
  }

  take(page: Page, keep: PagesNeeds['keep']): void {
    // A page that leads nowhere new would be asked for for ever.
    if (page.next !== undefined && page.next === this.next)
      throw new TableauError('graphql', { summary: 'The next page begins where this one did.' });
    for (const node of page.nodes) if (keep === undefined || keep(node)) this.nodes.push(node);
    this.fetched += page.nodes.length;
    this.last = page.connection;
    this.total ??= page.total;
    if (page.cut) this.cut += page.nodes.length;
    this.next = page.next;
    this.done = page.next === undefined;
  }
}
