/** How the windows of one user share a token or password: turns at it, a note about it, and the session it opened. */
import type { Disposable } from '../base/emitter';
import type { Lease, Leases } from '../base/leaseContract';
import type { TableauSession } from '../tableau/client';
import { noteFrom, type SharedNote } from './sharedNote';

/** Gives what this window holds for the credentials with this key, if it was opened in this turn. */
export type FindSession = (key: string, fence: number) => TableauSession | undefined;

/** Told true when windows cannot share, so that each signs in for itself; and false when they can again. */
export type OnApart = (apart: boolean) => void;

export type LoadSharing = (find: FindSession, onApart: OnApart) => Promise<Sharing>;

export interface Sharing extends Disposable {
  readonly leases: Leases;
  /** Asks the other windows for a session, where secret storage does not bring it. */
  ask(key: string, fence: number, signal?: AbortSignal): Promise<TableauSession | undefined>;
  /** From now on the other windows may ask this one. */
  listen(): void;
  /** A session of another window came neither by storage nor by asking. */
  missed(): void;
}

/** This window's turn at some credentials. */
export class SharedTurn {
  readonly #lease: Lease;
  #note: SharedNote;
  readonly #ask: (fence: number) => Promise<TableauSession | undefined>;
  readonly missed: () => void;

  constructor(
    lease: Lease,
    ask: (fence: number) => Promise<TableauSession | undefined>,
    missed: () => void,
  ) {
    this.#lease = lease;
    this.#note = noteFrom(lease.note);
    this.#ask = ask;
    this.missed = missed;
  }

  /** 0 where windows cannot take turns. */
  get number(): number {
    return this.#lease.generation;
  }

  get note(): SharedNote {
    return this.#note;
  }

  get signal(): AbortSignal {
    return this.#lease.signal;
  }

  async change(note: SharedNote): Promise<void> {
    this.#note = note;
    try {
      await this.#lease.leave(note);
    } catch {
      // The disk is full, or the folder gone: the other windows know less, and that is no reason not to sign in.
    }
  }

  /** True also where that cannot be told. */
  async isStillOurs(): Promise<boolean> {
    try {
      return await this.#lease.isStillHeld();
    } catch {
      // As above.
      return true;
    }
  }

  ask(fence: number): Promise<TableauSession | undefined> {
    return this.#ask(fence);
  }

  static take<T>(
    sharing: Sharing,
    key: string,
    work: (turn: SharedTurn) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    return sharing.leases.withLease(
      `session ${key}`,
      (lease) => {
        const ask = (fence: number) => sharing.ask(key, fence, signal);
        return work(new SharedTurn(lease, ask, () => sharing.missed()));
      },
      signal,
    );
  }
}
