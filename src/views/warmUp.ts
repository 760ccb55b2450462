/** Loads what the first look at a site needs while nobody waits for it, so that the first click finds it there. */
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';

/** VS Code and its other extensions have the first moments for themselves. */
const afterMs = 2000;

/** Code alone: asks neither the network nor `SecretStorage`, and loads nothing for who has no site. */
export class WarmUp implements Disposable {
  readonly #end = new AbortController();

  constructor(
    sessions: { list(): readonly unknown[] },
    load: () => Promise<unknown>,
    clock: Clock,
    log: Log,
  ) {
    this.#run(sessions, load, clock).catch((error: unknown) => {
      // Who opens the view asks for it again, and is told.
      if (!this.#end.signal.aborted) log.debug(`Nothing could be loaded ahead: ${String(error)}`);
    });
  }

  dispose(): void {
    this.#end.abort();
  }

  async #run(
    sessions: { list(): readonly unknown[] },
    load: () => Promise<unknown>,
    clock: Clock,
  ): Promise<void> {
    await clock.delay(afterMs, this.#end.signal);
    if (sessions.list().length > 0) await load();
  }
}
