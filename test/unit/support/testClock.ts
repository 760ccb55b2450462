/** A clock whose hands a test turns: nothing sleeps, and hours pass as soon as nothing is under way any more. */
import { setImmediate as nextTurn, setTimeout as realDelay } from 'node:timers/promises';
import type { Clock } from '../../../src/base/clock';

interface Waiter {
  readonly at: number;
  readonly wake: () => void;
}

export class TestClock implements Clock {
  #now: number;
  readonly #waiters = new Set<Waiter>();
  /** How many requests are on the wire just now, which only real time can bring back. */
  readonly inFlight: () => number;

  constructor(inFlight: () => number, start = Date.parse('2026-03-02T09:00:00Z')) {
    this.inFlight = inFlight;
    this.#now = start;
  }

  now(): number {
    return this.#now;
  }

  get waiting(): number {
    return this.#waiters.size;
  }

  delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
    return new Promise<void>((resolve, reject) => {
      if (signal?.aborted === true) {
        reject(signal.reason as Error);
        return;
      }
      const onAbort = (): void => {
        this.#waiters.delete(waiter);
        reject(signal?.reason as Error);
      };
      const waiter: Waiter = {
        at: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', onAbort);
          this.#waiters.delete(waiter);
          resolve();
        },
      };
      this.#waiters.add(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Lets time pass until the promise settles; fails when nothing would ever happen, or after `limit` of clock time. */
  async until<T>(promise: Promise<T>, limit = 48 * 3_600_000): Promise<T> {
    let settled = false;
    const settle = (): void => {
      settled = true;
    };
    promise.then(settle, settle);
    const end = this.#now + limit;
    let idle = 0;
    while (!settled) {
      await this.quiet();
      if (settled) break;
      if (this.#step(end)) {
        idle = 0;
        continue;
      }
      // Work in another thread, such as signing a token, shows in no count.
      if (idle++ > 400) throw new Error('Nothing will ever settle this promise in time');
      await realDelay(5);
    }
    return promise;
  }

  /** Turns the hands on, waking whoever waits on the way, one after the other. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await this.quiet();
    while (this.#step(end)) await this.quiet();
    this.#now = end;
    await this.quiet();
  }

  /** Resolves when nothing is on the wire and nobody has anything left to do before time passes. */
  async quiet(): Promise<void> {
    for (let calm = 0; calm < 5; calm++) {
      await nextTurn();
      if (this.inFlight() > 0) {
        calm = -1;
        await realDelay(1);
      }
    }
  }

  #step(end: number): boolean {
    const next = [...this.#waiters].sort((one, other) => one.at - other.at)[0];
    if (next === undefined || next.at > end) return false;
    this.#now = Math.max(this.#now, next.at);
    next.wake();
    return true;
  }
}
