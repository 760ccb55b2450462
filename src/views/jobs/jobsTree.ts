/** Fills the Jobs view: keeps its rows in step with what is watched, and with the site's list while somebody looks. */
import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { Disposables } from '../../base/disposables';
import type { JobsContract } from '../../jobs/jobsContract';
import type { SiteJobs } from '../../jobs/siteJobs';
import type { SessionsContract, SiteEntry } from '../../session/sessionsContract';
import { isAbort } from '../../tableau/errors';
import { setContextKey } from '../../ui/contextKeys';
import { groupItem, jobItem, jobTooltip, messageItem, rowWords } from './jobItems';
import type { JobNode, JobsView } from './jobNode';
import { jobRows } from './jobRows';
import { blockedBy, JobsModel, type JobsOfSite } from './jobsModel';
import { headerWords, siteItem } from './jobsWords';
import { ListedSites } from './listedSites';

export interface JobsTreeParts {
  readonly jobs: JobsContract;
  readonly siteJobs: SiteJobs;
  readonly sessions: SessionsContract;
  readonly clock: Clock;
  readonly view: JobsView;
  report(error: unknown): Promise<void>;
}

/** Many watches change in one moment. */
const gatherMs = 50;
/** How often the time that passes is drawn anew. */
const tickMs = 2_000;

export class JobsTree implements vscode.Disposable {
  readonly #parts: JobsTreeParts;
  readonly #owned = new Disposables();
  readonly #model = new JobsModel();
  readonly #listed: ListedSites;
  readonly #words = rowWords();
  readonly #disposed = new AbortController();
  #filter = '';
  #isGathering = false;
  #isTicking = false;

  constructor(parts: JobsTreeParts) {
    this.#parts = parts;
    const { jobs, siteJobs, sessions, view } = parts;
    this.#listed = this.#owned.add(
      new ListedSites(
        parts,
        () => view.view.visible,
        () => this.#soon(),
      ),
    );
    this.#owned.add(jobs.onDidChange(() => this.#soon()));
    this.#owned.add(siteJobs.onDidChange(() => this.#soon()));
    this.#owned.add(sessions.onDidChange(() => this.#soon()));
    this.#owned.add(view.view.onDidChangeVisibility(() => this.#onVisible()));
    this.#owned.add({
      dispose: () => this.#disposed.abort(new DOMException('This window closes', 'AbortError')),
    });
    this.#draw();
    this.#onVisible();
  }

  children(node?: JobNode): readonly JobNode[] {
    return this.#model.children(node);
  }

  parent(node: JobNode): JobNode | undefined {
    return this.#model.parent(node);
  }

  item(node: JobNode): vscode.TreeItem {
    const item = this.#itemOf(node);
    item.id = node.id;
    return item;
  }

  resolved(item: vscode.TreeItem, node: JobNode): vscode.TreeItem {
    if (node.type === 'job') item.tooltip = jobTooltip(node);
    return item;
  }

  get selection(): readonly JobNode[] {
    return this.#parts.view.view.selection;
  }

  get filter(): string {
    return this.#filter;
  }

  async setFilter(text: string): Promise<void> {
    this.#filter = text;
    this.#draw();
    await setContextKey('vizport.jobsFiltered', text !== '');
  }

  /** Asks the sites again, also those that could not be reached. */
  async refresh(): Promise<void> {
    await this.#parts.jobs.resume();
    await this.#listed.refresh();
    this.#draw();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #itemOf(node: JobNode): vscode.TreeItem {
    switch (node.type) {
      case 'jobSite':
        return siteItem(
          this.#parts.sessions.find(node.site),
          node.site,
          this.#listed.scope(node.site),
        );
      case 'jobGroup':
        return groupItem(node, this.#model.children(node).length);
      case 'job':
        return jobItem(node, this.#parts.clock.now(), this.#words);
      case 'jobMessage':
        return messageItem(node);
      default:
        return node satisfies never;
    }
  }

  #soon(): void {
    if (this.#isGathering) return;
    this.#isGathering = true;
    this.#detached(
      this.#parts.clock.delay(gatherMs, this.#disposed.signal).then(() => {
        this.#isGathering = false;
        this.#draw();
      }),
    );
  }

  #draw(): void {
    const { jobs, sessions, clock, view } = this.#parts;
    const watches = jobs.list();
    const now = clock.now();
    const entries = sessions.list();
    const sites = entries.map((entry): JobsOfSite => {
      const { site } = entry.profile;
      const list = this.#listed.list(site);
      const rows = jobRows({ site, watches, list, now, filter: this.#filter });
      return { site, rows, messages: this.#messages(entry, rows.length) };
    });
    const changed = this.#model.update(sites);
    if (changed === 'all') view.changed();
    else for (const node of changed) view.changed(node);
    this.#header(entries);
    this.#badge();
    this.#tick();
  }

  #messages(entry: SiteEntry, count: number): JobsOfSite['messages'] {
    const { site } = entry.profile;
    const scope = this.#listed.scope(site);
    const blocked = blockedBy(entry);
    const failed = this.#listed.error(site);
    const found: { reason: JobsOfSite['messages'][number]['reason']; error?: unknown }[] = [];
    // Who sees only what Vizport started needs no session for it.
    if (blocked !== undefined && (scope !== 'own' || blocked !== 'notAsked'))
      found.push({
        reason: blocked,
        ...(entry.state.status === 'offline' && { error: entry.state.error }),
      });
    else if (failed !== undefined) found.push({ reason: 'error', error: failed });
    if (this.#listed.isCut(site)) found.push({ reason: 'cut' });
    if (count === 0 && found.length === 0)
      found.push({ reason: this.#filter === '' ? 'empty' : 'noMatch' });
    return found;
  }

  #header(entries: readonly SiteEntry[]): void {
    const { view } = this.#parts.view;
    const scopes = entries.map(({ profile }) => this.#listed.scope(profile.site));
    const { description, message } = headerWords(scopes, this.#filter);
    if (view.description !== description) view.description = description;
    if (view.message !== message) view.message = message;
  }

  /** Ours that failed, or whose end is not known, and that nobody has looked at. */
  #badge(): void {
    const { jobs, view, report } = this.#parts;
    const news = jobs
      .list()
      .filter(
        ({ outcome, seen }) =>
          !seen && (outcome?.status === 'failed' || outcome?.status === 'unknown'),
      );
    if (news.length > 0 && view.view.visible && vscode.window.state.focused) {
      jobs.markSeen(news.map(({ id }) => id)).catch(report);
      view.view.badge = undefined;
      return;
    }
    const tooltip =
      news.length === 1
        ? vscode.l10n.t('1 job failed, or its end is not known')
        : vscode.l10n.t('{0} jobs failed, or their end is not known', news.length);
    view.view.badge = news.length === 0 ? undefined : { value: news.length, tooltip };
  }

  #onVisible(): void {
    if (!this.#parts.view.view.visible) return;
    this.#detached(this.#parts.jobs.resume());
    this.#listed.look();
    this.#soon();
  }

  /** While somebody looks and something runs. */
  #tick(): void {
    const { view, clock } = this.#parts;
    if (this.#isTicking || !view.view.visible || this.#model.running().length === 0) return;
    this.#isTicking = true;
    this.#detached(
      clock.delay(tickMs, this.#disposed.signal).then(() => {
        this.#isTicking = false;
        for (const node of this.#model.running()) view.changed(node);
        this.#tick();
      }),
    );
  }

  #detached(work: Promise<unknown>): void {
    work.catch((error: unknown) => (isAbort(error) ? undefined : this.#parts.report(error)));
  }
}
