// Background jobs whose state is worked out from the clock when somebody looks; no timer runs.
import type { Moment } from './modelTypes';
import { Store } from './store';

export type JobType =
  | 'refresh_extracts'
  | 'increment_extracts'
  | 'refresh_extracts_via_bridge'
  | 'run_flow'
  | 'single_subscription_notify';

/** How a job ends. 3 is "completed on Tableau Bridge" (documented). */
export type FinishCode = 0 | 1 | 2 | 3;

export interface JobOutcome {
  readonly finishCode: FinishCode;
  /** Tableau's own words, with literal backslash-n between the lines. */
  readonly notes?: string;
  /** A `statusNote` of type errorCode: failed, although finishCode may say 0 (reported). */
  readonly statusNote?: { readonly type: string; readonly value: string; readonly text: string };
}

export interface Job {
  readonly luid: string;
  readonly siteLuid: string;
  readonly ownerLuid: string;
  readonly jobType: JobType;
  readonly title: string;
  readonly subtitle: string;
  readonly priority: number;
  readonly createdAt: Moment;
  readonly workbookLuid: string | undefined;
  readonly datasourceLuid: string | undefined;
  readonly flowLuid: string | undefined;
  readonly flowRunLuid: string | undefined;
  readonly incremental: boolean;
  /** The task that started it, by its schedule or by Run Now. */
  readonly taskLuid?: string | undefined;
  /** The job list is late: the job is missing from it before this moment. */
  readonly listedFrom: Moment;
  /** `GET jobs/{id}` leaves the workbook or data source out (reported). */
  readonly hidesItem: boolean;
  /** Progress goes 0, 25, 50, 75 instead of jumping from 0 to 100. */
  readonly gradual: boolean;
  /** Infinity: stays queued. */
  startsAt: Moment;
  /** Infinity: never ends by itself. */
  endsAt: Moment;
  /** From here on nobody can read it any more: 404018. */
  purgedFrom: Moment;
  outcome: JobOutcome;
  /** The end has had its effect on the item. */
  settled: boolean;
}

export interface JobState {
  readonly state: 'queued' | 'running' | 'finished';
  readonly progress: number;
  readonly startedAt: Moment | undefined;
  readonly completedAt: Moment | undefined;
  readonly finishCode: FinishCode | undefined;
  /** The word of the job list. */
  readonly status: 'Pending' | 'InProgress' | 'Success' | 'Failed' | 'Cancelled';
}

export class Jobs extends Store<Job> {
  readonly #unsettled = new Set<Job>();
  readonly #now: () => Moment;

  constructor(now: () => Moment) {
    super();
    this.#now = now;
  }

  override add(job: Job): Job {
    if (!job.settled) this.#unsettled.add(job);
    return super.add(job);
  }

  stateOf(job: Job): JobState {
    const now = this.#now();
    if (now >= job.endsAt) {
      const { finishCode } = job.outcome;
      const status = finishCode === 1 ? 'Failed' : finishCode === 2 ? 'Cancelled' : 'Success';
      const startedAt = job.startsAt <= job.endsAt ? job.startsAt : undefined;
      return {
        state: 'finished',
        progress: 100,
        startedAt,
        completedAt: job.endsAt,
        finishCode,
        status,
      };
    }
    if (now < job.startsAt) {
      const nothing = { startedAt: undefined, completedAt: undefined, finishCode: undefined };
      return { state: 'queued', progress: 0, ...nothing, status: 'Pending' };
    }
    const done = (now - job.startsAt) / (job.endsAt - job.startsAt);
    const progress = job.gradual && Number.isFinite(job.endsAt) ? Math.floor(done * 4) * 25 : 0;
    const running = { startedAt: job.startsAt, completedAt: undefined, finishCode: undefined };
    return { state: 'running', progress, ...running, status: 'InProgress' };
  }

  isPurged(job: Job): boolean {
    return this.#now() >= job.purgedFrom;
  }

  /** The queued or running job of an item, for 409093. */
  activeFor(itemLuid: string): Job | undefined {
    for (const job of this.#unsettled) {
      const its = job.workbookLuid ?? job.datasourceLuid ?? job.flowLuid;
      if (its === itemLuid && this.stateOf(job).state !== 'finished') return job;
    }
    return undefined;
  }

  /** Hands over, once each, the jobs that have ended since somebody last looked, in the order of their ends. */
  takeFinished(): readonly Job[] {
    const finished = [...this.#unsettled].filter((job) => this.stateOf(job).state === 'finished');
    for (const job of finished) {
      job.settled = true;
      this.#unsettled.delete(job);
    }
    return finished.sort((one, other) => one.endsAt - other.endsAt);
  }
}
