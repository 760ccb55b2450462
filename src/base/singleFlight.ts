/** One piece of work at a time for each key, shared by all who ask for it meanwhile. */

/**
 * The work runs under a signal of its own: one caller's abort rejects that caller alone,
 * and the work itself is aborted only when nobody waits for it any more.
 */
export class SingleFlight<K, T> {
  readonly #flights = new Map<
    K,
    { promise: Promise<T>; waiting: number; abort: AbortController }
  >();

  async run(key: K, work: (signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    let flight = this.#flights.get(key);
    if (flight === undefined) {
      const abort = new AbortController();
      const created = { promise: work(abort.signal), waiting: 0, abort };
      flight = created;
      this.#flights.set(key, created);
      const forget = (): void => {
        if (this.#flights.get(key) === created) this.#flights.delete(key);
      };
      created.promise.then(forget, forget);
    }
    flight.waiting += 1;
    const joined = flight;
    let onAbort: (() => void) | undefined;
    try {
      if (signal === undefined) return await joined.promise;
      const aborted = new Promise<never>((_, reject) => {
        onAbort = () => reject(signal.reason as Error);
        signal.addEventListener('abort', onAbort, { once: true });
      });
      return await Promise.race([joined.promise, aborted]);
    } finally {
      if (onAbort !== undefined) signal?.removeEventListener('abort', onAbort);
      joined.waiting -= 1;
      if (joined.waiting === 0 && this.#flights.get(key) === joined) {
        // Nobody waits: stop the work, and let the next caller start afresh.
        this.#flights.delete(key);
        joined.abort.abort(new DOMException('Nobody waits for this any more', 'AbortError'));
      }
    }
  }
}
