/** The queries of one panel and how they ended: the page may be thrown away at any time, these stay. */
import type { Disposable } from '../base/emitter';

interface Run<Outcome> {
  readonly abort: AbortController;
  readonly outcome: Promise<Outcome>;
}

/** Outcomes of so many tabs are kept; the oldest goes first. */
const keptTabs = 30;

export class QueryRuns<Outcome> implements Disposable {
  readonly #running = new Map<string, Run<Outcome>>();
  readonly #ended = new Map<string, Outcome>();

  /** Tabs whose query runs. */
  get running(): readonly string[] {
    return [...this.#running.keys()];
  }

  /** Starts a tab's query and ends the one before it. The caller's abort cancels the query. */
  run(
    tab: string,
    work: (signal: AbortSignal) => Promise<Outcome>,
    signal?: AbortSignal,
  ): Promise<Outcome> {
    this.#running
      .get(tab)
      ?.abort.abort(new DOMException('Another query took its place', 'AbortError'));
    this.#ended.delete(tab);
    const abort = new AbortController();
    const run: Run<Outcome> = { abort, outcome: this.#follow(tab, work, abort) };
    this.#running.set(tab, run);
    return cancelling(run, signal);
  }

  /** The tab's outcome; waits for a query that runs. The caller's abort cancels that query. */
  async last(tab: string, signal?: AbortSignal): Promise<Outcome | undefined> {
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
    work: (signal: AbortSignal) => Promise<Outcome>,
    abort: AbortController,
  ): Promise<Outcome> {
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

  #keep(tab: string, outcome: Outcome): void {
    this.#ended.delete(tab);
    this.#ended.set(tab, outcome);
    for (const oldest of this.#ended.keys()) {
      if (this.#ended.size <= keptTabs) break;
      this.#ended.delete(oldest);
    }
  }
}

async function cancelling<Outcome>(
  run: Run<Outcome>,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  const onAbort = (): void => run.abort.abort(signal?.reason);
  if (signal?.aborted === true) onAbort();
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await run.outcome;
  } finally {
    signal?.removeEventListener('abort', onAbort);
  }
}
