// Refresh tasks that are made and changed through the API: on Cloud, where each has a schedule of its own.
import { randomUUID } from 'node:crypto';
import { Refusal } from '../http/errors';
import { child, text, type RequestTree } from '../http/requestBody';
import type { Datasource, Task, Workbook } from '../modelTypes';
import { nextRun, readRecurrence } from '../recurrence';
import { visibleDatasource } from './datasources';
import { notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';
import { oneTask } from './tasks';
import { extractRefreshTree, ownSchedule } from './taskTrees';
import { visibleWorkbook } from './workbooks';

/** Not there on Server; how that is said is a guess. */
function requireCloud(call: SignedInCall): void {
  if (call.profile.cloud) return;
  if (call.knobs.guesses.cloudTaskOnServer === '404003') {
    throw new Refusal(404003, 'The requested resource could not be found.');
  }
  throw new Refusal(405000, 'Tableau Server keeps schedules of its own.');
}

/** The workbook or data source of a request, which the caller must be allowed to refresh. */
export function refreshTarget(
  call: SignedInCall,
  extractRefresh: RequestTree | undefined,
): Workbook | Datasource {
  const workbook = text(child(extractRefresh, 'workbook'), 'id');
  const datasource = text(child(extractRefresh, 'datasource'), 'id');
  if ((workbook === undefined) === (datasource === undefined)) {
    throw new Refusal(400000, 'The request names no workbook and no data source, or both.');
  }
  const item =
    workbook === undefined
      ? visibleDatasource(call, datasource ?? '')
      : visibleWorkbook(call, workbook);
  if (!call.model.mayRefresh(call.user, item)) throw notPermitted();
  if (call.model.hasExtracts(item)) return item;
  if (call.knobs.guesses.taskOfLiveItem === '409004') {
    throw new Refusal(409004, `'${item.name}' has no extract.`, { status: 400 });
  }
  throw new Refusal(403104, `'${item.name}' has live connections only and cannot be refreshed.`);
}

export function newTask(
  call: SignedInCall,
  item: Workbook | Datasource,
  facts: Pick<Task, 'type' | 'scheduleLuid' | 'recurrence' | 'nextRunAt'>,
): Task {
  return call.model.tasks.add({
    luid: randomUUID(),
    siteLuid: call.site.luid,
    priority: 50,
    consecutiveFailedCount: 0,
    workbookLuid: item.kind === 'workbook' ? item.luid : undefined,
    datasourceLuid: item.kind === 'datasource' ? item.luid : undefined,
    ownerLuid: item.ownerLuid ?? call.user.luid,
    ...facts,
  });
}

/** The words of a request; what reads say is another pair of words (documented). */
function typeOf(extractRefresh: RequestTree | undefined): Task['type'] | undefined {
  const word = text(extractRefresh, 'type');
  if (word === undefined) return undefined;
  if (word === 'FullRefresh') return 'RefreshExtractTask';
  if (word === 'IncrementalRefresh') return 'IncrementExtractTask';
  throw new Refusal(409004, `'${word}' is no type of a refresh.`, { status: 400 });
}

/** `extractRefresh` and `schedule` stand side by side in the answer (documented). */
function written(task: Task, call: SignedInCall): Answer {
  return ok({
    extractRefresh: extractRefreshTree(task, call),
    schedule: ownSchedule(task, call),
  });
}

function create(call: SignedInCall): Answer {
  requireCloud(call);
  const body = call.body();
  const schedule = child(body, 'schedule');
  if (!schedule) throw new Refusal(400000, 'The schedule is missing in the request body.');
  const extractRefresh = child(body, 'extractRefresh');
  const item = refreshTarget(call, extractRefresh);
  const recurrence = readRecurrence(schedule);
  const task = newTask(call, item, {
    type: typeOf(extractRefresh) ?? 'RefreshExtractTask',
    scheduleLuid: undefined,
    recurrence,
    nextRunAt: nextRun(recurrence, call.model.now()),
  });
  return written(task, call);
}

/** The whole schedule is replaced; a suspended task runs again (guessed: the web page does so). */
function change(call: SignedInCall): Answer {
  requireCloud(call);
  const task = oneTask(call);
  const body = call.body();
  if (!body) throw new Refusal(400000, 'The request body is missing.');
  const schedule = child(body, 'schedule');
  const recurrence = schedule ? readRecurrence(schedule) : task.recurrence;
  task.type = typeOf(child(body, 'extractRefresh')) ?? task.type;
  task.recurrence = recurrence;
  if (schedule && recurrence) task.nextRunAt = nextRun(recurrence, call.model.now());
  return written(task, call);
}

export const cloudTaskRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: 'sites/{site}/tasks/extractrefreshes',
    name: 'create task',
    since: 19,
    scope: 'tableau:tasks:write',
    scopeSince: 20,
    handle: create,
  },
  {
    method: 'POST',
    path: 'sites/{site}/tasks/extractrefreshes/{task}',
    name: 'change task',
    since: 20,
    scope: 'tableau:tasks:write',
    scopeSince: 20,
    handle: change,
  },
];
