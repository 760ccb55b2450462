/** One heavy step at a time: between two of them the process answers what else is waiting. */
import { setImmediate } from 'node:timers/promises';

/**
 * Whoever has a heavy step before it waits for its turn. What waits for `setImmediate` alone goes on in one go with all
 * others that do, and ten short steps make one long block.
 */
export class Turns {
  #last: Promise<void> = Promise.resolve();

  /** Resolves when all who asked before have had a turn of the event loop each. @throws the signal's reason. */
  async next(signal?: AbortSignal): Promise<void> {
    await (this.#last = this.#last.then(() => setImmediate()));
    signal?.throwIfAborted();
  }
}
