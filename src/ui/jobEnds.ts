/** One message at the end of a job, or of a group of them, in one of all windows: the one that has the focus, or gets it first. */
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import type { JobsContract, Outcome, Watch } from '../jobs/jobsContract';
import { isAbort } from '../tableau/errors';
import { isNews, isWanted, patienceMs, type Wanted } from './endNews';
import type { JobFollower } from './followJobs';
import type { JobDetails } from './jobDetails';
import type { StartResult } from './jobDetailsText';
import { showFailure, showInfo, showWarning, type Action } from './messages';
import { groupTitle, outcomeText, tallyOf, tallyText } from './outcomeText';
import { setting } from './settings';
import type { EndedGroup, GroupNote } from './startedGroups';

export interface JobEndsParts {
  readonly jobs: JobsContract;
  readonly details: JobDetails;
  readonly follow: JobFollower;
  readonly clock: Clock;
  /** Who has the focus; VS Code's own window unless given. */
  readonly window?: Pick<typeof vscode.window, 'state' | 'onDidChangeWindowState'>;
  report(error: unknown): Promise<void>;
}

/** How often to look whether the window that started a group is still there. */
const lookAgainMs = 2_000;
/** So many ends that nobody was told of are summed up. */
const manyEnds = 3;

export class JobEnds implements vscode.Disposable {
  readonly #parts: JobEndsParts;
  readonly #window: NonNullable<JobEndsParts['window']>;
  readonly #listening: vscode.Disposable;
  readonly #disposed = new AbortController();
  /** Watches or groups that wait to be told here. */
  readonly #waiting = new Set<string>();

  constructor(parts: JobEndsParts) {
    this.#parts = parts;
    this.#window = parts.window ?? vscode.window;
    const onChange = parts.jobs.onDidChange((watch) => {
      this.#consider(watch);
      this.#letGo(watch);
    });
    const onGroup = parts.follow.onDidEndGroup((group) => this.#onGroupEnd(group));
    const onFocus = this.#window.onDidChangeWindowState(({ focused }) => {
      if (focused) this.resume();
    });
    this.#listening = vscode.Disposable.from(onChange, onGroup, onFocus);
  }

  /** Tells what has ended and was not told yet. */
  resume(): void {
    const news = this.#parts.jobs
      .list()
      .filter((watch) => isNews(watch, this.#window.state.focused) && !this.#isWaiting(watch));
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
    if (!isNews(watch, this.#window.state.focused) || this.#isWaiting(watch)) return;
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
    const { jobs, follow, clock } = this.#parts;
    const { signal } = this.#disposed;
    const [only] = this.#members(key);
    if (only === undefined) return;
    const isGroup = only.target.group !== undefined;
    if (isGroup && !(await this.#isLeftToUs(key))) return;
    // The terminal tells it: unless that was closed, or its window.
    if (only.target.quiet === true) await clock.delay(patienceMs, signal);
    const note = isGroup ? await follow.groups.noteOf(key) : undefined;
    const joined = this.#joined(note);
    // Of another start, which tells its own end: this message counts it.
    for (const { id } of joined) await jobs.ended(id, signal);
    const ended = this.#members(key);
    if (ended.some(({ outcome }) => outcome === undefined)) return;
    if (ended.some(({ told }) => told)) return this.#toldElsewhere(key);
    // Gone to another window meanwhile: it is told there, or here when this one has it again.
    if (!this.#window.state.focused) return;
    if (!(await jobs.claimEnd(ended.map(({ id }) => id)))) return this.#toldElsewhere(key);
    if (!isGroup) return this.tellOne(only);
    this.#tellGroup(ended, note);
    await follow.groups.told(key);
  }

  async #sumUp(watches: readonly Watch[]): Promise<void> {
    const results: StartResult[] = [];
    for (const watch of watches)
      if (await this.#parts.jobs.claimEnd([watch.id]))
        results.push({ target: watch.target, watch });
    this.#tellResults(results, 0);
  }

  /** The window that started a group tells it, also what was not started; when that window is gone, or has not the focus, another does. */
  async #isLeftToUs(key: string): Promise<boolean> {
    const { follow, clock } = this.#parts;
    const led = follow.groups.of(key);
    if (led !== undefined) return led.ended !== undefined;
    while (!(await follow.groups.isLeft(key))) {
      await clock.delay(lookAgainMs, this.#disposed.signal);
      // More of it was started, or it is told: whatever changes next is looked at anew.
      if (this.#members(key).some(({ outcome, told }) => outcome === undefined || told))
        return false;
    }
    return true;
  }

  #letGo({ told, target: { group } }: Watch): void {
    if (!told || group === undefined || this.#waiting.has(group)) return;
    this.#detached(this.#toldElsewhere(group));
  }

  /** Another window has told the end: of a group that this one leads nothing more is kept. */
  async #toldElsewhere(key: string): Promise<void> {
    const { groups } = this.#parts.follow;
    if (groups.of(key)?.ended !== undefined) await groups.told(key);
  }

  #onGroupEnd({ key, ended }: EndedGroup): void {
    const [first] = this.#members(key);
    if (first !== undefined) return this.#consider(first);
    // Nothing of it was started, so that nobody else knows of it. Of a site that was removed nobody wants to know.
    const isKnown = ({ watch, error }: StartResult): boolean =>
      error !== undefined || watch?.outcome !== undefined;
    if (ended.results.some(isKnown)) this.#tellResults(ended.results, ended.skipped);
    this.#detached(this.#parts.follow.groups.told(key));
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

  #joined(note: GroupNote | undefined): readonly Watch[] {
    return this.#parts.jobs.list().filter(({ id }) => note?.joined.includes(id) === true);
  }

  #tellGroup(members: readonly Watch[], note: GroupNote | undefined): void {
    const { group, groupSize = 0 } = members[0]?.target ?? {};
    const led = this.#parts.follow.groups.of(group)?.ended;
    const results = members.map((watch) => ({ target: watch.target, watch }));
    const told = new Set(members.map(({ id }) => id));
    // What was not started, and what was under way already for somebody else.
    const rest =
      led?.results.filter(({ watch }) => !told.has(watch?.id ?? '')) ??
      this.#joined(note).map((watch) => ({ target: watch.target, watch }));
    // The window that was to start the others is gone.
    const begun = members.length + (note?.joined.length ?? 0);
    const missing = led === undefined ? Math.max(0, groupSize - begun) : 0;
    this.#tellResults([...results, ...rest], led?.skipped ?? note?.skipped ?? 0, missing);
  }

  #tellResults(results: readonly StartResult[], skipped: number, missing = 0): void {
    const [first] = results;
    if (first === undefined) return;
    const tally = tallyOf(results, skipped, missing);
    const outcomes = results.flatMap(({ watch }) => watch?.outcome ?? []);
    if (!isWanted(outcomes, wanted(), tally.notStarted)) return;
    const title = groupTitle(
      results.map(({ target }) => target),
      missing,
    );
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
