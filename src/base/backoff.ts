/** How long to wait before trying again: doubling, with jitter, so that many clients do not knock together. */

export interface BackoffOptions {
  readonly firstMs: number;
  readonly capMs: number;
  /** Between 0 and 1; injected by tests. */
  readonly random?: () => number;
}

/** The wait before repetition number `attempt` (1, 2, …): between half and all of `firstMs * 2^(attempt-1)`. */
export function backoffMs(attempt: number, options: BackoffOptions): number {
  const full = Math.min(options.capMs, options.firstMs * 2 ** (attempt - 1));
  const random = options.random ?? Math.random;
  return Math.round(full / 2 + (full / 2) * random());
}
