/** Extract-refresh tasks and their schedules as plain data: what refreshes an item, and when. */
import type { Luid } from './model';

export type RefreshableKind = 'workbook' | 'datasource';

export interface RefreshableRef {
  readonly kind: RefreshableKind;
  readonly luid: Luid;
  /** For what is told of a change; servers are never sent it. */
  readonly name?: string;
}

/** In Tableau's words, as they are sent and received. */
export type Frequency = 'Hourly' | 'Daily' | 'Weekly' | 'Monthly';

/** When something is repeated. Times are `HH:mm:ss` by the site's own clock. */
export interface Recurrence {
  readonly frequency: Frequency;
  readonly start: string;
  readonly end?: string;
  readonly everyHours?: number;
  readonly everyMinutes?: number;
  /** `Monday` … `Sunday`. */
  readonly weekDays: readonly string[];
  /** `1` … `31`, `LastDay`; with `weekDays` also `First` … `Fifth`. */
  readonly monthDays: readonly string[];
}

/** The schedule of a task: on Server it is one of the server's, with LUID and name; on Cloud the task's own. */
export interface TaskSchedule {
  readonly luid?: Luid;
  readonly name?: string;
  /** Of the server's schedule, never of the task (field guide §0.2.12). */
  readonly state?: string;
  readonly frequency?: string;
  readonly nextRunAt?: string;
  /** Where the server tells it. */
  readonly recurrence?: Recurrence;
}

export interface RefreshTask {
  readonly luid: Luid;
  readonly item: RefreshableRef;
  readonly incremental: boolean;
  readonly priority?: number;
  readonly consecutiveFailures: number;
  readonly schedule?: TaskSchedule;
}

/** A schedule of a Tableau Server, to which items are added. */
export interface ServerSchedule extends TaskSchedule {
  readonly luid: Luid;
  readonly name: string;
  /** `Extract`, `Subscription`, `Flow`, …. */
  readonly type?: string;
}

/** What is wanted of a new or changed task of Tableau Cloud. */
export interface CloudTaskPlan {
  readonly incremental: boolean;
  readonly recurrence: Recurrence;
}

/** After five failures in a row Tableau suspends a task, and says so nowhere (field guide §0.2.12). */
export const suspendedAfter = 5;

export function isProbablySuspended(task: RefreshTask): boolean {
  if (task.consecutiveFailures >= suspendedAfter) return true;
  // Where the whole schedule is switched off, that is the reason and no guess.
  return task.schedule?.nextRunAt === undefined && !isScheduleOff(task);
}

export function isScheduleOff({ schedule }: RefreshTask): boolean {
  return schedule?.state !== undefined && schedule.state !== 'Active';
}
