// GET flow runs, in the odd shape that Tableau gives them.
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import type { Job } from '../jobs';
import { timestamp } from '../model';
import { decodeParameter, operators, rawParameter } from './filters';
import { visibleFlow } from './flows';
import { isOwn, jobResource, jobState } from './jobs';
import { selectRows, type Resource } from './listing';
import { ok, type Answer, type Route, type SignedInCall } from './route';

/** The odd shape of guide 3.6: the same word twice, no pagination block, empty strings for missing times. */
function flowRunTree(job: Job, call: SignedInCall): Tree {
  const state = call.model.jobs.stateOf(job);
  const time = (moment: number | undefined): string =>
    moment === undefined ? '' : timestamp(moment);
  return {
    id: job.flowRunLuid,
    flowId: job.flowLuid,
    status: state.status,
    startedAt: time(state.startedAt),
    completedAt: time(state.completedAt),
    progress: String(state.progress),
    backgroundJobId: job.luid,
  };
}

const flowRuns: Resource<Job> = {
  ...jobResource,
  wrapper: 'flowRuns',
  listed: (job, call) => job.flowRunLuid !== undefined && isOwn(job, call),
  filters: {
    completedAt: {
      type: 'date',
      operators: operators.compare,
      value: (row, call) => jobState(row, call).completedAt,
    },
    flowId: { type: 'text', operators: operators.eqIn, value: (row) => row.flowLuid },
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
    userId: { type: 'text', operators: operators.eqIn, value: (row) => row.ownerLuid },
  },
};

function listFlowRuns(call: SignedInCall): Answer {
  // An unknown flow is 404 here, not an empty list (guide 3.6).
  const filter = decodeParameter(rawParameter(call.rawQuery, 'filter') ?? '');
  const [, flow] = /(?:^|,)flowId:eq:([^,]*)/.exec(filter) ?? [];
  if (flow !== undefined) visibleFlow(call, flow);
  const size = Math.min(1000, Number(call.query.get('pageSize') ?? '100') || 100);
  const page = Math.max(1, Number(call.query.get('pageNumber') ?? '1') || 1);
  const runs = selectRows(call, flowRuns, undefined).slice((page - 1) * size, page * size);
  const trees = runs.map((job) => flowRunTree(job, call));
  return ok({ flowRuns: trees.length === 0 ? {} : { flowRuns: trees } });
}

function oneFlowRun(call: SignedInCall): Job {
  const luid = call.part('run');
  const runs = call.model.jobs.ofSite(call.site.luid);
  const job = runs.find((one) => one.flowRunLuid === luid && isOwn(one, call));
  if (!job) throw new Refusal(404036, `Flow run '${luid}' could not be found.`);
  return job;
}

/** Documented: for who started it and for administrators; takes effect a little later, like the cancel of a job. */
function cancelFlowRun(call: SignedInCall): Answer {
  const job = oneFlowRun(call);
  if (jobState(job, call).completedAt !== undefined) {
    throw new Refusal(403135, 'The flow run has been completed already.');
  }
  const end = call.model.now() + call.knobs.jobSpeed.cancelMs;
  if (end < job.endsAt) {
    job.endsAt = end;
    job.outcome = { finishCode: 2 };
  }
  return { status: 200 };
}

const runsRead = { scope: 'tableau:flow_runs:read', scopeSince: 27, since: 10 } as const;

export const flowRunRoutes: readonly Route[] = [
  {
    ...runsRead,
    method: 'GET',
    path: 'sites/{site}/flows/runs',
    name: 'flow runs',
    handle: listFlowRuns,
  },
  {
    ...runsRead,
    method: 'GET',
    path: 'sites/{site}/flows/runs/{run}',
    name: 'flow run',
    handle: (call) => ok({ flowRun: flowRunTree(oneFlowRun(call), call) }),
  },
  {
    method: 'PUT',
    path: 'sites/{site}/flows/runs/{run}',
    name: 'cancel flow run',
    since: 10,
    scope: 'tableau:flow_runs:update',
    scopeSince: 27,
    handle: cancelFlowRun,
  },
];
