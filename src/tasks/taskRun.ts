/** One run of a task: starts what it names, prints what happens, waits for the ends, and comes to an exit code. */
import { l10n } from 'vscode';
import type { JobsContract, Watch, WatchTarget } from '../jobs/jobsContract';
import type { SiteEntry } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
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
    const queue = [...found];
    const lane = async (): Promise<void> => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift())
        await this.#one(next.text, next.item);
    };
    await Promise.all(Array.from({ length: maxInFlight }, lane));
    return this.#failures > 0 ? 1 : 0;
  }

  async #find(site: SiteEntry): Promise<readonly { text: string; item: NamedItem }[]> {
    this.#output.line(l10n.t('Looking for the items on {0}…', siteName(site)));
    const found: { text: string; item: NamedItem }[] = [];
    for (const text of this.#task.items) {
      try {
        const kinds = kindsOf[this.#task.action];
        const item = await itemOf(text, kinds, site.profile.site, this.#needs, this.#signal);
        if (typeof item === 'string') this.#failed(item, text);
        else found.push({ text, item });
      } catch (error) {
        this.#refused(error, text);
      }
    }
    return found;
  }

  async #one(text: string, item: NamedItem): Promise<void> {
    if (this.#signal.aborted) return;
    const { jobs } = this.#needs;
    try {
      const watch = await jobs.start(this.#target(item));
      this.#tellState(watch);
      if (!this.#task.wait) return;
      await this.#toItsEnd(watch, text);
    } catch (error) {
      this.#refused(error, text);
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

  async #toItsEnd(watch: Watch, text: string): Promise<void> {
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
      if (outcome === undefined) return;
      // Told here. Where that cannot be marked, a message tells it once more: better twice than never.
      if (target.quiet === true) await jobs.claimEnd([watch.id]).catch(() => undefined);
      const took = elapsedText(Date.now() - watch.startedAt);
      const sentence = l10n.t('{0} ({1})', outcomeText(target, outcome), took);
      if (outcome.status === 'succeeded') this.#output.line(sentence);
      else this.#failed(sentence, text);
    } catch (error) {
      if (this.#signal.aborted) await this.#cancel(watch);
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
