/** One message at the end of a job, or of a group of them, in one of all windows: the one that has the focus, or gets it first. */
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { JobsContract, Outcome, Watch } from '../jobs/jobsContract';
import { isAbort } from '../tableau/errors';
import type { JobFollower } from './followJobs';
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
  readonly clock: Clock;
  report(error: unknown): Promise<void>;
}

/** A group is told by the window that started it; when that one says nothing for so long, by another. */
const groupPatienceMs = 30_000;

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
    for (const watch of this.#parts.jobs.list()) this.#consider(watch);
  }

  dispose(): void {
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
    this.#listening.dispose();
  }

  #consider({ id, target, outcome, told }: Watch): void {
    const { quiet, group } = target;
    const key = group ?? id;
    const isNews = outcome !== undefined && !told && quiet !== true && !this.#waiting.has(key);
    // Without the focus nobody would see it: another window may have it, or this one gets it.
    if (!isNews || !vscode.window.state.focused) return;
    this.#waiting.add(key);
    this.#tell(key)
      .catch((error: unknown) => (isAbort(error) ? undefined : this.#parts.report(error)))
      .finally(() => this.#waiting.delete(key));
  }

  async #tell(key: string): Promise<void> {
    const members = this.#members(key);
    const [only] = members;
    if (only === undefined) return;
    if (only.target.group !== undefined && !(await this.#isLeftToUs(members))) return;
    const ended = this.#members(key);
    if (ended.some(({ outcome, told }) => outcome === undefined || told)) return;
    if (!(await this.#parts.jobs.claimEnd(ended.map(({ id }) => id)))) return;
    if (only.target.group === undefined) this.tellOne(only);
    else this.#tellGroup(ended);
  }

  /** The window that started a group tells it, also what was not started; when that window is gone, another does. */
  async #isLeftToUs(members: readonly Watch[]): Promise<boolean> {
    const { follow, clock } = this.#parts;
    const led = follow.groupOf(members[0]?.target.group);
    if (led !== undefined) return led.ended !== undefined;
    if (!members.some(({ here }) => here))
      await clock.delay(groupPatienceMs, this.#disposed.signal);
    return true;
  }

  #onGroupEnd({ key, ended }: EndedGroup): void {
    const [first] = this.#members(key);
    if (first !== undefined) this.#consider(first);
    // Nothing of it was started, so that nobody else knows of it.
    else this.#tellResults(ended.results, ended.skipped);
  }

  #members(key: string): readonly Watch[] {
    return this.#parts.jobs.list().filter(({ id, target }) => (target.group ?? id) === key);
  }

  tellOne(watch: Watch): void {
    const { outcome, target } = watch;
    if (outcome === undefined || !isWanted([outcome])) return;
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
    const led = this.#parts.follow.groupOf(members[0]?.target.group)?.ended;
    const results = members.map((watch) => ({ target: watch.target, watch }));
    const told = new Set(members.map(({ id }) => id));
    // What was not started, and what was under way already for somebody else.
    const rest = led?.results.filter(({ watch }) => !told.has(watch?.id ?? '')) ?? [];
    this.#tellResults([...results, ...rest], led?.skipped ?? 0);
  }

  #tellResults(results: readonly StartResult[], skipped: number): void {
    const [first] = results;
    if (first === undefined) return;
    const tally = tallyOf(results, skipped);
    const outcomes = results.flatMap(({ watch }) => watch?.outcome ?? []);
    if (tally.notStarted === 0 && !isWanted(outcomes)) return;
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

function isWanted(outcomes: readonly Outcome[]): boolean {
  const wanted = setting('vizport.notifications.jobs');
  if (wanted === 'none') return false;
  const isWell = ({ status }: Outcome): boolean => status === 'succeeded' || status === 'cancelled';
  return wanted !== 'failures' || !outcomes.every(isWell);
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
