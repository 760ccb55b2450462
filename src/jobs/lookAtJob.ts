/** Looks at a job, or for one: what the next step of a watch is, and whether it is over. */
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Job, Luid } from '../tableau/model';
import { findJob, listedJob } from './findJob';
import type { Outcome } from './jobsContract';
import { isRefused, lookAtExtract } from './lookAtExtract';
import type { Sight, WatchRecord } from './watchRecord';

/** Lists show a new job only after some seconds: so often it may be missing. */
const maxMisses = 5;
const day = 86_400_000;
const clockTolerance = 60_000;

/** The job of a start that was accepted. */
export async function lookAtJob(
  client: TableauClient,
  record: WatchRecord,
  luid: Luid,
  signal?: AbortSignal,
): Promise<Sight> {
  let job: Job;
  try {
    job = await client.jobs.get(luid, signal);
  } catch (error) {
    if (!isPurged(error)) throw error;
    if (record.seen) return settleWithoutJob(client, record, signal);
    return lookInList(client, record, luid, signal);
  }
  return judge(client, record, job, signal);
}

/**
 * Found: it is followed. Missed too often: see `whenNotFound`. Somebody else's job is looked for while it is open; only the
 * last look takes one that has ended since our start, for by then lists would have shown an open one.
 */
export async function lookForJob(
  client: TableauClient,
  record: WatchRecord,
  followed: ReadonlySet<Luid>,
  signal?: AbortSignal,
): Promise<Sight> {
  const { target, startedAt, adopted } = record;
  const isOpen = ({ state }: Job): boolean =>
    state.status === 'queued' || state.status === 'running';
  const isLastLook = record.misses + 1 >= maxMisses;
  const hasEndedSince = ({ luid, completedAt }: Job): boolean =>
    !followed.has(luid) && Date.parse(completedAt ?? '') >= startedAt - 1000;
  const job = await findJob(
    client,
    adopted
      ? {
          target,
          createdAfter: startedAt - day,
          fits: (candidate) => isOpen(candidate) || (isLastLook && hasEndedSince(candidate)),
        }
      : {
          target,
          createdAfter: startedAt - clockTolerance,
          // One that is over must be newer than our start: an earlier refresh would be taken for ours.
          fits: (candidate) =>
            !followed.has(candidate.luid) &&
            (isOpen(candidate) || Date.parse(candidate.createdAt ?? '') >= startedAt - 1000),
        },
    signal,
  );
  if (job !== undefined) {
    const sight = await judge(client, record, job, signal);
    return { ...sight, change: { mode: 'job', jobLuid: job.luid, lost: false, ...sight.change } };
  }
  if (!isLastLook) return { change: { misses: record.misses + 1 } };
  return whenNotFound(client, record, signal);
}

/** Jobs can be listed, and this one is not there. */
async function whenNotFound(
  client: TableauClient,
  record: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  // Of a refresh that is running, the extract tells the end. Of a start that may not have been one, only a change tells.
  if (record.adopted)
    return record.target.ref.kind === 'flow'
      ? { outcome: { status: 'unknown', reason: 'notReadable' } }
      : { change: { mode: 'extract' } };
  const { outcome } = await proofByExtract(client, record, signal);
  return { outcome: outcome ?? { status: 'unknown', reason: 'mayHaveStarted' } };
}

async function judge(
  client: TableauClient,
  record: WatchRecord,
  job: Job,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  const change = {
    seen: true,
    misses: 0,
    ...(job.createdAt === undefined ? {} : { createdAt: job.createdAt }),
  };
  const outcome = outcomeOf(job);
  if (outcome?.status !== 'succeeded' || outcome.bridge === true)
    return { job, change, ...(outcome && { outcome }) };
  // For Bridge, success without its own finish code only means that the job was handed over (field guide §3.2).
  if (record.mode !== 'bridge' && !(await usesBridge(client, record, signal)))
    return { job, change, outcome };
  const proved = await proofByExtract(client, { ...record, ...change }, signal);
  if (proved.outcome?.status === 'succeeded')
    return { job, change, outcome: { ...proved.outcome, bridge: true } };
  return { job, change: { ...change, mode: 'bridge' }, ...proved };
}

function outcomeOf({ state }: Job): Outcome | undefined {
  switch (state.status) {
    case 'queued':
    case 'running':
      return undefined;
    case 'succeeded':
      return { status: 'succeeded', by: 'job', ...(state.bridge === true && { bridge: true }) };
    case 'failed':
      return { status: 'failed', ...(state.notes !== undefined && { notes: state.notes }) };
    case 'cancelled':
      return { status: 'cancelled' };
    default:
      return state satisfies never;
  }
}

async function usesBridge(
  client: TableauClient,
  { target: { ref } }: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (ref.kind !== 'datasource') return false;
  try {
    return (await client.datasources.get(ref.luid, signal)).usesBridge === true;
  } catch (error) {
    // Deleted or hidden since: then nothing speaks against the job's own word.
    if (isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession')) return false;
    throw error;
  }
}

/** Never read so far: too new for its own address, or cleaned up already. */
async function lookInList(
  client: TableauClient,
  record: WatchRecord,
  luid: Luid,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  const job = await listedJob(client, record.target, luid, record.startedAt - day, signal);
  if (job !== undefined) return judge(client, record, job, signal);
  if (record.misses + 1 < maxMisses) return { change: { misses: record.misses + 1 } };
  return settleWithoutJob(client, record, signal);
}

/** The job's record is gone, and with it its end; but the extract may still prove that it went well. */
async function settleWithoutJob(
  client: TableauClient,
  record: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  const { outcome } = await proofByExtract(client, record, signal);
  return { outcome: outcome ?? { status: 'unknown', reason: 'purged' } };
}

/** An extract's time that may not be read proves nothing, and is no reason to stop here. */
async function proofByExtract(
  client: TableauClient,
  record: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  try {
    return await lookAtExtract(client, record, signal);
  } catch (error) {
    if (isRefused(error)) return {};
    throw error;
  }
}

function isPurged(error: unknown): boolean {
  return isTableauError(error, 'notFound') || (isTableauError(error) && error.code === '400031');
}
