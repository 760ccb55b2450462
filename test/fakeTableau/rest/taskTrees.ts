// Extract-refresh tasks and schedules as REST shows them.
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Moment, Schedule, Task } from '../modelTypes';
import { nextRun, recurrenceTree } from '../recurrence';
import type { SignedInCall } from './route';
import { nextRunOf } from './taskState';

/** Only LUIDs of the items; on Cloud the schedule has no id and no name (documented). */
export function extractRefreshTree(task: Task, call: SignedInCall): Tree {
  const incremental = task.type === 'IncrementExtractTask';
  return {
    id: task.luid,
    priority: String(task.priority),
    consecutiveFailedCount: String(task.consecutiveFailedCount),
    type: incremental ? call.knobs.guesses.incrementalTaskType : task.type,
    workbook: task.workbookLuid === undefined ? undefined : { id: task.workbookLuid },
    datasource: task.datasourceLuid === undefined ? undefined : { id: task.datasourceLuid },
  };
}

export function taskTree(task: Task, call: SignedInCall): Tree {
  return {
    extractRefresh: { ...extractRefreshTree(task, call), schedule: ownSchedule(task, call) },
  };
}

/** `state` is the schedule's, never the task's: a suspended task shows only its count (guide 0.2, 12). */
export function ownSchedule(task: Task, call: SignedInCall): Tree | undefined {
  const at = nextRunOf(call.model, task);
  const nextRunAt = at === undefined ? undefined : timeIn(call, at);
  const schedule = call.model.schedules.get(task.scheduleLuid ?? '');
  if (schedule) return { ...scheduleTree(schedule, call), nextRunAt };
  const { recurrence } = task;
  return (
    recurrence && {
      frequency: recurrence.frequency,
      nextRunAt,
      frequencyDetails: recurrenceTree(recurrence),
    }
  );
}

/** Cloud's schedules were seen with an offset without a colon, and with Z. */
function timeIn(call: SignedInCall, at: Moment): string {
  if (!call.profile.cloud || call.knobs.guesses.cloudTimes === 'utc') return timestamp(at);
  return timestamp(at - 7 * 3_600_000).replace('Z', '-0700');
}

export function scheduleTree(schedule: Schedule, call: SignedInCall): Tree {
  const next = nextRun(schedule.recurrence, call.model.now());
  return {
    id: schedule.luid,
    name: schedule.name,
    state: schedule.state,
    priority: String(schedule.priority),
    createdAt: timestamp(schedule.createdAt),
    updatedAt: timestamp(schedule.createdAt),
    type: schedule.type,
    frequency: schedule.recurrence.frequency,
    nextRunAt: schedule.state === 'Active' ? timestamp(next) : undefined,
  };
}
