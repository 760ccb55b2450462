/** Each end is written into the audit trail by one of all windows, also one that came while none was open. */
import type { Disposable } from '../base/emitter';
import type { Log } from '../base/log';
import type { JobsContract, Watch } from './jobsContract';

/** To be called when the watches of earlier days are known. */
export function recordEnds(
  jobs: Pick<JobsContract, 'list' | 'onDidChange' | 'claimRecord'>,
  record: (watch: Watch) => void,
  log: Log,
): Disposable {
  const asked = new Set<string>();
  const look = (watch: Watch): void => {
    // Looked at once more, an end that was not known may turn out to be none.
    if (watch.outcome === undefined) asked.delete(watch.id);
    if (watch.outcome === undefined || watch.written || asked.has(watch.id)) return;
    asked.add(watch.id);
    jobs
      .claimRecord(watch.id)
      .then((isFirst) => {
        if (isFirst) record(watch);
      })
      .catch((error: unknown) => {
        // Forgotten meanwhile, or the disk is full: the work itself is done.
        log.warn(`The end of a job was not written into the audit trail: ${String(error)}`);
      });
  };
  for (const watch of jobs.list()) look(watch);
  return jobs.onDidChange(look);
}
