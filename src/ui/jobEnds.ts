/** One message at the end of a job, or of a group of them, in one of all windows: the one that has the focus, or gets it first. */
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { Leases } from '../base/leaseContract';
import type { JobsContract, Outcome, Watch } from '../jobs/jobsContract';
import { isAbort } from '../tableau/errors';
import { isNews, isWanted, patienceMs, type Wanted } from './endNews';
import { groupLease, type JobFollower } from './followJobs';
import type { EndedGroup } from './followManyJobs';
import type { JobDetails } from './jobDetails';
import type { StartResult } from './jobDetailsText';
import { showFailure, showInfo, showWarning, type Action } from './messages';
import { groupTitle, outcomeText, tallyOf, tallyText } from './outcomeText';
import { setting } from './settings';

export interface JobEndsParts {
  readonly jobs: JobsContract;
  readonly details: JobDetails;
  readonly follow: JobFollower;
  readonly leases: Leases;
  readonly clock: Clock;
  report(error: unknown): Promise<void>;
}

/** How often to look whether the window that started a group is still there. */
const lookAgainMs = 2_000;
/** So many ends that nobody was told of are summed up. */
const manyEnds = 3;

export class JobEnds implements vscode.Disposable {
  readonly #parts: JobEndsParts;
  readonly #listening: vscode.Disposable;
  readonly #disposed = new AbortController();
  /** Watches or groups that wait to be told here. */
  readonly #waiting = new Set<string>();

  constructor(parts: JobEndsParts) {
    this.#parts = parts;
    const onChange = parts.jobs.onDidChange((watch) => this.#consider(watch));
    const onGroup = parts.follow.onDidEndGroup((group) => this.#onGroupEnd(group));
    const onFocus = vscode.window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.resume();
    });
    this.#listening = vscode.Disposable.from(onChange, onGroup, onFocus);
  }

  /** Tells what has ended and was not told yet. */
  resume(): void {
    const news = this.#parts.jobs
      .list()
      .filter((watch) => isNews(watch, vscode.window.state.focused) && !this.#isWaiting(watch));
    const alone = news.filter(({ target }) => target.group === undefined && target.quiet !== true);
    for (const action of ['refresh', 'run'] as const) {
      const same = alone.filter(({ target }) => target.action === action);
      if (same.length > manyEnds) this.#wait(same, () => this.#sumUp(same));
    }
    for (const watch of news) this.#consider(watch);
  }

  dispose(): void {
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
    this.#listening.dispose();
  }

  #consider(watch: Watch): void {
    if (!isNews(watch, vscode.window.state.focused) || this.#isWaiting(watch)) return;
    this.#wait([watch], () => this.#tell(keyOf(watch)));
  }

  #isWaiting(watch: Watch): boolean {
    return this.#waiting.has(keyOf(watch));
  }

  #wait(watches: readonly Watch[], tell: () => Promise<void>): void {
    const keys = watches.map(keyOf);
    for (const key of keys) this.#waiting.add(key);
    tell()
      .catch((error: unknown) => (isAbort(error) ? undefined : this.#parts.report(error)))
      .finally(() => keys.forEach((key) => this.#waiting.delete(key)));
  }

  async #tell(key: string): Promise<void> {
    const members = this.#members(key);
    const [only] = members;
    if (only === undefined) return;
    if (only.target.group !== undefined && !(await this.#isLeftToUs(key, members))) return;
    // The terminal tells it: unless that was closed, or its window.
    if (only.target.quiet === true)
      await this.#parts.clock.delay(patienceMs, this.#disposed.signal);
    const ended = this.#members(key);
    if (ended.some(({ outcome, told }) => outcome === undefined || told)) return;
    if (!(await this.#parts.jobs.claimEnd(ended.map(({ id }) => id)))) return;
    if (only.target.group === undefined) this.tellOne(only);
    else {
      this.#tellGroup(ended);
      await this.#parts.follow.groupTold(key);
    }
  }

  async #sumUp(watches: readonly Watch[]): Promise<void> {
    const results: StartResult[] = [];
    for (const watch of watches)
      if (await this.#parts.jobs.claimEnd([watch.id]))
        results.push({ target: watch.target, watch });
    this.#tellResults(results, 0);
  }

  /** The window that started a group tells it, also what was not started; when that window is gone, another does. */
  async #isLeftToUs(key: string, members: readonly Watch[]): Promise<boolean> {
    const { follow, leases, clock } = this.#parts;
    const led = follow.groupOf(key);
    if (led !== undefined) return led.ended !== undefined;
    if (members.some(({ here }) => here)) return true;
    for (let waited = 0; waited < patienceMs; waited += lookAgainMs) {
      const lease = await leases.tryHold(groupLease(key));
      if (lease !== undefined) {
        await lease.release();
        return true;
      }
      await clock.delay(lookAgainMs, this.#disposed.signal);
    }
    return true;
  }

  #onGroupEnd({ key, ended }: EndedGroup): void {
    const [first] = this.#members(key);
    if (first !== undefined) return this.#consider(first);
    // Nothing of it was started, so that nobody else knows of it.
    this.#tellResults(ended.results, ended.skipped);
    this.#detached(this.#parts.follow.groupTold(key));
  }

  #members(key: string): readonly Watch[] {
    return this.#parts.jobs.list().filter((watch) => keyOf(watch) === key);
  }

  tellOne(watch: Watch): void {
    const { outcome, target } = watch;
    if (outcome === undefined || !isWanted([outcome], wanted())) return;
    const { details, follow } = this.#parts;
    const open: Action = {
      label: vscode.l10n.t('Details'),
      run: () => details.open(target.name, [{ target, watch }]),
    };
    const again: Action = {
      label: vscode.l10n.t('Check Again'),
      run: () => follow.checkAgain(watch),
    };
    const text = outcomeText(target, outcome);
    // Not awaited: a message may stay for hours.
    this.#detached(showEnd(outcome, text, open, again));
  }

  #tellGroup(members: readonly Watch[]): void {
    const { group, groupSize = 0 } = members[0]?.target ?? {};
    const led = this.#parts.follow.groupOf(group)?.ended;
    const results = members.map((watch) => ({ target: watch.target, watch }));
    const told = new Set(members.map(({ id }) => id));
    // What was not started, and what was under way already for somebody else.
    const rest = led?.results.filter(({ watch }) => !told.has(watch?.id ?? '')) ?? [];
    // The window that was to start the others is gone.
    const missing = led === undefined ? Math.max(0, groupSize - members.length) : 0;
    this.#tellResults([...results, ...rest], led?.skipped ?? 0, missing);
  }

  #tellResults(results: readonly StartResult[], skipped: number, missing = 0): void {
    const [first] = results;
    if (first === undefined) return;
    const tally = tallyOf(results, skipped, missing);
    const outcomes = results.flatMap(({ watch }) => watch?.outcome ?? []);
    if (!isWanted(outcomes, wanted(), tally.notStarted)) return;
    const title = groupTitle(results.map(({ target }) => target));
    const text = vscode.l10n.t('{0}: {1}.', title, tallyText(tally, first.target.action));
    const open: Action = {
      label: vscode.l10n.t('Details'),
      run: () => this.#parts.details.open(title, results),
    };
    const allWell = tally.failed + tally.unknown + tally.notStarted === 0;
    this.#detached(allWell ? showInfo(text, open) : showWarning(text, open));
  }

  #detached(work: Promise<void>): void {
    work.catch((error: unknown) => void this.#parts.report(error));
  }
}

function keyOf({ id, target }: Watch): string {
  return target.group ?? id;
}

function wanted(): Wanted {
  return setting('vizport.notifications.jobs');
}

function showEnd(outcome: Outcome, text: string, details: Action, again: Action): Promise<void> {
  switch (outcome.status) {
    case 'succeeded':
    case 'cancelled':
      return showInfo(text, details);
    case 'failed':
      return showFailure(text, details);
    case 'unknown': {
      const helps = outcome.reason !== 'itemGone' && outcome.reason !== 'purged';
      return showWarning(text, ...(helps ? [again] : []), details);
    }
    default:
      return outcome satisfies never;
  }
}
