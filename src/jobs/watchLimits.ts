/** For how long a watch goes on, and what is said when it ends without having seen the end. */
import { isTableauError } from '../tableau/errors';
import type { Outcome } from './jobsContract';
import type { WatchRecord } from './watchRecord';

const minute = 60_000;
/**
 * A refresh may take two hours, and wait in a queue before (field guide §0.2.11); an extract's time only ever tells
 * success, so that a failure is watched for as long as this.
 */
const limits = {
  job: 24 * 60 * minute,
  run: 24 * 60 * minute,
  find: 60 * minute,
  bridge: 4 * 60 * minute,
  extract: 4 * 60 * minute,
};
const limitWhenLost = 15 * minute;
/** From the start, whatever kept us from looking: a network that was gone, a server that is. */
const watchedAtAllMs = 3 * 24 * 60 * minute;
/** Watches that have ended stay for their details and Check Again, so long and so many. */
const keptMs = 3 * 24 * 60 * minute;
const maxEnded = 300;

/** Of all watches, the oldest first, those that need not stay any longer. */
export function outlived<T extends { readonly record: WatchRecord }>(
  all: readonly T[],
  now: number,
): readonly T[] {
  const ended = all.filter(({ record }) => record.outcome !== undefined);
  const isOver = ({ record: { endedAt = 0 } }: T, at: number): boolean =>
    now - endedAt > keptMs || at < ended.length - maxEnded;
  return ended.filter(isOver);
}

/** `isTried`: its server is not given up for the moment. One that is gone for good must not be waited for for ever. */
export function isTooLong(record: WatchRecord, now: number, isTried: boolean): boolean {
  const { mode, lost, since, startedAt } = record;
  const isLong = now - since >= (lost ? limitWhenLost : limits[mode]);
  return (isLong && isTried) || now - startedAt > watchedAtAllMs;
}

/** `isBlind`: the last looks have failed, so that nothing can be said of the extract. */
export function outcomeInTime(record: WatchRecord, isBlind: boolean): Outcome {
  if (record.lost || (record.mode === 'extract' && !isBlind)) return notReadable(record);
  return { status: 'unknown', reason: record.mode === 'bridge' ? 'bridge' : 'timeout' };
}

export function notReadable({ lost }: WatchRecord): Outcome {
  return { status: 'unknown', reason: lost ? 'mayHaveStarted' : 'notReadable' };
}

/** Nothing may be asked any more before somebody does something about it. Undefined for any other error. */
export function sessionOver(error: unknown): Outcome | undefined {
  if (isTableauError(error, 'signIn')) return { status: 'unknown', reason: 'refused' };
  if (!isTableauError(error, 'sessionExpired')) return undefined;
  const reasons = { CONTESTED: 'contested', SECRET_MISSING: 'secretMissing' } as const;
  const reason = reasons[error.code as keyof typeof reasons] ?? 'signedOut';
  return { status: 'unknown', reason };
}
