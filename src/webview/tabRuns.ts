/** How the query of each GraphiQL tab stands, for everything that shows it. */
import { Emitter } from '../base/emitter';
import { luidsIn } from '../query/luids';
import type { QueryOutcome } from './protocol';
import type { PagesFetched } from './resultsProtocol';

export type TabRun =
  | { readonly status: 'running'; readonly pages?: PagesFetched }
  | { readonly status: 'cancelled' }
  /** Refused before anything was sent. */
  | { readonly status: 'notSent'; readonly message: string }
  | {
      readonly status: 'ended';
      readonly outcome: QueryOutcome;
      readonly luids: readonly string[];
    };

export class TabRuns {
  readonly #runs = new Map<string, TabRun>();
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

  /** Pages came; what runs no longer is not brought back by late news. */
  fetching(pages: PagesFetched): void {
    if (this.#runs.get(pages.tab)?.status === 'running')
      this.set(pages.tab, { status: 'running', pages });
  }

  end(tab: string, outcome: QueryOutcome): void {
    const luids = outcome.failure === undefined ? (outcome.luids ?? luidsIn(outcome)) : [];
    this.set(tab, { status: 'ended', outcome, luids });
  }
}
