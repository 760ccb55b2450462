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

export class AuditTrail {
  readonly #ports: AuditTrailPorts;
  #failed = false;

  constructor(ports: AuditTrailPorts) {
    this.#ports = ports;
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
    try {
      this.#ports.file.append(entry);
      this.#failed = false;
    } catch (error) {
      // The work itself must not fail for want of its record; once is enough for the log.
      if (!this.#failed)
        this.#ports.log.warn(`The audit trail cannot be written: ${String(error)}`);
      this.#failed = true;
    }
  }
}
