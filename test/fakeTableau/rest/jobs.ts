// GET jobs/{id}, the job list and cancel: who may read them is a knob.
import { invalidCredentials } from '../auth/sessions';
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import type { Job } from '../jobs';
import { timestamp } from '../model';
import { operators, type FilterFields } from './filters';
import { list, type Resource } from './listing';
import { countJobCall } from './quotas';
import { notPermitted, ok, type Answer, type Route, type SignedInCall } from './route';

/** REST 3.29: administrators only. What others get is unproven: 403 by default, and the other two by knob. */
function refuseReaders(call: SignedInCall): void {
  if (call.model.isAdministrator(call.user)) return;
  if (call.knobs.ownJobs === '401002') throw invalidCredentials();
  if (call.knobs.ownJobs === 'forbidden') throw notPermitted();
}

export const isOwn = (job: Job, call: SignedInCall): boolean =>
  job.ownerLuid === call.user.luid || call.model.isAdministrator(call.user);

function readableJob(call: SignedInCall): Job {
  refuseReaders(call);
  countJobCall(call);
  const job = call.model.jobs.on(call.site.luid, call.part('job'));
  if (!job || call.model.jobs.isPurged(job)) {
    throw new Refusal(404018, `Job '${call.part('job')}' could not be found.`);
  }
  if (!isOwn(job, call)) throw notPermitted();
  return job;
}

/** Times and finishCode are left out until they are true (recorded: clients stop on a finishCode that is early). */
function jobTree(job: Job, call: SignedInCall): Tree {
  const state = call.model.jobs.stateOf(job);
  const time = (moment: number | undefined): string | undefined =>
    moment === undefined ? undefined : timestamp(moment);
  const finished = state.finishCode !== undefined;
  return {
    id: job.luid,
    mode: 'Asynchronous',
    type: job.flowLuid === undefined ? 'RefreshExtract' : 'RunFlow',
    progress: String(state.progress),
    createdAt: timestamp(job.createdAt),
    startedAt: time(state.startedAt),
    updatedAt: time(state.completedAt ?? state.startedAt ?? job.createdAt),
    completedAt: time(state.completedAt),
    finishCode: finished ? String(state.finishCode) : undefined,
    ...jobChild(job, call, finished),
    statusNotes:
      finished && job.outcome.statusNote
        ? { statusNote: [{ ...job.outcome.statusNote }] }
        : undefined,
  };
}

function jobChild(job: Job, call: SignedInCall, finished: boolean): Tree {
  const { datasources, flows, workbooks } = call.model;
  const named = (item: { luid: string; name: string } | undefined): Tree | undefined =>
    item && !job.hidesItem ? { id: item.luid, name: item.name } : undefined;
  if (job.flowLuid !== undefined) {
    const flow = named(flows.get(job.flowLuid));
    return { runFlowJobType: { flowRunId: job.flowRunLuid, flow } };
  }
  return {
    extractRefreshJob: {
      notes: finished ? job.outcome.notes : undefined,
      workbook: named(workbooks.get(job.workbookLuid)),
      datasource: named(datasources.get(job.datasourceLuid)),
    },
  };
}

export const jobState = (
  job: Job,
  call: SignedInCall,
): ReturnType<typeof call.model.jobs.stateOf> => call.model.jobs.stateOf(job);

const filters: FilterFields<Job, SignedInCall> = {
  args: {
    type: 'text',
    operators: operators.has,
    value: (row) => row.workbookLuid ?? row.datasourceLuid,
  },
  completedAt: {
    type: 'date',
    operators: operators.compare,
    value: (row, call) => jobState(row, call).completedAt,
  },
  createdAt: { type: 'date', operators: operators.compare, value: (row) => row.createdAt },
  jobType: { type: 'text', operators: operators.eqIn, value: (row) => row.jobType },
  notes: { type: 'text', operators: operators.has, value: (row) => row.outcome.notes },
  priority: { type: 'number', operators: operators.compare, value: (row) => row.priority },
  progress: {
    type: 'number',
    operators: operators.compare,
    value: (row, call) => jobState(row, call).progress,
  },
  startedAt: {
    type: 'date',
    operators: operators.compare,
    value: (row, call) => jobState(row, call).startedAt,
  },
  status: {
    type: 'text',
    operators: operators.eq,
    value: (row, call) => jobState(row, call).status,
  },
  subtitle: { type: 'text', operators: operators.eqHas, value: (row) => row.subtitle },
  title: { type: 'text', operators: operators.eqHas, value: (row) => row.title },
};

const jobFields = [
  'id',
  'status',
  'jobType',
  'priority',
  'createdAt',
  'startedAt',
  'endedAt',
  'title',
  'subtitle',
  'progress',
];

/** No notes, no finishCode, no item: a Bridge 0 and a 3 look alike, `endedAt` is the filter's completedAt (guide 3.2). */
export const jobResource: Resource<Job> = {
  wrapper: 'backgroundJobs',
  item: 'backgroundJob',
  rows: ({ model, site }) => model.jobs.ofSite(site.luid),
  listed: (job, call) =>
    job.listedFrom <= call.model.now() && !call.model.jobs.isPurged(job) && isOwn(job, call),
  version: () => undefined,
  full: (job, call) => {
    const state = jobState(job, call);
    const told = !call.knobs.bareJobList;
    return {
      id: job.luid,
      status: state.status,
      jobType: job.jobType,
      priority: String(job.priority),
      createdAt: timestamp(job.createdAt),
      startedAt: state.startedAt === undefined ? undefined : timestamp(state.startedAt),
      endedAt: state.completedAt === undefined ? undefined : timestamp(state.completedAt),
      title: told ? job.title : undefined,
      subtitle: told ? job.subtitle : undefined,
      progress: told ? String(state.progress) : undefined,
    };
  },
  defaults: jobFields,
  known: new Set(jobFields),
  filters,
};

/** Takes effect a little later; a job that ends before that has won the race (documented). */
function cancel(call: SignedInCall): Answer {
  const { knobs, model, user } = call;
  if (!model.isAdministrator(user) && knobs.ownJobs !== 'readable') {
    throw knobs.ownJobs === '401002' ? invalidCredentials() : notPermitted(403032);
  }
  const job = readableJob(call);
  if (model.jobs.stateOf(job).state === 'finished') {
    throw new Refusal(403091, 'The job has been completed already.');
  }
  const end = model.now() + knobs.jobSpeed.cancelMs;
  if (end < job.endsAt) {
    job.endsAt = end;
    job.outcome = { finishCode: 2 };
  }
  return { status: 200 };
}

const jobsRead = { scope: 'tableau:jobs:read', scopeSince: 25 } as const;

export const jobRoutes: readonly Route[] = [
  {
    ...jobsRead,
    method: 'GET',
    path: 'sites/{site}/jobs',
    name: 'jobs',
    since: 1,
    handle: (call) => {
      refuseReaders(call);
      countJobCall(call);
      return list(call, jobResource);
    },
  },
  {
    ...jobsRead,
    method: 'GET',
    path: 'sites/{site}/jobs/{job}',
    name: 'job',
    handle: (call) => ok({ job: jobTree(readableJob(call), call) }),
  },
  {
    method: 'PUT',
    path: 'sites/{site}/jobs/{job}',
    name: 'cancel job',
    since: 1,
    scope: 'tableau:jobs:update',
    scopeSince: 25,
    handle: cancel,
  },
];
