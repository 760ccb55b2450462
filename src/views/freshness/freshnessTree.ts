/** The Freshness view: for each site what is stale, unused, failing and next. Asks nothing before a site is opened in it. */
import * as vscode from 'vscode';
import type { Clock } from '../../base/clock';
import { Disposables } from '../../base/disposables';
import type { SiteContent } from '../../content/siteContent';
import {
  freshnessReport,
  unusedExtracts,
  type FreshnessReport,
} from '../../freshness/freshnessReport';
import type { FreshnessOfSites } from '../../freshness/freshnessOfSites';
import type { Order } from '../../freshness/order';
import type { Rules } from '../../freshness/rules';
import type { SessionsContract } from '../../session/sessionsContract';
import { isAbort, isTableauError } from '../../tableau/errors';
import { siteKey, type SiteRef } from '../../tableau/model';
import { contentTooltip } from '../contentTooltip';
import { freshnessDetail, verdictText } from '../../ui/freshnessText';
import { relativeTime } from '../../ui/dateText';
import { errorText } from '../../ui/errorText';
import { freshnessItem } from './freshnessItems';
import {
  freshSiteNode,
  groupNode,
  messageNode,
  type FreshNode,
  type FreshSiteNode,
  type GroupNode,
  type MoreNode,
} from './freshnessNode';
import { groupsOf, itemRows, itemsIn, pageSize, taskRows, type GroupParts } from './freshnessRows';

export interface FreshnessTreeParts {
  readonly sessions: Pick<SessionsContract, 'list' | 'find'>;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly freshness: FreshnessOfSites;
  readonly clock: Clock;
  readonly rules: () => Rules;
  readonly order: () => Order;
}

export class FreshnessTree implements vscode.TreeDataProvider<FreshNode>, vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<FreshNode | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #reports = new Map<string, Promise<FreshnessReport>>();
  /** Until when what each of them says is true, for those that are finished. */
  readonly #trueUntil = new Map<string, number>();
  /** Rows as they were drawn since all were drawn anew, by their ids. */
  readonly #drawn = new Map<string, { readonly node: FreshNode; readonly text: string }>();
  readonly #pending = new Set<string>();
  readonly #unused = new Map<string, number>();
  readonly #shown = new Map<string, number>();

  constructor(private readonly parts: FreshnessTreeParts) {
    this.#owned.add(parts.freshness.onDidChange((site) => this.#drop(site)));
  }

  async getChildren(node?: FreshNode): Promise<FreshNode[]> {
    if (node === undefined) return this.#sites();
    if (node.type === 'freshSite') return [...(await this.#under(node, () => this.#groups(node)))];
    if (node.type === 'freshGroup') return [...(await this.#under(node, () => this.#rows(node)))];
    return [];
  }

  getTreeItem(node: FreshNode): vscode.TreeItem {
    const item = this.#itemOf(node);
    this.#drawn.set(node.id, { node, text: String(item.description) });
    return item;
  }

  #itemOf(node: FreshNode): vscode.TreeItem {
    const { sessions, clock, freshness } = this.parts;
    const now = clock.now();
    const times = node.type === 'freshSite' ? freshness.of(node.site).times : undefined;
    const asOf =
      times === undefined
        ? undefined
        : vscode.l10n.t('asked {0}', relativeTime(new Date(times.at).toISOString(), now));
    return freshnessItem(node, {
      now,
      only: sessions.list().length === 1,
      entry: sessions.find(node.site),
      ...(asOf === undefined ? {} : { asOf }),
    });
  }

  resolveTreeItem(item: vscode.TreeItem, node: FreshNode): vscode.TreeItem {
    if (node.type !== 'content') return item;
    const { fresh, verdict, rule, path } = node.row;
    const words = [freshnessDetail(fresh), verdictText(verdict, rule)].filter(
      (part) => part !== undefined,
    );
    item.tooltip = contentTooltip(node.content, path, [
      { label: vscode.l10n.t('Freshness'), value: words.join(' ') },
    ]);
    return item;
  }

  getParent(node: FreshNode): FreshNode | undefined {
    if (node.type === 'freshSite') return undefined;
    if (node.type === 'freshGroup') return freshSiteNode(node.site);
    const group = /\/(stale|unused|troubled|nextRuns|all)$/u.exec(node.parentId ?? '')?.[1];
    return group === undefined
      ? freshSiteNode(node.site)
      : groupNode(node.site, group as GroupNode['group']);
  }

  showMore({ site, group, shown }: MoreNode): void {
    this.#shown.set(`${siteKey(site)}/${group}`, shown + pageSize);
    this.#redrawAll();
  }

  /** The same rows, judged or sorted anew: rules or the order were changed. */
  redraw(): void {
    this.#reports.clear();
    this.#pending.clear();
    this.#redrawAll();
  }

  /** What has become stale meanwhile is judged anew, and rows say how old they are now, each drawn by itself. */
  passTime(): void {
    const now = this.parts.clock.now();
    const isOld = (key: string): boolean =>
      !this.#pending.has(key) && now > (this.#trueUntil.get(key) ?? now);
    const old = [...this.#reports.keys()].filter(isOld);
    for (const key of old) this.#reports.delete(key);
    if (old.length > 0) return this.#redrawAll();
    for (const { node, text } of this.#drawn.values())
      if (String(this.#itemOf(node).description) !== text) this.#changed.fire(node);
  }

  /** Asks Tableau again. */
  reload(site?: SiteRef): void {
    const sites = site === undefined ? this.parts.sessions.list() : [{ profile: { site } }];
    for (const { profile } of sites) {
      const content = this.parts.contentOf(profile.site);
      for (const kind of ['workbook', 'datasource', 'view', 'project'] as const)
        content.forgetSiteList(kind);
      this.#unused.delete(siteKey(profile.site));
      this.parts.freshness.forget(profile.site);
    }
    this.#redrawAll();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #sites(): FreshNode[] {
    return this.parts.sessions.list().map(({ profile }) => freshSiteNode(profile.site));
  }

  async #groups(node: FreshSiteNode): Promise<readonly FreshNode[]> {
    const report = await this.#report(node.site);
    const unused = this.#unused.get(siteKey(node.site));
    return groupsOf(node, report, this.parts.freshness.of(node.site), unused);
  }

  async #rows(group: GroupNode): Promise<readonly FreshNode[]> {
    const { rules, order, contentOf } = this.parts;
    const report = await this.#report(group.site);
    const key = siteKey(group.site);
    const shown = this.#shown.get(`${key}/${group.group}`) ?? pageSize;
    const parts: GroupParts = { report, rules: rules(), order: order(), shown };
    if (group.group === 'troubled' || group.group === 'nextRuns') return taskRows(group, parts);
    if (group.group !== 'unused') return itemRows(group, itemsIn(group.group, report), parts);
    const unused = await unusedExtracts(report, contentOf(group.site));
    this.#unused.set(key, unused.length);
    return itemRows(group, unused, parts);
  }

  async #under(
    node: FreshSiteNode | GroupNode,
    rows: () => Promise<readonly FreshNode[]>,
  ): Promise<readonly FreshNode[]> {
    const state = this.parts.sessions.find(node.site)?.state.status;
    if (state === 'signedOut' || state === 'refused' || state === 'secretMissing')
      return [
        messageNode(node, {
          label: vscode.l10n.t('Not signed in'),
          detail: vscode.l10n.t('Click to sign in again.'),
          icon: 'sign-in',
          action: 'signIn',
        }),
      ];
    try {
      return await rows();
    } catch (error) {
      // The lists were refreshed meanwhile: the rows are asked for again at once.
      if (isAbort(error)) return [];
      return [
        messageNode(node, {
          label: isTableauError(error, 'network')
            ? vscode.l10n.t('{0} cannot be reached', new URL(node.site.server).host)
            : vscode.l10n.t('Could not load this'),
          detail: vscode.l10n.t('{0} Click to try again.', errorText(error)),
          icon: 'error',
          action: 'retry',
        }),
      ];
    }
  }

  /** Shared by all groups of a site. */
  #report(site: SiteRef): Promise<FreshnessReport> {
    const { contentOf, freshness, rules, clock } = this.parts;
    const key = siteKey(site);
    const known = this.#reports.get(key);
    if (known !== undefined) return known;
    const made = freshnessReport(contentOf(site), freshness.of(site), rules(), clock.now());
    this.#reports.set(key, made);
    this.#pending.add(key);
    const settled = (keep: boolean): void => {
      if (this.#reports.get(key) !== made) return;
      this.#pending.delete(key);
      if (!keep) this.#reports.delete(key);
      // The site's row says when it was asked.
      else this.#redrawAll();
    };
    // Who asked is told of a failure; the next who asks begins anew.
    made.then(
      ({ trueUntil }) => {
        this.#trueUntil.set(key, trueUntil);
        settled(true);
      },
      () => settled(false),
    );
    return made;
  }

  /** VS Code asks for every row that it shows: those that it does not ask for are gone. */
  #redrawAll(): void {
    this.#drawn.clear();
    this.#changed.fire(undefined);
  }

  /** What is being put together takes in what is told meanwhile: only what is finished can be out of date. */
  #drop(site: SiteRef): void {
    const key = siteKey(site);
    if (!this.#reports.has(key) || this.#pending.has(key)) return;
    this.#reports.delete(key);
    this.#redrawAll();
  }
}
