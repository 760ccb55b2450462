/** A time limit for work that others wait for, by the injected clock. */
import type { Clock } from '../base/clock';
import { TableauError } from '../tableau/errors';

/** The work's signal aborts with the caller's, or with a `network` error when the time is up. */
export async function withDeadline<T>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const limit = new AbortController();
  const timer = new AbortController();
  clock.delay(milliseconds, timer.signal).then(
    () => limit.abort(new TableauError('network', { code: 'TIMEOUT' })),
    () => {
      // The work ended first: nothing is left to limit.
    },
  );
  try {
    return await work(
      signal === undefined ? limit.signal : AbortSignal.any([signal, limit.signal]),
    );
  } finally {
    timer.abort();
  }
}
