/** Long work in short turns: between two of them the process answers what else is waiting. */
import { setImmediate } from 'node:timers/promises';

/** So long may a turn take; a frame of the editor is 16 ms. */
const turnMs = 10;
/** After so many steps the clock is looked at: it costs as much as a step. */
const stepsPerLook = 512;

/** Does `step` for 0 … `count` - 1. @throws the signal's reason. */
export async function inSlices(
  count: number,
  step: (index: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  let startedAt = performance.now();
  for (let index = 0; index < count; index += 1) {
    step(index);
    if (index % stepsPerLook !== 0 || performance.now() - startedAt < turnMs) continue;
    await setImmediate();
    signal?.throwIfAborted();
    startedAt = performance.now();
  }
}

/** The indices sorted, stably: runs are sorted at once and merged in turns. @throws the signal's reason. */
export async function sortInSlices(
  indices: Uint32Array,
  compare: (one: number, other: number) => number,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const runLength = 1024;
  const runs = Math.ceil(indices.length / runLength);
  let from = Uint32Array.from(indices);
  let startedAt = performance.now();
  const rest = async (): Promise<void> => {
    if (performance.now() - startedAt < turnMs) return;
    await setImmediate();
    signal?.throwIfAborted();
    startedAt = performance.now();
  };
  for (let run = 0; run < runs; run += 1) {
    from.subarray(run * runLength, (run + 1) * runLength).sort(compare);
    await rest();
  }
  let into = new Uint32Array(from.length);
  for (let width = runLength; width < from.length; width *= 2) {
    for (let start = 0; start < from.length; start += 2 * width) {
      const middle = Math.min(start + width, from.length);
      const end = Math.min(start + 2 * width, from.length);
      let left = start;
      let right = middle;
      for (let at = start; at < end; at += 1) {
        const takesLeft =
          left < middle && (right >= end || compare(from[left]!, from[right]!) <= 0);
        into[at] = takesLeft ? from[left++]! : from[right++]!;
        if (at % stepsPerLook === 0) await rest();
      }
    }
    [from, into] = [into, from];
  }
  return from;
}
