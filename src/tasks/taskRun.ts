/** One run of a task: starts what it names, prints what happens, waits for the ends, and comes to an exit code. */
import { l10n } from 'vscode';
import type { JobsContract, Watch, WatchTarget } from '../jobs/jobsContract';
import type { SiteEntry } from '../session/sessionsContract';
import { isAbort, isTableauError } from '../tableau/errors';
import type { JobKind } from '../content/findByText';
import { errorText } from '../ui/errorText';
import { elapsedText, outcomeText, stateText } from '../ui/outcomeText';
import { siteName } from '../ui/pickSite';
import type { TableauTask } from './taskDefinition';
import { itemOf, siteOf, type ItemSources, type NamedItem } from '../ui/namedItems';

export interface TaskNeeds extends ItemSources {
  readonly jobs: JobsContract;
}

/** Where the lines go. `problem` is about the text of an item, or about the task as a whole. */
export interface TaskOutput {
  line(text: string): void;
  problem(text: string, item?: string): void;
}

const maxInFlight = 4;
const kindsOf: Readonly<Record<TableauTask['action'], readonly JobKind[]>> = {
  refresh: ['workbook', 'datasource'],
  runFlow: ['flow'],
};

/** 0 when all of it went well; 1 when something failed, or its end is not known. Aborting cancels the jobs. */
export class TaskRun {
  readonly #task: TableauTask;
  readonly #needs: TaskNeeds;
  readonly #output: TaskOutput;
  readonly #signal: AbortSignal;
  #failures = 0;
  /** Why nothing more is started. */
  #stopped: string | undefined;

  constructor(task: TableauTask, needs: TaskNeeds, output: TaskOutput, signal: AbortSignal) {
    this.#task = task;
    this.#needs = needs;
    this.#output = output;
    this.#signal = signal;
  }

  async run(): Promise<0 | 1> {
    const site = siteOf(this.#needs.sessions, this.#task.site);
    if (typeof site === 'string') {
      this.#output.problem(site);
      return 1;
    }
    const found = await this.#find(site);
    // All or nothing: a task that names one thing wrongly is wrong.
    if (this.#failures > 0) {
      this.#output.line(l10n.t('Nothing was started.'));
      return 1;
    }
    await this.#inLanes(found, ({ text, item }) => this.#one(text, item));
    return this.#failures > 0 ? 1 : 0;
  }

  /** Each in its turn, a few at once. */
  async #inLanes<T>(all: readonly T[], work: (one: T, at: number) => Promise<void>): Promise<void> {
    const entries = all.entries();
    const lane = async (): Promise<void> => {
      for (const [at, one] of entries) await work(one, at);
    };
    await Promise.all(Array.from({ length: maxInFlight }, lane));
  }

  async #find(site: SiteEntry): Promise<readonly { text: string; item: NamedItem }[]> {
    this.#output.line(l10n.t('Looking for the items on {0}…', siteName(site)));
    const found: ({ text: string; item: NamedItem | string } | { text: string; error: unknown })[] =
      [];
    const kinds = kindsOf[this.#task.action];
    await this.#inLanes(this.#task.items, async (text, at) => {
      try {
        const item = await itemOf(text, kinds, site.profile.site, this.#needs, this.#signal);
        found[at] = { text, item };
      } catch (error) {
        found[at] = { text, error };
      }
    });
    // In the order of the task, whichever was found first.
    return found.flatMap((one) => {
      if ('error' in one) this.#refused(one.error, one.text);
      else if (typeof one.item === 'string') this.#failed(one.item, one.text);
      else return [{ text: one.text, item: one.item }];
      return [];
    });
  }

  async #one(text: string, item: NamedItem): Promise<void> {
    if (this.#signal.aborted) return;
    if (this.#stopped !== undefined) return this.#failed(this.#stopped, text);
    const { jobs } = this.#needs;
    const target = this.#target(item);
    try {
      const watch = await jobs.start(target);
      this.#tellState(watch);
      if (!this.#task.wait) return;
      // What another task, window or person has started is theirs to cancel.
      await this.#toItsEnd(watch, text, watch.target === target && !watch.adopted);
    } catch (error) {
      this.#refused(error, text);
      // The quota and the session are the whole site's: the others would only be refused too.
      if (isTableauError(error, 'tooManyRequests', 'signIn', 'sessionExpired'))
        this.#stopped ??= l10n.t('Not started, because Tableau refused the one before.');
    }
  }

  #target({ site, kind, luid, name = luid }: NamedItem): WatchTarget {
    const { action, incremental } = this.#task;
    return {
      ref: { site, kind, luid },
      name,
      action: action === 'runFlow' ? 'run' : 'refresh',
      ...(incremental ? { incremental } : {}),
      // The terminal tells the end, if it waits for it.
      ...(this.#task.wait ? { quiet: true } : {}),
    };
  }

  async #toItsEnd(watch: Watch, text: string, isOurs: boolean): Promise<void> {
    const { jobs } = this.#needs;
    let told = stateText(watch);
    const listening = jobs.onDidChange((changed) => {
      if (changed.id !== watch.id || changed.outcome !== undefined) return;
      if (stateText(changed) === told) return;
      told = stateText(changed);
      this.#tellState(changed);
    });
    try {
      const { outcome, target } = await jobs.ended(watch.id, this.#signal);
      if (outcome === undefined)
        return this.#failed(
          l10n.t('Nobody follows "{0}" any more: its site was removed.', target.name),
          text,
        );
      // Told here. Where that cannot be marked, a message tells it once more: better twice than never.
      if (target.quiet === true) await jobs.claimEnd([watch.id]).catch(() => undefined);
      const took = elapsedText(Date.now() - watch.startedAt);
      const sentence = l10n.t('{0} ({1})', outcomeText(target, outcome), took);
      if (outcome.status === 'succeeded') this.#output.line(sentence);
      else this.#failed(sentence, text);
    } catch (error) {
      if (this.#signal.aborted && isOurs) await this.#cancel(watch);
      else if (this.#signal.aborted)
        this.#output.line(
          l10n.t('"{0}" goes on: it was under way before this task.', watch.target.name),
        );
      throw error;
    } finally {
      listening.dispose();
    }
  }

  async #cancel({ id, target }: Watch): Promise<void> {
    try {
      await this.#needs.jobs.cancel(id);
    } catch (error) {
      this.#output.line(
        l10n.t('"{0}" could not be cancelled and goes on: {1}', target.name, errorText(error)),
      );
    }
  }

  #tellState(watch: Watch): void {
    this.#output.line(
      l10n.t(
        '{0} {1}: {2}',
        elapsedText(Date.now() - watch.startedAt),
        watch.target.name,
        stateText(watch),
      ),
    );
  }

  #refused(error: unknown, text: string): void {
    if (isAbort(error)) this.#failures += 1;
    else this.#failed(errorText(error), text);
  }

  #failed(sentence: string, text: string): void {
    this.#failures += 1;
    this.#output.problem(sentence, text);
  }
}
