/** The content view: sites, and under them what Tableau holds. Loads what is expanded, and nothing before. */
import * as vscode from 'vscode';
import type { Clock } from '../base/clock';
import { Disposables } from '../base/disposables';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import { setContextKey } from '../ui/contextKeys';
import { HumanError } from '../ui/messages';
import { blockedBy } from './childRows';
import { DrawnAges } from './drawnAges';
import { contentViewOptions } from './dragLuids';
import { Expansion } from './expansion';
import { FilteredTree } from './filteredTree';
import type { FreshnessGate } from './freshnessGate';
import { LoadedTree } from './loadedTree';
import { nextOf } from './nextRows';
import { placeInTree } from './revealPlaces';
import { SessionChanges } from './sessionChanges';
import { rowParts } from './rowParts';
import {
  contentNode,
  isBranch,
  outsideNode,
  personalSpaceNode,
  siteNode,
  type BranchNode,
  type TreeNode,
} from './treeNode';
import { placeOf } from './treeParts';

export class ContentTree implements vscode.TreeDataProvider<TreeNode>, vscode.Disposable {
  readonly view: vscode.TreeView<TreeNode>;
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<TreeNode | TreeNode[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #loaded: LoadedTree;
  readonly #sessionChanges: SessionChanges;
  readonly #expansion: Expansion;
  readonly #ages: DrawnAges;
  #filtered: FilteredTree | undefined;
  #filters = 0;

  constructor(
    private readonly sessions: SessionsContract,
    private readonly contentOf: (site: SiteRef) => SiteContent,
    private readonly clock: Clock,
    viewId = 'vizport.content',
    private readonly freshness?: Pick<FreshnessGate, 'look' | 'onDidChange'>,
  ) {
    this.#loaded = this.#owned.add(
      new LoadedTree(sessions, contentOf, clock, (node) => this.#fire(node)),
    );
    this.#expansion = new Expansion(sessions);
    this.#sessionChanges = new SessionChanges(sessions);
    this.view = this.#owned.add(
      vscode.window.createTreeView<TreeNode>(viewId, {
        treeDataProvider: this,
        ...contentViewOptions,
      }),
    );
    this.#owned.add(this.view.onDidExpandElement(({ element }) => this.#onExpanded(element)));
    this.#owned.add(
      this.view.onDidCollapseElement(({ element }) => this.#expansion.set(element, false)),
    );
    this.#owned.add(sessions.onDidChange((site) => this.#onSessionsChanged(site)));
    this.#ages = this.#owned.add(
      new DrawnAges(freshness, this.#loaded, (rows) => this.#changed.fire(rows)),
    );
  }

  getTreeItem(node: TreeNode): vscode.TreeItem {
    return rowParts().treeItem(node, {
      now: this.clock.now(),
      expanded: this.#expansion.has(node, this.#filtered),
      ...(this.filter === undefined ? {} : { filter: this.filter }),
      entry: (site) => this.sessions.find(site),
      freshness: (content) => this.#ages.draw(node, content),
    });
  }

  resolveTreeItem(item: vscode.TreeItem, node: TreeNode): vscode.TreeItem {
    if (node.type === 'content')
      item.tooltip = rowParts().contentTooltip(
        node.content,
        this.contentOf(node.site).path(node.content),
        this.freshness?.look(node.content)?.facts,
      );
    return item;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    return [...(await this.#loaded.children(node, this.#filtered))];
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return this.#loaded.parent(node);
  }

  get filter(): string | undefined {
    return this.#filtered?.text;
  }

  async setFilter(text: string): Promise<void> {
    if (text === (this.filter ?? '')) return;
    this.#newFilter(text);
    this.#changed.fire(undefined);
    await setContextKey('vizport.filtered', text !== '');
  }

  /** Asks Tableau again for what is under a row, or for everything; what is expanded stays so. */
  async refresh(node?: TreeNode): Promise<void> {
    const branch = this.#branchOf(node);
    if (branch === undefined) {
      for (const { profile } of this.sessions.list()) this.#forget(profile.site);
      this.#newFilter(this.filter ?? '');
      this.#changed.fire(undefined);
      return;
    }
    this.contentOf(branch.site).refresh(placeOf(branch));
    this.#loaded.drop(branch.id);
    this.#reload(branch);
    await this.#loaded.settled(branch);
  }

  /** Asks again for what could not be loaded under a row, and leaves the rest as it is. */
  async retry(node: TreeNode): Promise<void> {
    const branch = this.#branchOf(node);
    if (branch === undefined) return;
    this.#loaded.knownListing(branch.id)?.retry();
    this.#reload(branch);
    await this.#loaded.settled(branch);
  }

  /** Loads the next rows in the place of a "Show more…" row, and goes to the first of them. */
  async showMore(node: TreeNode): Promise<void> {
    const parent = this.#branchOf(node);
    if (node.type !== 'showMore' || parent === undefined) return;
    const first = await nextOf(this.#loaded, parent, node.kind, () => this.#fire(parent));
    if (first !== undefined && this.view.visible)
      await this.view.reveal(contentNode(parent, first), { select: true, focus: true });
  }

  /** Opens the tree at an item and selects it, loading what is needed on the way. */
  async reveal(content: Content): Promise<void> {
    const entry = this.sessions.find(content.site);
    if (entry === undefined || blockedBy(entry.state) !== undefined)
      throw new HumanError(vscode.l10n.t('Sign in to the site first: it is not signed in now.'));
    await this.setFilter('');
    const { above, item } = await placeInTree(this.contentOf(content.site), content);
    let node: BranchNode = this.#loaded.register(siteNode(content.site));
    for (const place of above) {
      if (place === 'personalSpace')
        node = this.#loaded.register(personalSpaceNode(siteNode(node.site)));
      else if (place === 'outsideProjects')
        node = this.#loaded.register(outsideNode(siteNode(node.site)));
      else node = await this.#shown(node, place);
    }
    node = await this.#shown(node, item);
    await this.view.reveal(node, { select: true, focus: true, expand: false });
  }

  dispose(): void {
    this.#filtered?.dispose();
    this.#owned.dispose();
  }

  /** The row of an item under another, which is made to show it where it stands beyond the rows that are shown. */
  async #shown(parent: BranchNode, content: Content): Promise<BranchNode> {
    const listing = this.#loaded.listing(parent);
    await listing.load();
    if (!listing.shows(content)) {
      listing.pin(content);
      this.#fire(parent);
    }
    const node = contentNode(parent, content);
    const known = this.#loaded.node(node.id);
    return known !== undefined && isBranch(known) ? known : this.#loaded.register(node);
  }

  #branchOf(node: TreeNode | undefined): BranchNode | undefined {
    const branch = node === undefined || isBranch(node) ? node : this.#loaded.parent(node);
    return branch !== undefined && isBranch(branch) ? branch : undefined;
  }

  #onExpanded(node: TreeNode): void {
    this.#expansion.set(node, true);
    if (!isBranch(node)) return;
    const listing = this.#loaded.knownListing(node.id);
    if (listing?.hasFailed !== true) return;
    listing.retry();
    this.#fire(node);
  }

  #onSessionsChanged(site: SiteRef | undefined): void {
    for (const { site: changed, change, looks } of this.#sessionChanges.take(site)) {
      const node = siteNode(changed, this.#filtered?.prefix);
      if (change === 'forget') this.#forget(changed);
      if (change === 'retry')
        for (const failed of this.#loaded.failed(node.id)) {
          this.#loaded.knownListing(failed.id)?.retry();
          this.#fire(failed);
        }
      // Of a filtered tree the matches under a site depend on its session.
      if (looks || change === 'forget' || this.#filtered !== undefined) this.#fire(node);
    }
    if (site === undefined) this.#changed.fire(undefined);
  }

  #forget(site: SiteRef): void {
    this.contentOf(site).refresh('site');
    this.#loaded.drop(siteNode(site).id);
    if (this.#filtered === undefined) return;
    const node = siteNode(site, this.#filtered.prefix);
    this.#loaded.drop(node.id);
    this.#filtered.retry(site);
  }

  #newFilter(text: string): void {
    this.#filtered?.dispose();
    if (this.#filtered !== undefined) this.#loaded.dropFiltered(this.#filtered.prefix);
    this.#filters += 1;
    this.#filtered =
      text === ''
        ? undefined
        : new FilteredTree(
            text,
            `filter${this.#filters}:`,
            this.contentOf,
            (site) => this.sessions.find(site)?.state,
          );
    this.view.description = text === '' ? '' : vscode.l10n.t('filter: {0}', text);
    this.view.message = text === '' ? '' : vscode.l10n.t('Only what matches "{0}" is shown.', text);
  }

  /** While filtered, what stands where is a matter of the whole site. */
  #reload(branch: BranchNode): void {
    this.#filtered?.retry(branch.site);
    this.#fire(
      this.#filtered === undefined ? branch : siteNode(branch.site, this.#filtered.prefix),
    );
  }

  /** VS Code knows rows by identity: it is told of the one that it has. */
  #fire(node: BranchNode | undefined): void {
    const known = node && this.#loaded.node(node.id);
    if (known !== undefined || node === undefined) this.#changed.fire(known);
  }
}
