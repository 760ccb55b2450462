/** Looks at a job, or for one: what the next step of a watch is, and whether it is over. */
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Job, Luid } from '../tableau/model';
import { isRefused } from './extractTime';
import { findJob, listedJob } from './findJob';
import type { Outcome } from './jobsContract';
import { lookAtExtract } from './lookAtExtract';
import type { Sight, WatchRecord } from './watchRecord';

/** Lists show a new job only after some seconds: so often it may be missing. */
const maxMisses = 5;
const day = 86_400_000;
const clockTolerance = 60_000;
/** REST tells whole seconds. */
const second = 1000;

/** The job of a start that was accepted. `listed`: as the job list has just told it, which spares a request while it runs. */
export async function lookAtJob(
  client: TableauClient,
  record: WatchRecord,
  luid: Luid,
  listed: Job | undefined,
  signal?: AbortSignal,
): Promise<Sight> {
  // Not in the list yet: what the start told stands, and nobody has seen the job itself.
  if (listed !== undefined && listed === record.job)
    return { change: { misses: record.misses + 1 } };
  if (listed !== undefined && isOpen(listed))
    return { job: { ...record.job, ...listed }, change: seen(listed) };
  let job: Job;
  try {
    job = await client.jobs.get(luid, signal);
  } catch (error) {
    if (!isPurged(error)) throw error;
    if (record.seen) return settleWithoutJob(client, record, signal);
    return lookInList(client, record, luid, signal);
  }
  return judge(client, record, job, listed, signal);
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
  const { target, startedAt, adopted, after } = record;
  const isLastLook = record.misses + 1 >= maxMisses;
  // All by the server's clock, which may differ from ours by any time: without it nothing that is over can be told apart.
  const isSince = (time: string | undefined): boolean =>
    after !== undefined && Date.parse(time ?? '') >= after - second;
  const from = after ?? startedAt - day;
  const job = await findJob(
    client,
    adopted
      ? {
          target,
          createdAfter: from - day,
          fits: (candidate) =>
            isOpen(candidate) ||
            (isLastLook && !followed.has(candidate.luid) && isSince(candidate.completedAt)),
        }
      : {
          target,
          createdAfter: from - clockTolerance,
          // One that is over must be newer than our start: an earlier refresh would be taken for ours.
          fits: (candidate) =>
            !followed.has(candidate.luid) && (isOpen(candidate) || isSince(candidate.createdAt)),
        },
    signal,
  );
  if (job !== undefined) {
    const sight = await judge(client, record, job, undefined, signal);
    return { ...sight, change: { mode: 'job', jobLuid: job.luid, lost: false, ...sight.change } };
  }
  if (!isLastLook) return { change: { misses: record.misses + 1 } };
  return whenNotFound(client, record, signal);
}

/** The open job of a start that was refused: created since then, so that it is nobody else's. */
export async function findOwnJob(
  client: TableauClient,
  { target, after, startedAt }: WatchRecord,
): Promise<Job | undefined> {
  if (after === undefined) return undefined;
  const fits = (job: Job): boolean =>
    isOpen(job) && Date.parse(job.createdAt ?? '') >= after - second;
  const createdAfter = Math.min(after, startedAt) - clockTolerance;
  return findJob(client, { target, createdAfter, fits });
}

export function isOpen({ state }: Job): boolean {
  return state.status === 'queued' || state.status === 'running';
}

function seen(job: Job): Partial<WatchRecord> {
  return {
    seen: true,
    misses: 0,
    ...(job.createdAt === undefined ? {} : { createdAt: job.createdAt }),
    ...(job.flowRunLuid === undefined ? {} : { flowRunLuid: job.flowRunLuid }),
  };
}

/** Jobs can be listed, and this one is not there. */
async function whenNotFound(
  client: TableauClient,
  record: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  if (record.target.ref.kind === 'flow') return { change: { mode: 'run', misses: 0 } };
  // Of a refresh that is running, the extract tells the end. Of a start that may not have been one, only a change tells.
  if (record.adopted) return { change: { mode: 'extract' } };
  const { outcome } = await proofByExtract(client, record, signal);
  return { outcome: outcome ?? { status: 'unknown', reason: 'mayHaveStarted' } };
}

async function judge(
  client: TableauClient,
  record: WatchRecord,
  job: Job,
  listed: Job | undefined,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  const change = seen(job);
  const outcome = outcomeOf(job);
  if (outcome?.status !== 'succeeded' || outcome.bridge === true)
    return { job, change, ...(outcome && { outcome }) };
  // For Bridge, success without its own finish code only means that the job was handed over (field guide §3.2).
  if (record.mode !== 'bridge' && !(await usesBridge(client, record, listed, signal)))
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
  { target }: WatchRecord,
  listed: Job | undefined,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  if (target.ref.kind !== 'datasource') return false;
  // The list has a type of its own for refreshes by Bridge.
  if (listed?.type === 'refresh_extracts_via_bridge') return true;
  if (target.usesBridge !== undefined) return target.usesBridge;
  if (listed?.type === 'refresh_extracts' || listed?.type === 'increment_extracts') return false;
  try {
    return (await client.datasources.get(target.ref.luid, signal)).usesBridge === true;
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
  const from = (record.after ?? record.startedAt) - day;
  const job = await listedJob(client, record.target, luid, from, signal);
  if (job !== undefined) return judge(client, record, job, undefined, signal);
  if (record.misses + 1 < maxMisses) return { change: { misses: record.misses + 1 } };
  return settleWithoutJob(client, record, signal);
}

/** The job's record is gone, and with it its end; but the extract may still prove that it went well. */
async function settleWithoutJob(
  client: TableauClient,
  record: WatchRecord,
  signal: AbortSignal | undefined,
): Promise<Sight> {
  // The run of a flow has a record of its own.
  if (record.target.ref.kind === 'flow') return { change: { mode: 'run', misses: 0 } };
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
    // A single look: what was missed before was missed elsewhere.
    return await lookAtExtract(client, { ...record, misses: 0 }, signal);
  } catch (error) {
    if (isRefused(error)) return {};
    throw error;
  }
}

function isPurged(error: unknown): boolean {
  return isTableauError(error, 'notFound') || (isTableauError(error) && error.code === '400031');
}
