// Extract-refresh tasks: list, one, run now, remove.
import { Refusal } from '../http/errors';
import type { Task } from '../modelTypes';
import { wrap } from './listing';
import { countRefreshStart } from './quotas';
import { notFound, notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';
import { refuseDuplicate, startJob } from './startJob';
import { taskTree } from './taskTrees';

/** Non-administrators see only their own tasks (documented). */
export function visibleTasks(call: SignedInCall): readonly Task[] {
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

export function oneTask(call: SignedInCall): Task {
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
  const job = startJob(call, item, task.type === 'IncrementExtractTask', task);
  return ok({ job: { id: job.luid, mode: 'Asynchronous', type: 'RefreshExtract' } });
}

const path = 'sites/{site}/tasks/extractrefreshes';

export const taskRoutes: readonly Route[] = [
  {
    method: 'GET',
    path,
    name: 'refresh tasks',
    scope: 'tableau:tasks:read',
    scopeSince: 20,
    handle: listTasks,
  },
  {
    method: 'GET',
    path: `${path}/{task}`,
    name: 'refresh task',
    scope: 'tableau:tasks:read',
    scopeSince: 20,
    handle: (call) => ok({ task: taskTree(oneTask(call), call) }),
  },
  {
    method: 'POST',
    path: `${path}/{task}/runnow`,
    name: 'run task',
    scope: 'tableau:tasks:run',
    scopeSince: 20,
    handle: runNow,
  },
  {
    method: 'DELETE',
    path: `${path}/{task}`,
    name: 'remove task',
    since: 6,
    scope: 'tableau:tasks:delete',
    scopeSince: 20,
    handle: (call) => {
      call.model.tasks.remove(oneTask(call).luid);
      return { status: 204 };
    },
  },
];
