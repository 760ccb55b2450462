/**
 * What windows agree on through a lease: one of them at a time does a piece of work, and leaves a note for the next.
 *
 *     await leases.withLease('notices', async (lease) => { if (lease.note !== today) { tell(); await lease.leave(today); } }, signal);
 *     const lease = await leases.tryHold(`poll ${siteKey(site)}`);  // undefined: another window polls; ask again in a while
 *     lease?.signal.addEventListener('abort', stopPolling);         // it was lost: another window polls now
 *
 * Names may say anything (files are called by their hash); notes are JSON, small, and never hold a secret.
 */
import type { Disposable } from './emitter';

export interface Lease {
  /** Grows with each holder of this name and never falls: what a holder of a lower number writes is out of date. */
  readonly generation: number;
  /** What the last holder left; `undefined` when nobody has yet. */
  readonly note: unknown;
  /** How the last holder ended: `died` means that it may have stopped half-way. */
  readonly after: 'nobody' | 'release' | 'death';
  /** Aborts when another window has taken the lease (this one hung), or when the work took too long. */
  readonly signal: AbortSignal;
  /** Leaves a note, on disk when this resolves: it outlives a holder that dies. False when the lease was lost. */
  leave(note: unknown): Promise<boolean>;
  /** Looks on disk: ask before anything that cannot be undone. */
  isStillHeld(): Promise<boolean>;
  release(): Promise<void>;
  /** Lets go of a name that nobody will use again: nothing is left of it on disk. */
  discard(): Promise<void>;
}

export interface Leases extends Disposable {
  /**
   * Waits for its turn, works, and lets go. Not for use inside work under the same name. Where lock files cannot be
   * made, the log says so and the work is done all the same.
   */
  withLease<T>(name: string, work: (lease: Lease) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Takes the lease if nobody has it, and keeps it until it is released; never waits for another. */
  tryHold(name: string): Promise<Lease | undefined>;
  /** The latest note, without the lease. */
  noteOf(name: string): Promise<unknown>;
}
