/** From a start to its one message at the end: progress, Cancel, outcome, Details, Check Again. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import type { JobsContract, Outcome, Watch, WatchTarget } from '../jobs/jobsContract';
import type { SessionsContract } from '../session/sessionsContract';
import { isTableauError } from '../tableau/errors';
import { errorText } from './errorText';
import { followMany } from './followManyJobs';
import { JobDetails } from './jobDetails';
import { showJobProgress } from './jobProgress';
import {
  showError,
  showErrorOf,
  showFailure,
  showInfo,
  showWarning,
  type Action,
} from './messages';
import { elapsedText, outcomeText, stateText, subjectOf } from './outcomeText';

export interface Start {
  readonly target: WatchTarget;
  /** The item's page in the browser, for the details. */
  readonly url?: string;
  /** Under way since before a reload: not started again. */
  readonly watch?: Watch;
}

export interface JobFollowerParts {
  readonly jobs: JobsContract;
  readonly sessions: Pick<SessionsContract, 'find'>;
  readonly log: Log;
}

export class JobFollower implements vscode.Disposable {
  readonly #jobs: JobsContract;
  readonly #details: JobDetails;
  readonly #log: Log;
  /** Watches that have somebody who will tell their end. */
  readonly #followed = new Set<string>();

  constructor({ jobs, sessions, log }: JobFollowerParts) {
    this.#jobs = jobs;
    this.#details = new JobDetails(sessions);
    this.#log = log;
  }

  dispose(): void {
    this.#details.dispose();
  }

  /** One or several; items that cannot take part are only counted. Resolves when the end has been told. */
  async start(starts: readonly Start[], skipped: number): Promise<void> {
    const [only] = starts;
    if (only === undefined) return;
    if (starts.length === 1 && skipped === 0) await this.#startOne(only);
    else await this.#startMany(starts, skipped);
  }

  /** Picks up what a reload has interrupted; each end is told once. */
  resume(): void {
    this.#jobs.resume();
    const open = this.#jobs
      .list()
      .filter(({ id, outcome }) => outcome === undefined && !this.#followed.has(id))
      .map((watch) => ({ target: watch.target, watch }));
    const [only] = open;
    if (only === undefined) return;
    this.#detached(open.length === 1 ? this.#follow(only.watch, only) : this.#startMany(open, 0));
  }

  #startMany(starts: readonly Start[], skipped: number): Promise<void> {
    return followMany(this.#jobs, this.#details, starts, skipped, this.#followed);
  }

  async #startOne(start: Start): Promise<void> {
    const { target } = start;
    const starting = this.#jobs.start(target);
    let watch: Watch;
    let pressed: 'ended' | 'cancelled';
    try {
      pressed = await showJobProgress(
        {
          title: titleOf(target),
          message: () => vscode.l10n.t('starting'),
          work: starting,
        },
        { cancellable: true },
      );
      watch = await starting;
    } catch (error) {
      await showErrorOf(titleOf(target), error, this.#log, ...this.#retry(start, error));
      return;
    }
    if (this.#followed.has(watch.id)) {
      const text = vscode.l10n.t('{0} is under way already.', subjectOf(target));
      this.#detached(showInfo(text));
      return;
    }
    if (pressed === 'cancelled') await this.#cancelAndFollow(watch, start);
    else await this.#follow(watch, start);
  }

  /** Only what was certainly not done may be sent again with a click. */
  #retry(start: Start, error: unknown): readonly Action[] {
    if (!isTableauError(error, 'network', 'tooManyRequests')) return [];
    return [{ label: vscode.l10n.t('Retry'), run: () => this.#startOne(start) }];
  }

  async #follow(watch: Watch, start: Start): Promise<void> {
    this.#followed.add(watch.id);
    const pressed = await showJobProgress(this.#progress(watch, titleOf(start.target)), {
      cancellable: true,
    });
    if (pressed === 'cancelled') await this.#cancelAndFollow(watch, start);
    else await this.#tell(watch, start);
  }

  /** VS Code has closed the notification with Cancel on it: a second one goes on to the true end. */
  async #cancelAndFollow(watch: Watch, start: Start): Promise<void> {
    this.#followed.add(watch.id);
    let refusal: string | undefined;
    const cancelling = this.#jobs.cancel(watch.id).catch((error: unknown) => {
      refusal = isTableauError(error) && error.code === 'JOB_UNKNOWN' ? '' : errorText(error);
      this.#detached(showWarning(cancelRefusedText(start.target, refusal)));
    });
    const { work, message } = this.#progress(watch, '');
    await showJobProgress(
      {
        title: subjectOf(start.target),
        message: () =>
          refusal === undefined
            ? message()
            : vscode.l10n.t('could not be cancelled; {0}', message()),
        work: Promise.all([cancelling, work]),
      },
      { cancellable: false },
    );
    await this.#tell(watch, start);
  }

  #progress(watch: Watch, title: string): Parameters<typeof showJobProgress>[0] {
    const now = (): Watch => this.#jobs.list().find(({ id }) => id === watch.id) ?? watch;
    return {
      title,
      message: () =>
        vscode.l10n.t('{0} ({1})', stateText(now()), elapsedText(Date.now() - watch.startedAt)),
      work: this.#jobs.ended(watch.id),
    };
  }

  async #tell(watch: Watch, start: Start): Promise<void> {
    const ended = await this.#jobs.ended(watch.id);
    this.#followed.delete(watch.id);
    const { outcome, target } = ended;
    if (outcome === undefined) return;
    const details: Action = {
      label: vscode.l10n.t('Details'),
      run: () => this.#details.open(target.name, [{ ...start, watch: ended }]),
    };
    const text = outcomeText(target, outcome);
    // Not awaited: a message may stay for hours, and the command is done.
    this.#detached(this.#show(outcome, text, details, () => this.#checkAgain(ended, start)));
  }

  #show(
    outcome: Outcome,
    text: string,
    details: Action,
    checkAgain: () => Promise<void>,
  ): Promise<void> {
    switch (outcome.status) {
      case 'succeeded':
      case 'cancelled':
        return showInfo(text, details);
      case 'failed':
        return showFailure(text, details);
      case 'unknown': {
        const helps = outcome.reason !== 'itemGone' && outcome.reason !== 'purged';
        const again = { label: vscode.l10n.t('Check Again'), run: checkAgain };
        return showWarning(text, ...(helps ? [again] : []), details);
      }
      default:
        return outcome satisfies never;
    }
  }

  async #checkAgain(watch: Watch, start: Start): Promise<void> {
    const checking = this.#jobs.checkAgain(watch.id);
    await showJobProgress(
      {
        title: subjectOf(watch.target),
        message: () => vscode.l10n.t('looking again'),
        work: checking,
      },
      { cancellable: false },
    );
    const now = await checking;
    if (now.outcome === undefined) await this.#follow(now, start);
    else await this.#tell(now, start);
  }

  #detached(work: Promise<void>): void {
    work.catch((error: unknown) => void showError(error, this.#log));
  }
}

function titleOf({ action, name }: WatchTarget): string {
  return action === 'run'
    ? vscode.l10n.t('Running "{0}"', name)
    : vscode.l10n.t('Refreshing "{0}"', name);
}

function cancelRefusedText(target: WatchTarget, reason: string): string {
  const subject = subjectOf(target);
  return reason === ''
    ? vscode.l10n.t('{0} cannot be cancelled from here: its job is not known. It goes on.', subject)
    : vscode.l10n.t('{0} was not cancelled and goes on. {1}', subject, reason);
}
