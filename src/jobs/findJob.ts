/** Finds the job of an item in the job list, which does not name items by LUID. */
import type { TableauClient } from '../tableau/client';
import { isTableauError } from '../tableau/errors';
import type { Job, Luid } from '../tableau/model';
import type { WatchTarget } from './jobsContract';

export interface JobSearch {
  readonly target: WatchTarget;
  /** Milliseconds since 1970. */
  readonly createdAfter: number;
  fits(job: Job): boolean;
}

/** Each candidate costs a request to be confirmed. */
const maxCandidates = 12;

/**
 * A candidate is the job when `GET jobs/{id}` names the item; where that names no item at all (field guide §0.2.6),
 * only when it is the single one with the item's name.
 * @throws TableauError `notPermitted` or `notAllowedWithSession` where this user may not list jobs.
 */
export async function findJob(
  client: TableauClient,
  search: JobSearch,
  signal?: AbortSignal,
): Promise<Job | undefined> {
  const { ref, name } = search.target;
  const isNamed = (job: Job): boolean => job.title === name || job.subtitle === name;
  const nameless: Job[] = [];
  for (const listed of await candidates(client, search, isNamed, signal)) {
    const job = await readJob(client, listed, signal);
    if (job === undefined) continue;
    if (job.target === undefined) nameless.push({ ...listed, ...job });
    else if (job.target.luid === ref.luid) return job;
  }
  const named = nameless.filter(isNamed);
  return named.length === 1 ? named[0] : undefined;
}

async function candidates(
  client: TableauClient,
  search: JobSearch,
  isNamed: (job: Job) => boolean,
  signal: AbortSignal | undefined,
): Promise<readonly Job[]> {
  const createdAfter = `${new Date(search.createdAfter).toISOString().slice(0, 19)}Z`;
  const lists: (readonly Job[])[] = [];
  for (const jobType of jobTypes(search.target))
    lists.push(await client.jobs.list({ jobType, createdAfter }, signal));
  const fitting = lists.flat().filter((job) => search.fits(job));
  return [
    ...fitting.filter((job) => isNamed(job)),
    ...fitting.filter((job) => !isNamed(job)),
  ].slice(0, maxCandidates);
}

function jobTypes({ action, ref }: WatchTarget): readonly string[] {
  if (action === 'run') return ['run_flow'];
  const own = ['refresh_extracts', 'increment_extracts'];
  return ref.kind === 'datasource' ? [...own, 'refresh_extracts_via_bridge'] : own;
}

async function readJob(
  client: TableauClient,
  listed: Job,
  signal: AbortSignal | undefined,
): Promise<Job | undefined> {
  try {
    return await client.jobs.get(listed.luid, signal);
  } catch (error) {
    if (isTableauError(error, 'notFound')) return undefined;
    // The list may be read and the job not: then the name in the list is all there is.
    if (isTableauError(error, 'notPermitted', 'notAllowedWithSession')) return listed;
    throw error;
  }
}

/** The job with this LUID as the list tells it: for a job that cannot be read by itself. */
export async function listedJob(
  client: TableauClient,
  target: WatchTarget,
  luid: Luid,
  createdAfter: number,
  signal?: AbortSignal,
): Promise<Job | undefined> {
  const fits = (job: Job): boolean => job.luid === luid;
  const [job] = await candidates(client, { target, createdAfter, fits }, fits, signal);
  return job;
}
