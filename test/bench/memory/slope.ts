/** How a series of heap sizes goes on: its slope, and how sure it is. */
import { median } from '../figure';

export interface Growth {
  /** Per step from one sample to the next. */
  readonly slope: number;
  /** The slope's standard error: what the samples' scatter alone makes of it. */
  readonly error: number;
  /** The usual step from one sample to the next: a single fall of the heap does not hide what grows besides. */
  readonly step: number;
}

/** Least squares over the second half: the first one fills caches. */
export function growthOf(samples: readonly number[]): Growth {
  const later = samples.slice(samples.length >> 1);
  const count = later.length;
  if (count < 3) throw new Error('Three samples are the least that a slope can be told from');
  const middle = (count - 1) / 2;
  const mean = later.reduce((sum, value) => sum + value, 0) / count;
  let above = 0;
  let below = 0;
  later.forEach((value, at) => {
    above += (at - middle) * (value - mean);
    below += (at - middle) ** 2;
  });
  const slope = above / below;
  const missed = later.reduce(
    (sum, value, at) => sum + (value - mean - slope * (at - middle)) ** 2,
    0,
  );
  const step = median(later.slice(1).map((value, at) => value - (later[at] ?? 0)));
  return { slope, error: Math.sqrt(missed / (count - 2) / below), step };
}
