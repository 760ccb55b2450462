/** Which ends of jobs are told, and where: decided here, shown by `JobEnds`. */
import type { Outcome, Watch } from '../jobs/jobsContract';

/** `vizport.notifications.jobs`. */
export type Wanted = 'all' | 'failures' | 'none';

/** To be told in this window: without the focus nobody would see it, and another window may have it, or this one gets it. */
export function isNews({ outcome, told }: Watch, focused: boolean): boolean {
  return outcome !== undefined && !told && focused;
}

/** Of several at once one that failed, or whose end is not known, is enough; so is one that was never started. */
export function isWanted(outcomes: readonly Outcome[], wanted: Wanted, notStarted = 0): boolean {
  if (notStarted > 0) return true;
  if (wanted === 'none') return false;
  const isWell = ({ status }: Outcome): boolean => status === 'succeeded' || status === 'cancelled';
  return wanted === 'all' || !outcomes.every(isWell);
}

/** How long to leave an end to whoever is about to tell it elsewhere: the window that started a group, a task's terminal. */
export const patienceMs = 30_000;
