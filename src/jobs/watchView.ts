/** A watch as views and commands see it, made from its record and its marks. */
import type { Watch } from './jobsContract';
import type { WatchRecord } from './watchRecord';
import type { Mark } from './watchStore';

export function watchOf(record: WatchRecord, marks: ReadonlySet<Mark>, window: string): Watch {
  const { id, target, startedAt, adopted, job, jobLuid, by, outcome, endedAt } = record;
  return {
    id,
    target,
    startedAt,
    adopted,
    phase: phaseOf(record, marks),
    here: record.window === window,
    told: marks.has('told'),
    seen: marks.has('seen'),
    written: marks.has('written'),
    ...(job !== undefined && { job }),
    ...(jobLuid !== undefined && { jobLuid }),
    ...(by !== undefined && { by }),
    ...(outcome !== undefined && { outcome }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

function phaseOf(
  { outcome, starting, mode }: WatchRecord,
  marks: ReadonlySet<Mark>,
): Watch['phase'] {
  if (outcome !== undefined) return 'ended';
  if (starting === true) return 'starting';
  if (marks.has('cancel')) return 'cancelling';
  return mode === 'extract' || mode === 'bridge' ? 'watchingExtract' : 'following';
}
