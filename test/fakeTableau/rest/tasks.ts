// Extract-refresh tasks and, on Server, schedules.
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Schedule, Task } from '../modelTypes';
import { pageOf, pagination, wrap } from './listing';
import {
  notFound,
  notPermitted,
  ok,
  requireAdministrator,
  type Answer,
  type Route,
  type SignedInCall,
} from './route';
import { countRefreshStart, refuseDuplicate, startJob } from './startJob';

/** Only LUIDs of the items; on Cloud the schedule has no id and no name (documented). */
function taskTree(task: Task, call: SignedInCall): Tree {
  const schedule = call.model.schedules.get(task.scheduleLuid ?? '');
  return {
    extractRefresh: {
      id: task.luid,
      priority: String(task.priority),
      consecutiveFailedCount: String(task.consecutiveFailedCount),
      type: task.type,
      schedule: schedule ? serverSchedule(schedule, task) : cloudSchedule(task),
      workbook: task.workbookLuid === undefined ? undefined : { id: task.workbookLuid },
      datasource: task.datasourceLuid === undefined ? undefined : { id: task.datasourceLuid },
    },
  };
}

/** `state` is the schedule's, never the task's: a suspended task shows only its count (guide 0.2, 12). */
function serverSchedule(schedule: Schedule, task: Task): Tree {
  return {
    ...scheduleTree(schedule),
    nextRunAt: task.nextRunAt === undefined ? undefined : timestamp(task.nextRunAt),
  };
}

function scheduleTree(schedule: Schedule): Tree {
  return {
    id: schedule.luid,
    name: schedule.name,
    state: schedule.state,
    priority: String(schedule.priority),
    type: schedule.type,
    frequency: schedule.frequency,
    createdAt: timestamp(schedule.createdAt),
    updatedAt: timestamp(schedule.createdAt),
  };
}

/** A single interval is an object, several are a list (seen both). */
function cloudSchedule(task: Task): Tree {
  const weekly = task.type === 'IncrementExtractTask';
  return {
    frequency: weekly ? 'Weekly' : 'Daily',
    nextRunAt: task.nextRunAt === undefined ? undefined : timestamp(task.nextRunAt),
    frequencyDetails: {
      start: '18:20:00',
      end: '18:20:00',
      intervals: {
        interval: weekly ? { weekDay: 'Monday' } : [{ hours: '24' }, { weekDay: 'Tuesday' }],
      },
    },
  };
}

/** Non-administrators see only their own tasks (documented). */
function visibleTasks(call: SignedInCall): readonly Task[] {
  const tasks = call.model.tasks.ofSite(call.site.luid);
  if (call.model.isAdministrator(call.user)) return tasks;
  return tasks.filter((task) => task.ownerLuid === call.user.luid);
}

/** No paging, no filter. One task is an object, none an empty wrapper; a knob leaves the inner name out (all seen). */
function listTasks(call: SignedInCall): Answer {
  const trees = visibleTasks(call).map((task) => taskTree(task, call));
  const [only] = trees;
  if (trees.length === 1 && only) return ok({ tasks: { task: only } });
  if (call.knobs.bareTaskList && call.format === 'json') return ok({ tasks: trees });
  return ok({ tasks: wrap('task', trees) });
}

function oneTask(call: SignedInCall): Task {
  const luid = call.part('task');
  const task = visibleTasks(call).find((one) => one.luid === luid);
  if (!task) throw notFound(404026, 'Task', luid);
  return task;
}

/** 200 and a job without `createdAt` (documented). */
function runNow(call: SignedInCall): Answer {
  // JWT sessions: Cloud only (documented).
  if (call.session.scopes !== undefined && !call.profile.cloud) throw notPermitted();
  if (!call.body()) throw new Refusal(400000, 'The request body is missing.');
  const task = oneTask(call);
  const item =
    call.model.workbooks.get(task.workbookLuid) ?? call.model.datasources.get(task.datasourceLuid);
  if (!item) throw notFound(404026, 'Task', task.luid);
  if (!call.site.runNowEnabled) throw new Refusal(409082, 'Run Now is disabled on this site.');
  refuseDuplicate(call, item);
  countRefreshStart(call);
  const job = startJob(call, item, task.type === 'IncrementExtractTask');
  return ok({ job: { id: job.luid, mode: 'Asynchronous', type: 'RefreshExtract' } });
}

/** Server-wide, for administrators; on Cloud 409091 (documented). */
function requireSchedules(call: SignedInCall): void {
  if (call.profile.cloud) {
    throw new Refusal(409091, 'Administrator schedules are not supported on Tableau Cloud.');
  }
  requireAdministrator(call);
}

export const taskRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/tasks/extractrefreshes',
    name: 'refresh tasks',
    scope: 'tableau:tasks:read',
    scopeSince: 20,
    handle: listTasks,
  },
  {
    method: 'GET',
    path: 'sites/{site}/tasks/extractrefreshes/{task}',
    name: 'refresh task',
    scope: 'tableau:tasks:read',
    scopeSince: 20,
    handle: (call) => ok({ task: taskTree(oneTask(call), call) }),
  },
  {
    method: 'POST',
    path: 'sites/{site}/tasks/extractrefreshes/{task}/runnow',
    name: 'run task',
    scope: 'tableau:tasks:run',
    scopeSince: 20,
    handle: runNow,
  },
  {
    method: 'GET',
    path: 'schedules',
    name: 'schedules',
    scope: 'tableau:schedules:read',
    scopeSince: 27,
    handle: (call) => {
      requireSchedules(call);
      const page = pageOf(call.query, [...call.model.schedules.values()]);
      const items = page.rows.map((schedule) => scheduleTree(schedule));
      return ok({ pagination: pagination(page), schedules: wrap('schedule', items) });
    },
  },
  {
    method: 'GET',
    path: 'schedules/{schedule}',
    name: 'schedule',
    scope: 'tableau:schedules:read',
    scopeSince: 27,
    handle: (call) => {
      requireSchedules(call);
      const schedule = call.model.schedules.get(call.part('schedule'));
      if (!schedule) throw notFound(404023, 'Schedule', call.part('schedule'));
      const interval = schedule.weekDays.map((weekDay) => ({ weekDay }));
      const intervals = wrap('interval', interval);
      return ok({
        schedule: {
          ...scheduleTree(schedule),
          frequencyDetails: { start: schedule.start, intervals },
        },
      });
    },
  },
];
