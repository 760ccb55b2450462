/** From a start to its end: progress and Cancel in the window that asked for it. `JobEnds` tells how it ended. */
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { Emitter } from '../base/emitter';
import type { Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import type { JobsContract, Watch, WatchTarget } from '../jobs/jobsContract';
import { isTableauError } from '../tableau/errors';
import { confirmStarts } from './confirmStarts';
import { followMany } from './followManyJobs';
import type { JobDetails } from './jobDetails';
import { showJobProgress } from './jobProgress';
import { showError, showErrorOf, showInfo, showWarning, type Action } from './messages';
import { elapsedText, startTitle, stateText, subjectOf } from './outcomeText';
import { StartedGroups, type EndedGroup } from './startedGroups';
import { notCancelledText, type WhoCouldTexts } from './whoCouldText';

export interface Start {
  readonly target: WatchTarget;
  /** The item's page in the browser, for the details. */
  readonly url?: string;
  /** Under way since before a reload: not started again. */
  readonly watch?: Watch;
}

export interface JobFollowerParts {
  readonly jobs: JobsContract;
  readonly details: JobDetails;
  readonly leases: Leases;
  readonly log: Log;
  readonly whoCould: WhoCouldTexts;
}

export class JobFollower implements vscode.Disposable {
  readonly #jobs: JobsContract;
  readonly #log: Log;
  readonly #whoCould: WhoCouldTexts;
  /** Watches whose progress is shown. */
  readonly #followed = new Set<string>();
  readonly groups: StartedGroups;
  readonly #groupEnded = new Emitter<EndedGroup>();

  readonly onDidEndGroup = this.#groupEnded.event;

  constructor({ jobs, leases, log, whoCould }: JobFollowerParts) {
    this.#jobs = jobs;
    this.groups = new StartedGroups(leases, log);
    this.#log = log;
    this.#whoCould = whoCould;
  }

  dispose(): void {
    this.#groupEnded.dispose();
  }

  /**
   * One or several; items that cannot take part are only counted. Resolves at their end. `agreed`: the user has seen which
   * ones, however many.
   */
  async start(starts: readonly Start[], skipped: number, agreed = false): Promise<void> {
    const [only] = starts.map(withUrl);
    if (only === undefined) return;
    if (!agreed && !(await confirmStarts(starts.map(({ target }) => target)))) return;
    if (starts.length === 1 && skipped === 0) await this.#startOne(only);
    else await this.#startMany(starts.map(withUrl), skipped);
  }

  /** Shows the progress of what this window asked for before a reload. */
  resume(): void {
    const open = this.#jobs
      .list()
      .filter(
        ({ id, outcome, here, target }) =>
          here && outcome === undefined && target.quiet !== true && !this.#followed.has(id),
      );
    const [only] = open;
    if (only === undefined) return;
    if (open.length === 1) this.#detached(this.#follow(only));
    else {
      const starts = open.map((watch) => ({ target: watch.target, watch }));
      this.#detached(followMany(this.#jobs, starts, this.#followed).then(() => undefined));
    }
  }

  /** After an unknown end. */
  async checkAgain(watch: Watch): Promise<void> {
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
    if (now.outcome === undefined) await this.#follow(now);
    else if (now.told) {
      const text = vscode.l10n.t('There is no news of {0}.', subjectOf(watch.target));
      this.#detached(showInfo(text));
    }
  }

  async cancel(watch: Watch): Promise<void> {
    try {
      await this.#jobs.cancel(watch.id);
    } catch (error) {
      this.#detached(this.#notCancelled(watch.target, error));
    }
  }

  async #startMany(starts: readonly Start[], skipped: number): Promise<void> {
    const key = randomUUID();
    await this.groups.lead(key, skipped);
    const grouped = starts.map((start) => ({
      ...start,
      target: { ...start.target, group: key, groupSize: starts.length },
    }));
    const results = await followMany(this.#jobs, grouped, this.#followed, ({ id }) =>
      this.groups.joined(key, id),
    );
    this.#groupEnded.fire(await this.groups.ended(key, results));
  }

  async #startOne(start: Start): Promise<void> {
    const { target } = start;
    const starting = this.#jobs.start(target);
    const own: { watch?: Watch } = {};
    // One notification from the start to the end: a click on its Cancel must not meet it while it makes room for another.
    const work = starting.then(
      async (watch) => {
        if (this.#followed.has(watch.id)) return;
        this.#followed.add(watch.id);
        own.watch = watch;
        await this.#jobs.ended(watch.id);
      },
      () => undefined, // told below
    );
    const pressed = await showJobProgress(
      {
        title: startTitle(target),
        message: () =>
          own.watch === undefined
            ? vscode.l10n.t('starting')
            : this.#progress(own.watch, '').message(),
        work,
      },
      { cancellable: true },
    );
    let watch: Watch;
    try {
      watch = await starting;
    } catch (error) {
      // Told by the session itself, by one message; whoever called us is called again once it goes on.
      if (isTableauError(error, 'signIn', 'jwtNeeded', 'sessionExpired')) throw error;
      const names = isTableauError(error, 'notPermitted')
        ? await this.#whoCould.start(target.ref)
        : undefined;
      const about = {
        subject: startTitle(target),
        ...(names === undefined ? {} : { more: names }),
      };
      await showErrorOf(about, error, this.#log, ...this.#retry(start, error));
      return;
    }
    if (own.watch === undefined) {
      const text = vscode.l10n.t('{0} is under way already.', subjectOf(target));
      this.#detached(showInfo(text));
      return;
    }
    if (pressed === 'cancelled') await this.#cancelAndFollow(watch);
    this.#followed.delete(watch.id);
  }

  /** Only what was certainly not done may be sent again with a click; what a role may not do, somebody else may. */
  #retry(start: Start, error: unknown): readonly Action[] {
    if (isTableauError(error, 'notPermitted')) {
      const { ref, name } = start.target;
      const run = () => vscode.commands.executeCommand('vizport.whoCanRefresh', { ...ref, name });
      return [{ label: vscode.l10n.t('Who Can?'), run }];
    }
    if (!isTableauError(error, 'network', 'tooManyRequests')) return [];
    return [{ label: vscode.l10n.t('Retry'), run: () => this.#startOne(start) }];
  }

  async #follow(watch: Watch): Promise<void> {
    this.#followed.add(watch.id);
    const pressed = await showJobProgress(this.#progress(watch, startTitle(watch.target)), {
      cancellable: true,
    });
    if (pressed === 'cancelled') await this.#cancelAndFollow(watch);
    this.#followed.delete(watch.id);
  }

  /** VS Code has closed the notification with Cancel on it: a second one goes on to the true end. */
  async #cancelAndFollow(watch: Watch): Promise<void> {
    this.#followed.add(watch.id);
    let isRefused = false;
    const cancelling = this.#jobs.cancel(watch.id).catch((error: unknown) => {
      isRefused = true;
      this.#detached(this.#notCancelled(watch.target, error));
    });
    const { work, message } = this.#progress(watch, '');
    await showJobProgress(
      {
        title: subjectOf(watch.target),
        message: () =>
          isRefused ? vscode.l10n.t('could not be cancelled; {0}', message()) : message(),
        work: Promise.all([cancelling, work]),
      },
      { cancellable: false },
    );
    this.#followed.delete(watch.id);
  }

  async #notCancelled(target: WatchTarget, error: unknown): Promise<void> {
    await showWarning(await notCancelledText(this.#whoCould, target, error));
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

  #detached(work: Promise<void>): void {
    work.catch((error: unknown) => void showError(error, this.#log));
  }
}

function withUrl(start: Start): Start {
  const { target, url } = start;
  return url === undefined ? start : { ...start, target: { ...target, url } };
}
