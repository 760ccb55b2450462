/** Which watches run in this window: those of the sites whose turn it has, also what other windows start meanwhile. */
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { JobWatch } from './jobWatch';

/** A start that says nothing for so long was sent by a window that is gone: its job is looked for. */
const startLostMs = 45_000;
const lookAgainMs = 5_000;

export class SiteRuns {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #running = new Set<string>();
  /** Sent by this window, and not answered yet. */
  readonly #starting = new Set<string>();
  #news: { readonly promise: Promise<void>; readonly tell: () => void } = newNews();

  constructor(clock: Clock, log: Log) {
    this.#clock = clock;
    this.#log = log;
  }

  isRunning(id: string): boolean {
    return this.#running.has(id);
  }

  isStarting(id: string): boolean {
    return this.#starting.has(id);
  }

  starting(id: string): void {
    this.#starting.add(id);
  }

  started(id: string): void {
    this.#starting.delete(id);
  }

  /** There may be more to watch, or less. */
  tellNews(): void {
    const { tell } = this.#news;
    this.#news = newNews();
    tell();
  }

  /** Resolves when nothing is open any more, or with the signal. */
  async watch(open: () => readonly JobWatch[], signal: AbortSignal): Promise<void> {
    for (;;) {
      const watches = open();
      if (watches.length === 0 || signal.aborted) return;
      const ready = watches.filter((watch) => this.#isReady(watch));
      for (const watch of ready) this.#run(watch, signal);
      const { promise } = this.#news;
      const all = ready.length === watches.length;
      await orAborted(all ? promise : Promise.race([promise, this.#soon(signal)]), signal);
    }
  }

  #isReady({ record: { id, starting, startedAt } }: JobWatch): boolean {
    if (this.#starting.has(id)) return false;
    return starting !== true || this.#clock.now() - startedAt > startLostMs;
  }

  #run(watch: JobWatch, signal: AbortSignal): void {
    const { id } = watch.record;
    if (this.#running.has(id)) return;
    this.#running.add(id);
    if (watch.record.starting === true) watch.update({ starting: false });
    watch
      .run(signal)
      .catch((error: unknown) => {
        // A defect of ours, since the watch deals with Tableau's errors itself; nobody waits here who could be told.
        this.#log.error(`A watch stopped: ${String(error)}`);
      })
      .finally(() => {
        this.#running.delete(id);
        this.tellNews();
      });
  }

  async #soon(signal: AbortSignal): Promise<void> {
    try {
      await this.#clock.delay(lookAgainMs, signal);
    } catch (error) {
      // Stopped: the loop sees it by the signal.
      if (!signal.aborted) throw error;
    }
  }
}

function newNews(): { readonly promise: Promise<void>; readonly tell: () => void } {
  let tell = (): void => undefined;
  const promise = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return { promise, tell: () => tell() };
}

async function orAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  let stop = (): void => undefined;
  const aborted = new Promise<void>((resolve) => {
    stop = resolve;
    signal.addEventListener('abort', stop, { once: true });
  });
  await Promise.race([work, aborted]);
  signal.removeEventListener('abort', stop);
}
