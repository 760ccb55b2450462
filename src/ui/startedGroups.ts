/**
 * Groups of starts, as all windows see them: the window that leads one holds its lease, and the lease's note tells the others what
 * they need to tell its end, should that window be gone or out of sight by then.
 */
import type { Lease, Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import type { StartResult } from './jobDetailsText';

export interface GroupNote {
  /** Selected, and not of a kind that this can be done with. */
  readonly skipped: number;
  /** Watches of other starts that items of the group turned out to be: they were under way already. */
  readonly joined: readonly string[];
  /** All of it is over; what has no watch was not started. */
  readonly ended: boolean;
}

export interface EndedGroup {
  readonly key: string;
  readonly ended: { readonly results: readonly StartResult[]; readonly skipped: number };
}

interface LedGroup {
  readonly lease: Lease | undefined;
  note: GroupNote;
  ended?: EndedGroup['ended'];
}

export class StartedGroups {
  readonly #led = new Map<string, LedGroup>();

  constructor(
    private readonly leases: Leases,
    private readonly log: Log,
  ) {}

  /** This window starts a group, and holds its lease until the end is told. */
  async lead(key: string, skipped: number): Promise<void> {
    const lease = await this.leases.tryHold(nameOf(key));
    const led: LedGroup = { lease, note: { skipped, joined: [], ended: false } };
    this.#led.set(key, led);
    await this.#leave(led);
  }

  /** An item of the group was under way already, by another start. */
  async joined(key: string, watch: string): Promise<void> {
    const led = this.#led.get(key);
    if (led === undefined) return;
    led.note = { ...led.note, joined: [...led.note.joined, watch] };
    await this.#leave(led);
  }

  /** Resolves when the other windows can know of it. */
  async ended(key: string, results: readonly StartResult[]): Promise<EndedGroup> {
    const led = this.#led.get(key);
    const ended = { results, skipped: led?.note.skipped ?? 0 };
    if (led !== undefined) {
      led.ended = ended;
      led.note = { ...led.note, ended: true };
      await this.#leave(led);
    }
    return { key, ended };
  }

  /** A group that this window has started: `ended` is there when all of it is over. */
  of(key: string | undefined): Pick<LedGroup, 'ended'> | undefined {
    return key === undefined ? undefined : this.#led.get(key);
  }

  /** Of a group that another window has started: that window is gone, or has nothing more to start. */
  async isLeft(key: string): Promise<boolean> {
    const lease = await this.leases.tryHold(nameOf(key));
    if (lease === undefined) return (await this.noteOf(key))?.ended === true;
    await lease.release();
    return true;
  }

  /** Undefined where no lock files can be made. */
  async noteOf(key: string): Promise<GroupNote | undefined> {
    const note = (await this.leases.noteOf(nameOf(key))) as Partial<GroupNote> | undefined;
    return Array.isArray(note?.joined) ? (note as GroupNote) : undefined;
  }

  /** The end of a group is told, by whichever window: nothing more is kept of it. */
  async told(key: string): Promise<void> {
    const led = this.#led.get(key);
    this.#led.delete(key);
    const lease = led === undefined ? await this.leases.tryHold(nameOf(key)) : led.lease;
    await lease?.discard();
  }

  async #leave({ lease, note }: LedGroup): Promise<void> {
    try {
      await lease?.leave(note);
    } catch (error) {
      // Without it another window would count what was joined as not started: no reason to start less.
      this.log.debug(`What a group came to was not noted: ${String(error)}`);
    }
  }
}

function nameOf(key: string): string {
  return `tell group ${key}`;
}
