/** Of all windows one watches a site: takes turns by a lease, and succeeds a window that was closed. */
import { setMaxListeners } from 'node:events';
import type { Clock } from '../base/clock';
import type { Lease, Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import { siteKey, type SiteRef } from '../tableau/model';

export interface SiteTurnsParts {
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
  /** Something of the site is still to be watched, by whichever window. */
  isNeeded(site: SiteRef): boolean;
  /** Watches until nothing is left, or until the signal says that it is another window's turn. */
  watch(site: SiteRef, signal: AbortSignal): Promise<void>;
  /** Another window watches: looks at what it has written, where the system does not tell of changes. */
  lookAtOthers(): Promise<void>;
}

const retryMs = 5_000;
/** So many tries without the turn between two looks at what others have written. */
const looksApart = 4;

export class SiteTurns {
  readonly #parts: SiteTurnsParts;
  readonly #going = new Set<string>();
  readonly #disposed = new AbortController();

  constructor(parts: SiteTurnsParts) {
    this.#parts = parts;
  }

  /** Takes part in the turns of this site for as long as there is something to watch. */
  join(site: SiteRef): void {
    const key = siteKey(site);
    if (this.#going.has(key) || this.#disposed.signal.aborted) return;
    this.#going.add(key);
    this.#takeTurns(site)
      .catch((error: unknown) => {
        // A defect of ours: what watches deals with Tableau's errors itself, and nobody waits here who could be told.
        if (!this.#disposed.signal.aborted)
          this.#parts.log.error(`Watching a site stopped: ${String(error)}`);
      })
      .finally(() => this.#going.delete(key));
  }

  dispose(): void {
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
  }

  async #takeTurns(site: SiteRef): Promise<void> {
    const { leases, clock } = this.#parts;
    const { signal } = this.#disposed;
    for (let tries = 1; this.#parts.isNeeded(site) && !signal.aborted; tries++) {
      const lease = await leases.tryHold(`watch jobs of ${siteKey(site)}`);
      if (lease !== undefined) {
        tries = 0;
        await this.#turn(site, lease);
        continue;
      }
      await clock.delay(retryMs, signal);
      if (tries % looksApart === 0) await this.#parts.lookAtOthers();
    }
  }

  async #turn(site: SiteRef, lease: Lease): Promise<void> {
    const signal = AbortSignal.any([this.#disposed.signal, lease.signal]);
    // Each of many watches listens to it.
    setMaxListeners(0, signal);
    try {
      await this.#parts.watch(site, signal);
    } finally {
      await lease.release();
    }
  }
}
