/** Lets pieces of work with the same key go one after the other, in the order they came. */

export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  /** Work that is aborted before its turn is not begun. */
  async take<T>(key: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    const before = this.#last.get(key);
    const { promise: mine, resolve: done } = deferred();
    const tail = (before ?? Promise.resolve()).then(() => mine);
    this.#last.set(key, tail);
    try {
      await before;
      signal?.throwIfAborted();
      return await work();
    } finally {
      done();
      if (this.#last.get(key) === tail) this.#last.delete(key);
    }
  }
}

function deferred(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve: (() => void) | undefined;
  const promise = new Promise<void>((fulfil) => {
    resolve = fulfil;
  });
  return { promise, resolve: () => resolve?.() };
}
