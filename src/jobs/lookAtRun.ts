/** Looks at the run of a flow whose job may not be read: Tableau tells it to those who started it (field guide §3.6). */
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { FlowRun, Job, Luid } from '../tableau/model';
import type { Sight, WatchRecord } from './watchRecord';

/** Lists show a new run only after some seconds: so often it may be missing. */
const maxMisses = 5;
/** REST tells whole seconds. */
const second = 1000;

/** @throws TableauError as refused where runs may not be read either. */
export async function lookAtRun(
  client: TableauClient,
  record: WatchRecord,
  followed: ReadonlySet<Luid>,
  signal?: AbortSignal,
): Promise<Sight> {
  if (record.flowRunLuid === undefined) return lookForRun(client, record, followed, signal);
  try {
    return sightOf(record, await client.flowRuns.get(record.flowRunLuid, signal));
  } catch (error) {
    if (!isTableauError(error, 'notFound')) throw error;
    if (record.seen) return { outcome: { status: 'unknown', reason: 'purged' } };
    return missed(record);
  }
}

/** Of a run that was queued already, and of one whose answer was lost, the number is not known. */
async function lookForRun(
  client: TableauClient,
  record: WatchRecord,
  followed: ReadonlySet<Luid>,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  const { target, after, adopted } = record;
  const runs = await client.flowRuns.ofFlow(target.ref.luid, signal);
  const isOpen = ({ state }: FlowRun): boolean =>
    state.status === 'queued' || state.status === 'running';
  // Ours has begun since our start; one that was queued already has at least not ended before it.
  const isNew = ({ startedAt, completedAt }: FlowRun): boolean =>
    after !== undefined && Date.parse((adopted ? completedAt : startedAt) ?? '') >= after - second;
  const fitting = runs.filter(
    (run) =>
      (run.jobLuid === undefined || !followed.has(run.jobLuid)) && (isOpen(run) || isNew(run)),
  );
  // A flow runs once at a time: what is open is it, else the only one that began since.
  const open = fitting.filter(isOpen);
  const run = open.length > 0 ? open[0] : fitting.length === 1 ? fitting[0] : undefined;
  return run === undefined ? missed(record) : sightOf(record, run);
}

function missed(record: WatchRecord): Sight {
  if (record.misses + 1 < maxMisses) return { change: { misses: record.misses + 1 } };
  const reason = record.lost ? 'mayHaveStarted' : 'notReadable';
  return { outcome: { status: 'unknown', reason } };
}

function sightOf(record: WatchRecord, run: FlowRun): Sight {
  const { state, startedAt, completedAt } = run;
  const jobLuid = run.jobLuid ?? record.jobLuid;
  const job: Job = {
    luid: jobLuid ?? run.luid,
    state,
    flowRunLuid: run.luid,
    type: 'RunFlow',
    ...(record.createdAt !== undefined && { createdAt: record.createdAt }),
    ...(startedAt !== undefined && { startedAt }),
    ...(completedAt !== undefined && { completedAt }),
  };
  const change = {
    mode: 'run' as const,
    flowRunLuid: run.luid,
    lost: false,
    seen: true,
    misses: 0,
    ...(jobLuid !== undefined && { jobLuid }),
  };
  switch (state.status) {
    case 'queued':
    case 'running':
      return { change, job };
    case 'succeeded':
      return { change, job, outcome: { status: 'succeeded', by: 'job' } };
    case 'failed':
      return { change, job, outcome: { status: 'failed' } };
    case 'cancelled':
      return { change, job, outcome: { status: 'cancelled' } };
    default:
      return state satisfies never;
  }
}
