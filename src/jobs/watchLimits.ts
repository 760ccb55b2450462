/** For how long a watch goes on, and what is said when it ends without having seen the end. */
import type { Outcome } from './jobsContract';
import type { WatchRecord } from './watchRecord';

const minute = 60_000;
/** A refresh may take two hours, and wait in a queue before; an extract's time only ever tells success. */
const limits = {
  job: 24 * 60 * minute,
  run: 24 * 60 * minute,
  find: 60 * minute,
  bridge: 60 * minute,
  extract: 60 * minute,
};
const limitWhenLost = 15 * minute;
/** From the start, whatever kept us from looking: a network that was gone, a server that is. */
export const watchedAtAllMs = 3 * 24 * 60 * minute;

export function watchedForMs({ mode, lost }: WatchRecord): number {
  return lost ? limitWhenLost : limits[mode];
}

export function outcomeInTime(record: WatchRecord): Outcome {
  if (record.mode === 'extract' || record.lost) return notReadable(record);
  return { status: 'unknown', reason: record.mode === 'bridge' ? 'bridge' : 'timeout' };
}

export function notReadable({ lost }: WatchRecord): Outcome {
  return { status: 'unknown', reason: lost ? 'mayHaveStarted' : 'notReadable' };
}
