/** The LUIDs that are asked for together: gathered for a moment, asked for once, and given up when nobody waits any more. */
import type { Disposable } from '../base/emitter';
import type { KindName, Luid } from '../tableau/model';

/** A hover asks for one, a list of hovers or a selection for many: long enough to find each other, too short to be felt. */
const gatherMs = 20;

type Work = (
  luids: readonly Luid[],
  signal: AbortSignal,
  hint: KindName | undefined,
) => Promise<void>;

export class LookupBatch implements Disposable {
  readonly #luids = new Map<Luid, KindName | undefined>();
  readonly #abort = new AbortController();
  readonly #work: Promise<void>;
  #waiting = 0;
  #timer: NodeJS.Timeout | undefined;

  /** `closed`: no more may be added. `ended`: whichever way. */
  constructor(work: Work, closed?: () => void, ended?: () => void) {
    this.#work = new Promise<void>((resolve) => {
      this.#timer = setTimeout(resolve, gatherMs);
      this.#abort.signal.addEventListener('abort', () => resolve(), { once: true });
    })
      .then(() => {
        closed?.();
        this.#abort.signal.throwIfAborted();
        const hints = new Set(this.#luids.values());
        // The kind that words beside an id name helps when it is the only one.
        const hint = this.#luids.size === 1 ? [...hints][0] : undefined;
        return work([...this.#luids.keys()], this.#abort.signal, hint);
      })
      .finally(() => ended?.());
    // Whoever waits is told; when all have gone away there is nobody to tell.
    this.#work.catch(() => undefined);
  }

  add(luid: Luid, hint: KindName | undefined): void {
    this.#luids.set(luid, this.#luids.get(luid) ?? hint);
  }

  async join(signal?: AbortSignal): Promise<void> {
    this.#waiting += 1;
    let stop: (() => void) | undefined;
    try {
      if (signal === undefined) return await this.#work;
      const aborted = new Promise<never>((_, reject) => {
        stop = () => reject(signal.reason as Error);
        signal.addEventListener('abort', stop, { once: true });
      });
      await Promise.race([this.#work, aborted]);
    } finally {
      if (stop !== undefined) signal?.removeEventListener('abort', stop);
      this.#waiting -= 1;
      if (this.#waiting === 0) this.dispose();
    }
  }

  /** After its end this does nothing. */
  dispose(): void {
    clearTimeout(this.#timer);
    this.#abort.abort(new DOMException('Nobody waits for this any more', 'AbortError'));
  }
}
