/** Waiting for something to become true, with a failure that says what it was. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';

/** Repeats `check` until it does not throw; the last error is the reason of the failure. */
export async function waitFor<T>(
  what: string,
  check: () => Promise<T>,
  milliseconds = 15_000,
): Promise<T> {
  const deadline = Date.now() + milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        const reason = error instanceof Error ? error.message : String(error);
        throw new Error(`waited ${milliseconds} ms for ${what}: ${reason}`, { cause: error });
      }
    }
    await sleep(100);
  }
}

export function expect<T>(actual: T, expected: T): void {
  assert.deepEqual(actual, expected);
}
