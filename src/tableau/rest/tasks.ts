/** Extract-refresh tasks: list, run, and what Tableau Cloud lets a client change (field guide §3.5). */
import { TableauError } from '../errors';
import type { Job, Luid } from '../model';
import type { CloudTaskPlan, RefreshableRef, RefreshTask, TaskSchedule } from '../refreshTask';
import type { SiteCalls } from '../siteCalls';
import { asArray, asDate, asNumber, asObject, asText, type Raw } from '../wire/decode';
import { asReference, type Draft } from './common';
import { decodeJob } from './jobs';
import { decodeRecurrence, encodeRecurrence } from './recurrence';

const path = '{site}/tasks/extractRefreshes';

/** All of them in one answer, which cannot be filtered. @see REST, "List Extract Refresh Tasks in Site" */
export async function listTasks(
  calls: SiteCalls,
  signal?: AbortSignal,
): Promise<readonly RefreshTask[]> {
  const content = await calls.json(
    { method: 'GET', name: 'GET tasks/extractRefreshes', path, nature: 'repeat' },
    signal,
  );
  const { tasks } = content;
  // `{"tasks":{"task":[…]}}`, one object for one task, and `{"tasks":[…]}`.
  const list = Array.isArray(tasks) ? asArray(tasks) : asArray(asObject(tasks)['task']);
  return list.flatMap((raw) => {
    const element = asObject(raw);
    return decodeTask(asObject(element['extractRefresh'] ?? element)) ?? [];
  });
}

/** `schedule` stands inside the task in lists, and beside it in the answer to a change. */
export function decodeTask(raw: Raw, beside?: Raw): RefreshTask | undefined {
  const luid = asText(raw['id']);
  const item = itemOf(raw);
  if (luid === undefined || item === undefined) return undefined;
  const task: Draft<RefreshTask> = {
    luid: luid as Luid,
    item,
    incremental: /^incr/iu.test(asText(raw['type']) ?? ''),
    consecutiveFailures: asNumber(raw['consecutiveFailedCount']) ?? 0,
  };
  const priority = asNumber(raw['priority']);
  if (priority !== undefined) task.priority = priority;
  const schedule = raw['schedule'] ?? beside;
  if (typeof schedule === 'object' && schedule !== null)
    task.schedule = decodeSchedule(asObject(schedule));
  return task;
}

function itemOf(raw: Raw): RefreshableRef | undefined {
  for (const kind of ['workbook', 'datasource'] as const) {
    const found = asReference(asObject(raw[kind]));
    if (found !== undefined) return { kind, luid: found.luid };
  }
  return undefined;
}

export function decodeSchedule(raw: Raw): TaskSchedule {
  const schedule: Draft<TaskSchedule> = {};
  const luid = asText(raw['id']);
  if (luid !== undefined) schedule.luid = luid as Luid;
  const name = asText(raw['name']);
  if (name !== undefined) schedule.name = name;
  const state = asText(raw['state']);
  if (state !== undefined) schedule.state = state;
  const frequency = asText(raw['frequency']);
  if (frequency !== undefined) schedule.frequency = frequency;
  const nextRunAt = asDate(raw['nextRunAt']);
  if (nextRunAt !== undefined) schedule.nextRunAt = nextRunAt;
  const recurrence = decodeRecurrence(raw);
  if (recurrence !== undefined) schedule.recurrence = recurrence;
  return schedule;
}

/** The answer's job has no `createdAt`. @see REST, "Run Extract Refresh Task" */
export async function runTask(calls: SiteCalls, task: Luid, signal?: AbortSignal): Promise<Job> {
  const content = await calls.json(
    {
      method: 'POST',
      name: 'POST tasks/extractRefreshes/{id}/runNow',
      path: `${path}/${encodeURIComponent(task)}/runNow`,
      body: '<tsRequest/>',
      format: 'xml',
      nature: 'change',
    },
    signal,
  );
  const job = decodeJob(asObject(content['job']));
  if (job === undefined) throw lost();
  return job;
}

/** @see REST, "Create Cloud Extract Refresh Task" (3.19) */
export function createTask(
  calls: SiteCalls,
  item: RefreshableRef,
  plan: CloudTaskPlan,
  signal?: AbortSignal,
): Promise<RefreshTask> {
  return write(calls, 'POST tasks/extractRefreshes', path, item, plan, signal);
}

/** The whole schedule is replaced. @see REST, "Update Cloud Extract Refresh Task" (3.20) */
export function changeTask(
  calls: SiteCalls,
  { luid, item }: RefreshTask,
  plan: CloudTaskPlan,
  signal?: AbortSignal,
): Promise<RefreshTask> {
  const one = `${path}/${encodeURIComponent(luid)}`;
  return write(calls, 'POST tasks/extractRefreshes/{id}', one, item, plan, signal);
}

async function write(
  calls: SiteCalls,
  name: string,
  where: string,
  item: RefreshableRef,
  plan: CloudTaskPlan,
  signal: AbortSignal | undefined,
): Promise<RefreshTask> {
  const body = JSON.stringify({
    extractRefresh: {
      type: plan.incremental ? 'IncrementalRefresh' : 'FullRefresh',
      [item.kind]: { id: item.luid },
    },
    schedule: encodeRecurrence(plan.recurrence),
  });
  const content = await calls.json(
    { method: 'POST', name, path: where, body, nature: 'change', about: item },
    signal,
  );
  const task = decodeTask(asObject(content['extractRefresh']), asObject(content['schedule']));
  if (task === undefined) throw lost();
  return task;
}

/** @see REST, "Delete Extract Refresh Task" */
export async function removeTask(
  calls: SiteCalls,
  { luid, item }: Pick<RefreshTask, 'luid' | 'item'>,
  signal?: AbortSignal,
): Promise<void> {
  await calls.answer(
    {
      method: 'DELETE',
      name: 'DELETE tasks/extractRefreshes/{id}',
      path: `${path}/${encodeURIComponent(luid)}`,
      nature: 'change',
      about: item,
    },
    signal,
  );
}

/** Accepted, but what came of it was not said. */
function lost(): TableauError {
  return new TableauError('answerLost', { code: 'UNEXPECTED', httpStatus: 200 });
}
