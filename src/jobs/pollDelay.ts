/** How long to wait before the next look at a job, within what a site allows for all its editors together. */
import type { Mode } from './watchRecord';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** From when on, and the longest wait. */
const ceilings: readonly (readonly [number, number])[] = [
  [hour, 2 * minute],
  [10 * minute, minute],
  [2 * minute, 30 * second],
];

/**
 * Quick at first, then 30 s after 2 minutes and 60 s after 10 (field guide §0.2.3). After an hour an extract's time, which is
 * told late anyway and may never move, is looked at every 2 minutes. `looks` begins at 0 again when something was asked for.
 * `random` in [0, 1) spreads many watches by a tenth to both sides.
 */
export function pollDelay(elapsedMs: number, looks: number, random: number, mode: Mode): number {
  const isExtracts = mode === 'extract' || mode === 'bridge';
  const [, ceiling = 15 * second] =
    ceilings.find(([from]) => elapsedMs >= from && (from < hour || isExtracts)) ?? [];
  return jittered(Math.min(second * 1.5 ** looks, ceiling), random);
}

/** A look that failed says nothing of the job: look again later. */
export function delayAfterFailure(failures: number, random: number): number {
  return jittered(Math.min(5 * second * 2 ** (failures - 1), minute), random);
}

function jittered(milliseconds: number, random: number): number {
  return Math.round(milliseconds * (0.9 + random * 0.2));
}
