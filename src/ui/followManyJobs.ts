/** Several starts at once: a bounded number in flight, one progress notification, one summing-up. */
import * as vscode from 'vscode';
import type { JobsContract, Watch, WatchTarget } from '../jobs/jobsContract';
import { isTableauError } from '../tableau/errors';
import type { Start } from './followJobs';
import type { JobDetails, Result } from './jobDetails';
import { showJobProgress } from './jobProgress';
import { showInfo, showWarning, type Action } from './messages';
import { elapsedText, stateText, tallyText, type Tally } from './outcomeText';

const maxInFlight = 4;

/** `followed` holds what others tell, and what this tells while it runs. */
export async function followMany(
  jobs: JobsContract,
  details: JobDetails,
  starts: readonly Start[],
  skipped: number,
  followed: Set<string>,
): Promise<void> {
  const group = new Group(jobs, starts, followed);
  const action = starts[0]?.target.action ?? 'refresh';
  const title = titleOf(starts, action);
  const work = group.run();
  const message = (): string => group.message();
  const pressed = await showJobProgress({ title, message, work }, { cancellable: true });
  if (pressed === 'cancelled') {
    const cancelling = group.cancel();
    await showJobProgress(
      {
        title: vscode.l10n.t('Cancelling'),
        message,
        work: Promise.all([cancelling, work]),
      },
      { cancellable: false },
    );
  }
  const results = await work;
  const tally = tallyOf(results, skipped);
  const text = vscode.l10n.t('{0}: {1}.', title, tallyText(tally, action));
  const open: Action = {
    label: vscode.l10n.t('Details'),
    run: () => details.open(title, results),
  };
  const allWell = tally.failed + tally.unknown + tally.notStarted === 0;
  await (allWell ? showInfo(text, open) : showWarning(text, open));
}

function titleOf(starts: readonly Start[], action: WatchTarget['action']): string {
  const [only] = starts;
  if (starts.length === 1 && only !== undefined)
    return action === 'run'
      ? vscode.l10n.t('Running "{0}"', only.target.name)
      : vscode.l10n.t('Refreshing "{0}"', only.target.name);
  return action === 'run'
    ? vscode.l10n.t('Running {0} flows', starts.length)
    : vscode.l10n.t('Refreshing {0} items', starts.length);
}

class Group {
  readonly #jobs: JobsContract;
  readonly #starts: readonly Start[];
  readonly #followed: Set<string>;
  readonly #results: (Result | undefined)[];
  readonly #watches = new Map<string, Watch>();
  readonly #began = Date.now();
  #next = 0;
  /** Why nothing more is started. */
  #stopped: Error | undefined;

  constructor(jobs: JobsContract, starts: readonly Start[], followed: Set<string>) {
    this.#jobs = jobs;
    this.#starts = starts;
    this.#followed = followed;
    this.#results = starts.map(() => undefined);
  }

  async run(): Promise<readonly Result[]> {
    // What is under way already does not queue for a place.
    const underWay = this.#starts.filter(({ watch }) => watch !== undefined).length;
    const lanes = Array.from({ length: maxInFlight + underWay }, () => this.#lane());
    await Promise.all(lanes);
    return this.#results.filter((result) => result !== undefined);
  }

  /** Begins nothing more, and cancels what is under way; what cannot be cancelled goes on to its end. */
  async cancel(): Promise<void> {
    this.#stopped = new DOMException('Cancelled', 'AbortError');
    const open = [...this.#watches.keys()];
    await Promise.allSettled(open.map((id) => this.#jobs.cancel(id)));
  }

  message(): string {
    const done = this.#results.filter((result) => result !== undefined).length;
    const [first] = this.#jobs.list().filter(({ id }) => this.#watches.has(id));
    const elapsed = elapsedText(Date.now() - this.#began);
    return first === undefined
      ? vscode.l10n.t('{0} of {1} done ({2})', done, this.#starts.length, elapsed)
      : vscode.l10n.t(
          '{0} of {1} done; "{2}" {3} ({4})',
          done,
          this.#starts.length,
          first.target.name,
          stateText(first),
          elapsed,
        );
  }

  async #lane(): Promise<void> {
    for (;;) {
      const index = this.#next;
      const start = this.#starts[index];
      if (start === undefined) return;
      this.#next += 1;
      this.#results[index] = await this.#one(start);
    }
  }

  async #one(start: Start): Promise<Result> {
    if (start.watch !== undefined) return { ...start, watch: await this.#toItsEnd(start.watch) };
    if (this.#stopped !== undefined) return { ...start, error: this.#stopped };
    let watch: Watch;
    try {
      watch = await this.#jobs.start(start.target);
    } catch (error) {
      // The quota is the whole site's: the others would only be refused too.
      if (isTableauError(error, 'tooManyRequests', 'signIn', 'sessionExpired'))
        this.#stopped ??= error;
      return { ...start, error };
    }
    return { ...start, watch: await this.#toItsEnd(watch) };
  }

  async #toItsEnd(watch: Watch): Promise<Watch> {
    const isOurs = !this.#followed.has(watch.id);
    if (isOurs) this.#followed.add(watch.id);
    this.#watches.set(watch.id, watch);
    try {
      // Started while Cancel was pressed.
      if (this.#stopped?.name === 'AbortError') await this.#cancelLate(watch);
      return await this.#jobs.ended(watch.id);
    } finally {
      this.#watches.delete(watch.id);
      if (isOurs) this.#followed.delete(watch.id);
    }
  }

  async #cancelLate(watch: Watch): Promise<void> {
    // A refusal changes nothing: the true end is awaited all the same, and told in the summing-up.
    await Promise.allSettled([this.#jobs.cancel(watch.id)]);
  }
}

function tallyOf(results: readonly Result[], skipped: number): Tally {
  const count = (status: string): number =>
    results.filter(({ watch }) => watch?.outcome?.status === status).length;
  return {
    succeeded: count('succeeded'),
    failed: count('failed'),
    cancelled: count('cancelled'),
    unknown: count('unknown'),
    notStarted: results.filter(({ error }) => error !== undefined).length,
    skipped,
  };
}
