/** Chance that can be repeated: numbers from a seed, which `VIZPORT_SEED` names and every failure prints. */

export interface Seeded {
  readonly seed: number;
  /** At least 0, below 1. */
  next(): number;
  /** At least 0, below the limit. */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
}

export function seeded(seed = seedOfRun()): Seeded {
  let state = seed >>> 0;
  // mulberry32
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { seed, next, below, pick: (list) => list[below(list.length)]! };
}

export function seedOfRun(): number {
  const given = process.env['VIZPORT_SEED'];
  return given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
}
