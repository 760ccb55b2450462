/** Writes down what Vizport does at servers: told by the client of each change, and by the jobs of their ends. */
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { ServerChange } from '../tableau/client';
import type { ContentRef, SiteRef } from '../tableau/model';
import { entryOf, placeOf, type AuditEntry } from './auditEntry';

export interface AuditTrailPorts {
  readonly file: { append(entry: object): void };
  readonly clock: Clock;
  readonly log: Log;
  /** Under which name somebody acts on a site. */
  readonly whoOn: (site: SiteRef) => string | undefined;
  /** The item that a LUID of an item, a job or a task stands for, where that is known. */
  readonly itemOf: (
    site: SiteRef,
    luid: string,
  ) => { readonly ref: ContentRef; readonly name: string } | undefined;
}

/** How a refresh or run ended, in the words of `jobs/`. */
export interface JobEnd {
  /** Who asked for it, where that is known: somebody else may be signed in by its end. */
  readonly by?: string;
  readonly target: {
    readonly ref: ContentRef;
    readonly name: string;
    readonly action: 'refresh' | 'run';
  };
  readonly outcome?: {
    readonly status: 'succeeded' | 'failed' | 'cancelled' | 'unknown';
    readonly reason?: string;
  };
}

/** So many lines wait for a file that is locked; older ones are let go. */
const maxWaiting = 500;

export class AuditTrail {
  readonly #ports: AuditTrailPorts;
  /** The oldest first. */
  readonly #waiting: AuditEntry[] = [];
  #failed = false;

  constructor(ports: AuditTrailPorts) {
    this.#ports = ports;
  }

  /** Lines that could not be written so far. They are with the next one, or with the last try of a window that closes. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Somebody wants to read the file, or this window closes: what waits for it is written if it can be by now. */
  tryAgain(): void {
    this.#writeWaiting();
  }

  changed(change: ServerChange): void {
    const { clock, whoOn, itemOf } = this.#ports;
    const { luid = change.item?.luid } = change;
    const found = luid === undefined ? undefined : itemOf(change.site, luid);
    const item = found && { name: found.name, kind: found.ref.kind, luid: found.ref.luid };
    this.#write(
      entryOf(
        change,
        {
          who: change.who ?? whoOn(change.site),
          ...(change.item === undefined ? item && { item } : { item: { ...item, ...change.item } }),
        },
        clock.now(),
      ),
    );
  }

  ended({ target: { ref, name, action }, outcome, by }: JobEnd): void {
    if (outcome === undefined) return;
    const { clock, whoOn } = this.#ports;
    const who = by ?? whoOn(ref.site);
    this.#write({
      at: new Date(clock.now()).toISOString(),
      action: action === 'run' ? 'runFlow' : 'refresh',
      outcome: outcome.status,
      ...(outcome.reason === undefined ? {} : { code: outcome.reason }),
      item: { name, kind: ref.kind, luid: ref.luid },
      ...(who === undefined ? {} : { who }),
      ...placeOf(ref.site),
    });
  }

  #write(entry: AuditEntry): void {
    this.#waiting.push(entry);
    if (this.#waiting.length > maxWaiting) this.#waiting.shift();
    this.#writeWaiting();
  }

  #writeWaiting(): void {
    try {
      for (let [next] = this.#waiting; next !== undefined; [next] = this.#waiting) {
        this.#ports.file.append(next);
        this.#waiting.shift();
      }
      this.#failed = false;
    } catch (error) {
      // The work itself must not fail for want of its record; once is enough for the log.
      if (!this.#failed)
        this.#ports.log.warn(`The audit trail cannot be written: ${String(error)}`);
      this.#failed = true;
    }
  }
}
