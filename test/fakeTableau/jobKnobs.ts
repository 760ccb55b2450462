// How the next jobs go, and what a test can do to jobs by hand.
import { AccountKnobs } from './accountKnobs';
import type { Job, JobOutcome } from './jobs';
import type { Moment } from './model';

/** How the next job goes. */
export interface JobScript {
  readonly queuedMs?: number;
  readonly runMs?: number;
  readonly end?: 'success' | 'failure' | 'bridge' | 'statusNote' | 'stayPending' | 'stayRunning';
  readonly notes?: string;
  /** Purged so long after its end: 404018. */
  readonly purgeAfterMs?: number;
  readonly gradual?: boolean;
  /** `GET jobs/{id}` then names no workbook or data source. */
  readonly hidesItem?: boolean;
}

export interface JobSpeed {
  queuedMs: number;
  runMs: number;
  /** A cancelled job ends so long after the request. */
  cancelMs: number;
}

const defaultNotes =
  'java.lang.RuntimeException: The data source could not be reached.\\nConnection refused: erp-sql.fernweh.example:1433';

export class JobKnobs extends AccountKnobs {
  jobSpeed: JobSpeed = { queuedMs: 1500, runMs: 4000, cancelMs: 800 };
  readonly jobScripts: JobScript[] = [];

  /** Scripts for the next jobs, one each. */
  scriptNextJob(...scripts: readonly JobScript[]): void {
    this.jobScripts.push(...scripts);
  }

  /** Moves a job on at once; a finished one stays as it is, except that it can still be purged. */
  advanceJob(luid: string, to: 'running' | 'success' | 'failure' | 'cancelled' | 'purged'): void {
    const job = this.model.jobs.get(luid);
    if (!job) throw new Error(`There is no job ${luid}.`);
    const now = this.model.now();
    if (to === 'purged') {
      job.purgedFrom = now;
      return;
    }
    if (this.model.jobs.stateOf(job).state === 'finished') return;
    job.startsAt = Math.min(job.startsAt, now);
    if (to === 'running') {
      job.endsAt = Math.max(job.endsAt, now + this.jobSpeed.runMs);
      return;
    }
    job.endsAt = now;
    job.outcome = outcomeOf(to);
  }

  /** The jobs that a big site keeps: finished long ago, in the list, of nobody's interest. */
  addOldJobs(count: number, siteLuid: string): void {
    const pattern = this.model.jobs.ofSite(siteLuid)[0];
    if (!pattern) throw new Error('The site needs one job to copy.');
    for (let n = 0; n < count; n++) {
      const ago = 4 * 86_400_000 + n * 20_000;
      this.model.jobs.add({
        ...pattern,
        ...oldTimes(this.model.now() - ago),
        luid: `${n}-old-${pattern.luid}`,
      });
    }
  }

  /** The script's end in the model's words. */
  outcomeFor(script: JobScript | undefined, viaBridge: boolean): JobOutcome {
    switch (script?.end) {
      case 'failure':
        return { finishCode: 1, notes: script.notes ?? defaultNotes };
      case 'bridge':
        return { finishCode: 3 };
      case 'statusNote':
        return {
          finishCode: 0,
          statusNote: {
            type: 'errorCode',
            value: 'E_OUT_OF_CREDIT',
            text: script.notes ?? defaultNotes,
          },
        };
      default:
        return { finishCode: viaBridge ? 3 : 0, ...(script?.notes ? { notes: script.notes } : {}) };
    }
  }
}

function outcomeOf(to: 'success' | 'failure' | 'cancelled'): JobOutcome {
  if (to === 'failure') return { finishCode: 1, notes: defaultNotes };
  return { finishCode: to === 'cancelled' ? 2 : 0 };
}

function oldTimes(
  at: Moment,
): Pick<Job, 'createdAt' | 'startsAt' | 'endsAt' | 'listedFrom' | 'settled'> {
  return { createdAt: at, listedFrom: at, startsAt: at + 5000, endsAt: at + 60_000, settled: true };
}
