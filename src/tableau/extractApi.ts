/** What the client offers about extracts: their tasks and schedules, and refreshes that are more than "now, and all of it". */
import { atLeast } from './apiVersion';
import { TableauError } from './errors';
import type { Job, Luid } from './model';
import type { CloudTaskPlan, RefreshableRef, RefreshTask, ServerSchedule } from './refreshTask';
import { timeBySearch, timesBySearch } from './rest/extractSearch';
import { startJob } from './rest/jobs';
import { addToSchedule, getSchedule, listSchedules } from './rest/schedules';
import { changeTask, createTask, listTasks, removeTask, runTask } from './rest/tasks';
import type { SiteCalls } from './siteCalls';
import type { ExtractFacts, SiteExtracts } from './siteExtracts';

/** The first version whose reference knows it; older ones ignore or refuse it, nobody says which (field guide §3.1). */
export const incrementalSince = '3.28';

export interface ExtractApi {
  /** Only for extracts that define what is new. @throws as `workbooks.refresh`, and `notRefreshable` where the server is too old */
  refreshIncrementally(item: RefreshableRef, signal?: AbortSignal): Promise<Job>;
  /** One request for the whole site. Who is no administrator is told of the own tasks only. */
  tasks(signal?: AbortSignal): Promise<readonly RefreshTask[]>;
  /** Run Now. The job has no `createdAt`. @throws as `workbooks.refresh` */
  runTask(task: Luid, signal?: AbortSignal): Promise<Job>;
  /** Tableau Cloud, API 3.19. */
  createTask(item: RefreshableRef, plan: CloudTaskPlan, signal?: AbortSignal): Promise<RefreshTask>;
  /** Tableau Cloud, API 3.20. */
  changeTask(task: RefreshTask, plan: CloudTaskPlan, signal?: AbortSignal): Promise<RefreshTask>;
  removeTask(task: Pick<RefreshTask, 'luid' | 'item'>, signal?: AbortSignal): Promise<void>;
  /** Tableau Server's, for administrators. @throws `server` with code 409091 on Tableau Cloud */
  schedules(signal?: AbortSignal): Promise<readonly ServerSchedule[]>;
  /** With its recurrence. */
  schedule(luid: Luid, signal?: AbortSignal): Promise<ServerSchedule | undefined>;
  addToSchedule(schedule: Luid, item: RefreshableRef, signal?: AbortSignal): Promise<void>;
  /** For where `metadata.extractTimes` is off: of a workbook only the whole is told, not its sources. */
  timesBySearch(signal?: AbortSignal): Promise<SiteExtracts>;
  /** Of one item; `name` is what it is looked for by. Undefined where the search does not list it (yet). */
  timeBySearch(
    item: RefreshableRef & { readonly name: string },
    signal?: AbortSignal,
  ): Promise<ExtractFacts | undefined>;
}

export function extractApi(calls: SiteCalls): ExtractApi {
  return {
    async refreshIncrementally({ kind, luid }, signal) {
      const { apiVersion } = await calls.session(signal);
      // It would ignore the word, and refresh everything: that is not what was asked for.
      if (!atLeast(apiVersion, incrementalSince))
        throw new TableauError('notRefreshable', {
          code: 'INCREMENTAL_TOO_OLD',
          detail: apiVersion,
        });
      return startJob(calls, `${kind}s`, luid, 'refresh', signal, incremental);
    },
    tasks: (signal) => listTasks(calls, signal),
    runTask: (task, signal) => runTask(calls, task, signal),
    createTask: (item, plan, signal) => createTask(calls, item, plan, signal),
    changeTask: (task, plan, signal) => changeTask(calls, task, plan, signal),
    removeTask: (task, signal) => removeTask(calls, task, signal),
    schedules: (signal) => listSchedules(calls, signal),
    schedule: (luid, signal) => getSchedule(calls, luid, signal),
    timesBySearch: (signal) => timesBySearch(calls, signal),
    timeBySearch: (item, signal) => timeBySearch(calls, item, signal),
    addToSchedule: (schedule, item, signal) => addToSchedule(calls, schedule, item, signal),
  };
}

const incremental = '<tsRequest><extractRefresh incremental="true"/></tsRequest>';
