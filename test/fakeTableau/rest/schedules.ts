// The schedules of a Tableau Server: list, one, what is on it, and putting an item on it.
import { Refusal } from '../http/errors';
import { child } from '../http/requestBody';
import type { Tree } from '../http/wire';
import type { Schedule } from '../modelTypes';
import { nextRun, recurrenceTree } from '../recurrence';
import { newTask, refreshTarget } from './cloudTasks';
import { pageOf, pagination, wrap } from './listing';
import {
  notFound,
  ok,
  requireAdministrator,
  type Answer,
  type Route,
  type SignedInCall,
} from './route';
import { visibleTasks } from './tasks';
import { extractRefreshTree, ownSchedule, scheduleTree } from './taskTrees';

/** Server-wide; on Cloud 409091 (documented). */
function refuseCloud(call: SignedInCall): void {
  if (!call.profile.cloud) return;
  throw new Refusal(409091, 'Administrator schedules are not supported on Tableau Cloud.');
}

/** One page of the help says administrators, another whoever may schedule a refresh. */
function requireReader(call: SignedInCall): void {
  refuseCloud(call);
  if (call.knobs.guesses.schedulesReadableBy === 'administrators') requireAdministrator(call);
}

function oneSchedule(call: SignedInCall): Schedule {
  const schedule = call.model.schedules.get(call.part('schedule'));
  if (!schedule) throw notFound(404023, 'Schedule', call.part('schedule'));
  return schedule;
}

function list(call: SignedInCall): Answer {
  requireReader(call);
  const page = pageOf(call.query, [...call.model.schedules.values()]);
  const items = page.rows.map((schedule) => scheduleTree(schedule, call));
  return ok({ pagination: pagination(page), schedules: wrap('schedule', items) });
}

/** With its recurrence: administrators only (documented). */
function one(call: SignedInCall): Answer {
  refuseCloud(call);
  requireAdministrator(call);
  const schedule = oneSchedule(call);
  const frequencyDetails = recurrenceTree(schedule.recurrence);
  return ok({ schedule: { ...scheduleTree(schedule, call), frequencyDetails } });
}

/** The extract tasks of this site on the schedule. */
function extracts(call: SignedInCall): Answer {
  refuseCloud(call);
  const { luid } = oneSchedule(call);
  const own = visibleTasks(call).filter((task) => task.scheduleLuid === luid);
  const page = pageOf(call.query, own);
  const trees = page.rows.map((task): Tree => {
    const { id, priority, type, workbook, datasource } = extractRefreshTree(task, call);
    return { id, priority, type, workbook, datasource };
  });
  return ok({ pagination: pagination(page), extracts: wrap('extract', trees) });
}

/** The item keeps its other tasks; whether it may be on one schedule twice is told nowhere. */
function add(call: SignedInCall): Answer {
  refuseCloud(call);
  const schedule = oneSchedule(call);
  if (schedule.type !== 'Extract') {
    throw new Refusal(409004, 'The schedule is not for extracts.', { status: 400 });
  }
  const item = refreshTarget(call, child(child(call.body(), 'task'), 'extractRefresh'));
  const there = call.model.tasks
    .ofSite(call.site.luid)
    .some(
      (task) =>
        task.scheduleLuid === schedule.luid &&
        (task.workbookLuid ?? task.datasourceLuid) === item.luid,
    );
  if (there && call.knobs.guesses.scheduledTwice === '409004')
    throw new Refusal(409004, `'${item.name}' is on the schedule already.`);
  const task = newTask(call, item, {
    type: 'RefreshExtractTask',
    scheduleLuid: schedule.luid,
    recurrence: undefined,
    nextRunAt: nextRun(schedule.recurrence, call.model.now()),
  });
  const extractRefresh = {
    ...extractRefreshTree(task, call),
    schedule: ownSchedule(task, call),
  };
  return ok({ task: { extractRefresh } });
}

const read = { scope: 'tableau:schedules:read', scopeSince: 27 } as const;
const put = {
  method: 'PUT',
  name: 'add to schedule',
  scope: 'tableau:schedules:update',
  scopeSince: 27,
  handle: add,
} as const;

export const scheduleRoutes: readonly Route[] = [
  { ...read, method: 'GET', path: 'schedules', name: 'schedules', handle: list },
  // Documented: the details of one schedule came with 3.8.
  { ...read, method: 'GET', path: 'schedules/{schedule}', name: 'schedule', since: 8, handle: one },
  {
    ...read,
    method: 'GET',
    path: 'sites/{site}/schedules/{schedule}/extracts',
    name: 'extracts of schedule',
    handle: extracts,
  },
  { ...put, path: 'sites/{site}/schedules/{schedule}/workbooks' },
  { ...put, path: 'sites/{site}/schedules/{schedule}/datasources' },
];
