/** The tree while it is filtered: what matches, and what it is in. */
import { compareNames } from '../base/nameOrder';
import { kindNames, kindOf } from '../content/contentKinds';
import type { SiteContent, Within } from '../content/siteContent';
import type { SiteState } from '../session/siteProfile';
import type { Content, Luid, SiteRef, Workbook } from '../tableau/model';
import { commonFailure } from './childRows';
import {
  contentNode,
  messageNode,
  outsideNode,
  personalSpaceNode,
  siteNode,
  type BranchNode,
  type SiteNode,
  type TreeNode,
} from './treeNode';

/** Matches placed in one site's tree; more than this nobody reads. */
const limit = 1_000;

/** The kinds that have a place in the tree, in its order. */
const treeKinds = kindNames.filter((kind) => kindOf(kind).livesIn.length > 0);

export class FilteredTree {
  readonly #abort = new AbortController();
  readonly #sites = new Map<string, Promise<readonly TreeNode[]>>();
  /** By the id of the row above, then by their own. */
  readonly #rows = new Map<string, Map<string, BranchNode>>();

  /** `prefix` keeps the rows apart from those of the whole tree, so that each keeps what is expanded. */
  constructor(
    readonly text: string,
    readonly prefix: string,
    private readonly contentOf: (site: SiteRef) => SiteContent,
    private readonly stateOf: (site: SiteRef) => SiteState | undefined,
  ) {}

  /** The matches in a site, at their places. Reads the names of the whole site once. */
  matches(site: SiteNode): Promise<readonly TreeNode[]> {
    let rows = this.#sites.get(site.id);
    if (rows === undefined) {
      rows = this.#find(site);
      this.#sites.set(site.id, rows);
    }
    return rows;
  }

  /** What matches below a row; undefined where everything is shown, as in a project that matches by its own name. */
  under(node: BranchNode): readonly TreeNode[] | undefined {
    const rows = this.#rows.get(node.id);
    return rows === undefined ? undefined : [...rows.values()].sort(inOrder);
  }

  /** The site is searched again, for what failed or has changed, when it is next asked for. */
  retry(site: SiteRef): void {
    const { id } = siteNode(site, this.prefix);
    this.#sites.delete(id);
    for (const key of [...this.#rows.keys()])
      if (key === id || key.startsWith(`${id}/`)) this.#rows.delete(key);
  }

  dispose(): void {
    this.#abort.abort(new DOMException('The filter has changed', 'AbortError'));
  }

  async #find(site: SiteNode): Promise<readonly TreeNode[]> {
    const source = this.contentOf(site.site);
    await source.search.load(this.#abort.signal);
    const { failures } = source.search.progress;
    const found = source.search.find(this.text, limit);
    const parts = treeKinds.map((kind) => ({ kind, items: [], error: failures.get(kind) }));
    const common = commonFailure(parts, this.stateOf(site.site));
    await this.#place(site, source, found.items);
    const rows: TreeNode[] = [...(this.under(site) ?? [])];
    if (rows.length === 0 && common === undefined) rows.push(messageNode(site, 'noMatch'));
    if (found.total > found.items.length)
      rows.push(messageNode(site, 'cut', { total: found.total }));
    if (common !== undefined) rows.push(messageNode(site, common.reason, { error: common.error }));
    else
      for (const { kind, error } of parts)
        if (error !== undefined) rows.push(messageNode(site, 'error', { kind, error }));
    return rows;
  }

  async #place(site: SiteNode, source: SiteContent, items: readonly Content[]): Promise<void> {
    const workbooks = new Map(
      source.siteList('workbook', 'slim').items.map((workbook) => [workbook.luid, workbook]),
    );
    for (const item of items) {
      if (kindOf(item.kind).livesIn.length === 0) continue;
      const above = await this.#branch(site, source, workbooks, item);
      this.#add(above, contentNode(above, item));
    }
  }

  /** The row above an item; it and those above it are made where they are missing. */
  async #branch(
    site: SiteNode,
    source: SiteContent,
    workbooks: ReadonlyMap<Luid, Workbook>,
    item: Content,
  ): Promise<BranchNode> {
    const place = await placeOf(item, source, workbooks);
    if (place === 'site') return site;
    if (place === 'personalSpace') return this.#add(site, personalSpaceNode(site));
    if (place === 'outsideProjects') return this.#add(site, outsideNode(site));
    const above = await this.#branch(site, source, workbooks, place);
    return this.#add(above, contentNode(above, place));
  }

  #add(above: BranchNode, node: BranchNode): BranchNode {
    let rows = this.#rows.get(above.id);
    if (rows === undefined) {
      rows = new Map();
      this.#rows.set(above.id, rows);
    }
    const known = rows.get(node.id);
    if (known !== undefined) return known;
    rows.set(node.id, node);
    return node;
  }
}

/** From what the search has listed, without a request for each view. */
async function placeOf(
  item: Content,
  source: SiteContent,
  workbooks: ReadonlyMap<Luid, Workbook>,
): Promise<Within> {
  if (item.kind === 'view')
    return (item.workbook && workbooks.get(item.workbook.luid)) ?? 'outsideProjects';
  return (await source.parentOf(item)) ?? 'outsideProjects';
}

function inOrder(one: BranchNode, other: BranchNode): number {
  if (one.type !== 'content' || other.type !== 'content')
    return Number(one.type !== 'content') - Number(other.type !== 'content');
  const [a, b] = [one.content, other.content];
  return (
    treeKinds.indexOf(a.kind) - treeKinds.indexOf(b.kind) ||
    compareNames(a.name, b.name) ||
    (a.luid < b.luid ? -1 : 1)
  );
}
