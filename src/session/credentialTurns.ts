/** Turns at a token or password, in this window and between windows, so that it never signs in twice at a time. */
import type { Disposable } from '../base/emitter';
import type { Lease, Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import { LoneLease } from '../base/loneLease';
import {
  SharedTurn,
  type FindSession,
  type LoadSharing,
  type OnApart,
  type Sharing,
} from './sharing';
import { Turns } from './turns';

export class CredentialTurns implements Disposable {
  readonly #turns = new Turns();
  readonly #load: LoadSharing | undefined;
  readonly #find: FindSession;
  readonly #log: Log;
  readonly #onApart: OnApart;
  #sharing: Promise<Sharing> | undefined;
  #disposed = false;

  /** Without `load` this window is by itself. */
  constructor(load: LoadSharing | undefined, find: FindSession, log: Log, onApart: OnApart) {
    this.#load = load;
    this.#find = find;
    this.#log = log;
    this.#onApart = onApart;
  }

  /** Work that is aborted before its turn is not begun. */
  take<T>(key: string, work: (turn: SharedTurn) => Promise<T>, signal?: AbortSignal): Promise<T> {
    // First among ourselves: one of each window waits for the others.
    return this.#turns.take(
      key,
      async () => SharedTurn.take(await this.#open(), key, work, signal),
      signal,
    );
  }

  /** This window has a session that others may ask for. */
  async offer(): Promise<void> {
    (await this.#open()).listen();
  }

  dispose(): void {
    this.#disposed = true;
    this.#sharing?.then(
      (sharing) => sharing.dispose(),
      () => {
        // It was never there.
      },
    );
  }

  #open(): Promise<Sharing> {
    this.#sharing ??= this.#openOnce();
    return this.#sharing;
  }

  async #openOnce(): Promise<Sharing> {
    try {
      if (this.#load === undefined) return new NoSharing();
      const sharing = await this.#load(this.#find, this.#onApart);
      if (this.#disposed) sharing.dispose();
      return sharing;
    } catch (error) {
      this.#log.error(`Windows cannot take turns: ${String(error)}`);
      this.#onApart(true);
      return new NoSharing();
    }
  }
}

/** One window by itself: its turns are `Turns` alone, and its notes are its own. */
class NoSharing implements Sharing {
  readonly #own = new Map<string, LoneLease>();

  readonly leases: Leases = {
    withLease: (name, work) => work(this.#lease(name)),
    tryHold: async (name) => this.#lease(name),
    noteOf: async (name) => this.#own.get(name)?.note,
    dispose: () => undefined,
  };

  async ask(): Promise<undefined> {
    return undefined;
  }

  listen(): void {
    // Nobody could ask.
  }

  missed(): void {
    // There are no others.
  }

  dispose(): void {
    this.#own.clear();
  }

  #lease(name: string): Lease {
    const lease = this.#own.get(name) ?? new LoneLease();
    this.#own.set(name, lease);
    return lease;
  }
}
