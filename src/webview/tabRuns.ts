/** How the query of each GraphiQL tab stands, for everything that shows it. */
import { Emitter } from '../base/emitter';
import type { QueryOutcome } from './protocol';
import type { PagesFetched } from './resultsProtocol';

export type TabRun =
  | { readonly status: 'running'; readonly pages?: PagesFetched }
  | { readonly status: 'cancelled' }
  /** Refused before anything was sent. */
  | { readonly status: 'notSent'; readonly message: string }
  | { readonly status: 'ended'; readonly outcome: QueryOutcome };

/** One run of a tab: what it has to say counts until another run takes its place. */
export interface Turn {
  readonly isLast: () => boolean;
  settle(run: TabRun): void;
}

export class TabRuns {
  readonly #runs = new Map<string, TabRun>();
  readonly #turns = new Map<string, object>();
  readonly #changed = new Emitter<void>();
  readonly onDidChange = this.#changed.event;
  /** Tabs that ran when the page started: their query is joined, not sent again. */
  readonly joinable: Set<string>;

  constructor(running: readonly string[]) {
    this.joinable = new Set(running);
  }

  get(tab: string): TabRun | undefined {
    return this.#runs.get(tab);
  }

  set(tab: string, run: TabRun): void {
    this.#runs.set(tab, run);
    this.#changed.fire();
  }

  /** The tab's query runs from now on; whatever ran before has nothing to say any more. */
  begin(tab: string, pages?: PagesFetched): Turn {
    const own = {};
    this.#turns.set(tab, own);
    this.set(tab, { status: 'running', ...(pages === undefined ? {} : { pages }) });
    const isLast = (): boolean => this.#turns.get(tab) === own;
    return {
      isLast,
      settle: (run) => {
        if (isLast()) this.set(tab, run);
      },
    };
  }

  /** Pages came; what runs no longer is not brought back by late news. */
  fetching(pages: PagesFetched): void {
    if (this.#runs.get(pages.tab)?.status === 'running')
      this.set(pages.tab, { status: 'running', pages });
  }
}
