/** What is known of the rows: their children as far as they were asked for, and the rows that VS Code was given. */
import type { Clock } from '../base/clock';
import type { SiteContent } from '../content/siteContent';
import type { SessionsContract } from '../session/sessionsContract';
import { isAbort } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';
import { blockedBy, childRows } from './childRows';
import { startEarly } from './earlyStart';
import type { FilteredTree } from './filteredTree';
import { Listing } from './listing';
import { isBranch, messageNode, siteNode, type BranchNode, type TreeNode } from './treeNode';
import { partsOf } from './treeParts';

export class LoadedTree {
  /** VS Code knows rows by identity: a row that has not changed stays the same object. */
  readonly #nodes = new Map<string, TreeNode>();
  readonly #listings = new Map<string, Listing>();
  #started = false;
  #disposed = false;

  /** `changed` is called when rows came for a node after its children were given. */
  constructor(
    private readonly sessions: SessionsContract,
    private readonly contentOf: (site: SiteRef) => SiteContent,
    private readonly clock: Clock,
    private readonly changed: (node: BranchNode) => void,
  ) {}

  /** Without a node: the sites, which asks nothing of the network. */
  async children(
    node: TreeNode | undefined,
    filtered: FilteredTree | undefined,
  ): Promise<readonly TreeNode[]> {
    if (node === undefined) {
      const sites = this.sessions
        .list()
        .map(({ profile }) => this.register(siteNode(profile.site, filtered?.prefix)));
      if (filtered === undefined) this.#startEarly(sites[0]);
      return sites;
    }
    if (!isBranch(node)) return [];
    const rows = await this.#rowsUnder(node, filtered);
    return rows.map((row) => this.register(row));
  }

  parent(node: TreeNode): TreeNode | undefined {
    return node.parentId === undefined ? undefined : this.#nodes.get(node.parentId);
  }

  /** The row with this id as VS Code was given it. */
  node(id: string): TreeNode | undefined {
    return this.#nodes.get(id);
  }

  /** All rows that VS Code may have. */
  nodes(): Iterable<TreeNode> {
    return this.#nodes.values();
  }

  /** The row to give to VS Code: the one it has, unless what it shows has changed. */
  register<T extends TreeNode>(node: T): T {
    const known = this.#nodes.get(node.id);
    if (known !== undefined && sameRow(known, node)) return known as T;
    this.#nodes.set(node.id, node);
    return node;
  }

  listing(node: BranchNode): Listing {
    let listing = this.#listings.get(node.id);
    if (listing === undefined) {
      listing = new Listing(partsOf(node, this.contentOf(node.site)), this.clock, () =>
        this.changed(node),
      );
      this.#listings.set(node.id, listing);
    }
    return listing;
  }

  knownListing(id: string): Listing | undefined {
    return this.#listings.get(id);
  }

  /** The nodes at and below an id under which something could not be loaded. */
  failed(id: string): readonly BranchNode[] {
    return [...this.#listings].flatMap(([key, listing]) => {
      const node = isAtOrBelow(key, id) && listing.hasFailed ? this.#nodes.get(key) : undefined;
      return node !== undefined && isBranch(node) ? [node] : [];
    });
  }

  /** Resolves when what is being loaded for a row is there. */
  async settled(node: BranchNode): Promise<void> {
    await this.#listings.get(node.id)?.load();
  }

  /** Forgets the children of a row and of all rows below; what is being loaded for them is not wanted any more. */
  drop(id: string): void {
    this.#dropWhere((key) => isAtOrBelow(key, id));
  }

  /** The rows of a filter that is gone. */
  dropFiltered(prefix: string): void {
    this.#dropWhere((key) => key.startsWith(prefix));
    for (const key of [...this.#nodes.keys()]) if (key.startsWith(prefix)) this.#nodes.delete(key);
  }

  #dropWhere(gone: (key: string) => boolean): void {
    for (const [key, listing] of [...this.#listings]) {
      if (!gone(key)) continue;
      this.#listings.delete(key);
      listing.dispose();
    }
  }

  dispose(): void {
    this.#disposed = true;
    for (const listing of this.#listings.values()) listing.dispose();
    this.#listings.clear();
    this.#nodes.clear();
  }

  /** The first site opens by itself (`Expansion`), so its rows are asked for next. */
  #startEarly(site: BranchNode | undefined): void {
    if (this.#started || site === undefined) return;
    this.#started = true;
    void startEarly(this.clock, () => {
      const state = this.sessions.find(site.site)?.state;
      if (this.#disposed || state === undefined || blockedBy(state) !== undefined) return;
      // Never rejects: what fails is a row.
      void this.listing(site).load();
    });
  }

  async #rowsUnder(
    node: BranchNode,
    filtered: FilteredTree | undefined,
  ): Promise<readonly TreeNode[]> {
    for (let attempt = 0; attempt < 3 && !this.#disposed; attempt += 1) {
      const entry = this.sessions.find(node.site);
      if (entry === undefined) return [];
      const blocked = blockedBy(entry.state);
      if (blocked !== undefined) return node.type === 'site' ? [messageNode(node, blocked)] : [];
      if (filtered !== undefined) {
        const rows = await filteredRows(node, filtered);
        if (rows !== undefined) return rows;
      }
      const listing = this.listing(node);
      await listing.load();
      if (listing.stale && this.#listings.get(node.id) === listing) this.#listings.delete(node.id);
      // A refresh or a sign-out came between: what was loaded is not wanted any more, and what is wanted is asked for.
      if (this.#listings.get(node.id) !== listing) continue;
      return childRows(node, listing.rows(), this.sessions.find(node.site)?.state);
    }
    return [];
  }
}

async function filteredRows(
  node: BranchNode,
  filtered: FilteredTree,
): Promise<readonly TreeNode[] | undefined> {
  try {
    return node.type === 'site' ? await filtered.matches(node) : filtered.under(node);
  } catch (error) {
    // Another filter or a refresh took its place, and VS Code was told to ask again.
    if (isAbort(error)) return [];
    throw error;
  }
}

/** Ids are paths; with a site's key it ends at a `/`, so that no site is taken for another. */
function isAtOrBelow(key: string, id: string): boolean {
  return key === id || key.startsWith(`${id}/`);
}

function sameRow(known: TreeNode, node: TreeNode): boolean {
  if (known.type === 'content' && node.type === 'content') return known.content === node.content;
  if (known.type === 'message' && node.type === 'message')
    return known.reason === node.reason && known.error === node.error && known.total === node.total;
  if (known.type === 'showMore' && node.type === 'showMore')
    return known.shown === node.shown && known.total === node.total;
  return known.type === node.type;
}
