/** One list tells the progress of many jobs; where there are few, or lists may not be read, each job is asked for. */
import type { Clock } from '../base/clock';
import type { Job } from '../tableau/model';
import type { SiteJobs } from './siteJobs';
import type { WatchRecord } from './watchRecord';

/** From so many jobs on one list costs less than a look at each. */
const worthAList = 3;
/** Lists show a new job only after some seconds. */
const listLagMs = 20_000;
/** A little less than the wait between two looks, so that each look of the one that asks is news. */
const freshPart = 0.95;
const minute = 60_000;

/** Undefined: ask for the job itself. `open`: what is watched on its site. @throws TableauError when the list cannot be had. */
export async function listedJob(
  { siteJobs, clock }: { readonly siteJobs: SiteJobs; readonly clock: Clock },
  open: readonly WatchRecord[],
  record: WatchRecord,
  waitedMs: number,
  signal: AbortSignal | undefined,
): Promise<Job | undefined> {
  const listable = open.filter(({ mode }) => mode === 'job');
  if (record.mode !== 'job' || listable.length < worthAList) return undefined;
  const now = clock.now();
  const oldest = Math.min(...listable.map(({ startedAt }) => startedAt));
  // In steps, so that the list of a minute ago may still reach far enough.
  const reachMs = Math.ceil((now - oldest) / (10 * minute)) * 10 * minute + minute;
  const maxAgeMs = Math.max(900, waitedMs * freshPart);
  const list = await siteJobs.list(record.target.ref.site, { reachMs, maxAgeMs }, signal);
  if (list.refused === true) return undefined;
  const found = list.jobs.find(({ luid }) => luid === record.jobLuid);
  // Too new for the list, which is late by some seconds: as the start has told it, once.
  const isNew = !record.seen && record.misses === 0 && now - record.startedAt < listLagMs;
  return found ?? (isNew ? record.job : undefined);
}
