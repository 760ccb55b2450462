/** The queries of one panel and how they ended: the page may be thrown away at any time, these stay. */
import type { Disposable } from '../base/emitter';
import type { QueryOutcome } from '../webview/protocol';

interface Run {
  readonly abort: AbortController;
  readonly outcome: Promise<QueryOutcome>;
}

/** Outcomes of so many tabs are kept; the oldest goes first. */
const keptTabs = 30;

export class QueryRuns implements Disposable {
  readonly #running = new Map<string, Run>();
  readonly #ended = new Map<string, QueryOutcome>();

  /** Tabs whose query runs. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Starts a tab's query and ends the one before it. The caller's abort cancels the query. */
  run(
    tab: string,
    work: (signal: AbortSignal) => Promise<QueryOutcome>,
    signal?: AbortSignal,
  ): Promise<QueryOutcome> {
    this.#running
      .get(tab)
      ?.abort.abort(new DOMException('Another query took its place', 'AbortError'));
    this.#ended.delete(tab);
    const abort = new AbortController();
    const run: Run = { abort, outcome: this.#follow(tab, work, abort) };
    this.#running.set(tab, run);
    return cancelling(run, signal);
  }

  /** The tab's outcome; waits for a query that runs. The caller's abort cancels that query. */
  async last(tab: string, signal?: AbortSignal): Promise<QueryOutcome | undefined> {
    const run = this.#running.get(tab);
    return run === undefined ? this.#ended.get(tab) : cancelling(run, signal);
  }

  dispose(): void {
    for (const { abort } of this.#running.values())
      abort.abort(new DOMException('The panel was closed', 'AbortError'));
    this.#ended.clear();
  }

  async #follow(
    tab: string,
    work: (signal: AbortSignal) => Promise<QueryOutcome>,
    abort: AbortController,
  ): Promise<QueryOutcome> {
    try {
      const outcome = await work(abort.signal);
      // A late answer to a query that was cancelled or replaced is nobody's.
      abort.signal.throwIfAborted();
      this.#keep(tab, outcome);
      return outcome;
    } finally {
      if (this.#running.get(tab)?.abort === abort) this.#running.delete(tab);
    }
  }

  #keep(tab: string, outcome: QueryOutcome): void {
    this.#ended.delete(tab);
    this.#ended.set(tab, outcome);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= keptTabs) break;
      this.#ended.delete(oldest);
    }
  }
}

async function cancelling(run: Run, signal: AbortSignal | undefined): Promise<QueryOutcome> {
  const onAbort = (): void => run.abort.abort(signal?.reason);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await run.outcome;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
