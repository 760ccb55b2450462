/** A site's rows from what is watched and what the site's list tells: each job once. */
import type { Watch } from '../../jobs/jobsContract';
import type { JobList } from '../../jobs/siteJobs';
import { siteKey, type Job, type SiteRef } from '../../tableau/model';
import type { JobRowNode, StateGroup } from './jobNode';

export const shownForMs = 24 * 3_600_000;

export interface RowSources {
  readonly site: SiteRef;
  readonly watches: readonly Watch[];
  /** Where the site's own list may be read. */
  readonly list: JobList | undefined;
  readonly now: number;
  /** Only what holds these words; everything without. */
  readonly filter: string;
}

/** Newest first. */
export function jobRows({ site, watches, list, now, filter }: RowSources): readonly JobRowNode[] {
  const key = siteKey(site);
  const own = watches.filter(
    (watch) =>
      siteKey(watch.target.ref.site) === key &&
      (watch.outcome === undefined || now - (watch.endedAt ?? watch.startedAt) < shownForMs),
  );
  const known = new Set(own.map(({ jobLuid }) => jobLuid));
  const rows = own.map((watch) => rowOfWatch(watch, key));
  for (const job of list?.jobs ?? [])
    if (!known.has(job.luid)) rows.push(rowOfJob(job, site, key, list?.offsetMs ?? 0));
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  const fitting = words.length === 0 ? rows : rows.filter((row) => holds(row, words));
  return fitting.sort((one, other) => other.at - one.at);
}

function rowOfWatch(watch: Watch, key: string): JobRowNode {
  const { id, target, job, jobLuid, by, startedAt, endedAt, adopted } = watch;
  const { ref, name } = target;
  const state = stateOfWatch(watch);
  return {
    type: 'job',
    id: `${key}/watch:${id}`,
    site: ref.site,
    state,
    name,
    item: { kind: ref.kind, luid: ref.luid, name },
    watch,
    since: startedAt,
    at: endedAt ?? startedAt,
    ...(job !== undefined && { job }),
    ...(jobLuid !== undefined && { jobLuid }),
    ...(by !== undefined && !adopted && { who: by }),
    ...progressOf(job, state),
  };
}

function stateOfWatch({ outcome, job, phase }: Watch): StateGroup {
  if (outcome !== undefined) return outcome.status;
  // Its state is not told, or Tableau Bridge has it: it is under way.
  if (phase === 'watchingExtract') return 'running';
  return job?.state.status === 'running' ? 'running' : 'queued';
}

function rowOfJob(job: Job, site: SiteRef, key: string, offsetMs: number): JobRowNode {
  const ours = (iso: string | undefined): number | undefined =>
    iso === undefined ? undefined : Date.parse(iso) - offsetMs;
  const { status } = job.state;
  const since = ours(job.startedAt);
  return {
    type: 'job',
    id: `${key}/job:${job.luid}`,
    site,
    state: status,
    name: job.target?.name ?? job.subtitle ?? job.title ?? job.type ?? job.luid,
    job,
    jobLuid: job.luid,
    at: ours(job.completedAt) ?? since ?? ours(job.createdAt) ?? 0,
    ...(job.target !== undefined && { item: job.target }),
    ...(since !== undefined && { since }),
    ...progressOf(job, status),
  };
}

function progressOf(job: Job | undefined, state: StateGroup): { readonly progress?: number } {
  if (state !== 'running' || job?.state.status !== 'running') return {};
  const { progress } = job.state;
  return progress === undefined || progress === 0 ? {} : { progress };
}

function holds(row: JobRowNode, words: readonly string[]): boolean {
  const text = [row.name, row.job?.type, row.job?.title, row.who, row.state, row.jobLuid]
    .join(' ')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
