/** How each place of a site is listed, with as few requests as it can be done with; kept until it is refreshed. */
import { setImmediate } from 'node:timers/promises';
import type { TableauClient } from '../tableau/client';
import type { Content, ContentByKind, KindName, Luid } from '../tableau/model';
import type { Ahead } from '../tableau/paginate';
import type { ContentList, Open } from './contentList';
import { ContentLists } from './contentLists';
import { kindOf } from './contentKinds';
import { personalSpace } from './personalSpace';
import { ProjectTree } from './projectTree';

/** A place that has content: the site's top, the caller's own space, what lives in no visible project, or an item. */
export type Within = 'site' | 'personalSpace' | 'outsideProjects' | Content;

type Batches<K extends KindName> = AsyncIterable<readonly ContentByKind[K][]>;

const wholeSite = 'whole site';
const wholeSiteSlim = 'whole site, slim';
const manyProjects = 500;
/** Pages under way beyond the one that is waited for, where a whole list is wanted. */
export const pagesAhead = 3;

export class SiteLists {
  readonly #lists = new ContentLists();
  readonly #workbookNames = new Map<Luid, string>();
  readonly #lacksFilter = new Set<KindName>();
  #tree: { readonly of: ContentList; readonly tree: ProjectTree } | undefined;

  constructor(private readonly client: () => Promise<TableauClient>) {}

  /** The items of one kind in a place. */
  list<K extends KindName>(kind: K, within: Within): ContentList<ContentByKind[K]> {
    return this.#lists.get(kind, placeKey(within), () => this.#open(kind, within));
  }

  /** All items of a kind on the site; `slim` ones have names, links and places only. */
  siteList<K extends KindName>(kind: K, fields: 'full' | 'slim'): ContentList<ContentByKind[K]> {
    // Projects are few and needed whole; and what is there in full already serves as slim.
    const full = fields === 'full' || kind === 'project' || this.#lists.has(kind, wholeSite);
    const place = full ? wholeSite : wholeSiteSlim;
    const asked = full ? 'full' : 'slim';
    return this.#lists.get(kind, place, () => (signal, onTotal) => {
      const options = { ahead: pagesAhead, fields: asked, onTotal } as const;
      return this.#pages(kind, undefined, options, signal);
    });
  }

  forgetSiteList(kind: KindName): void {
    this.#lists.drop(
      (of, place) => of === kind && (place === wholeSite || place === wholeSiteSlim),
    );
  }

  async projects(signal?: AbortSignal): Promise<ProjectTree> {
    const list = this.siteList('project', 'full');
    const all = await list.all(signal);
    if (this.#tree?.of === list) return this.#tree.tree;
    // Thousands of names take a while to sort: not in the turn in which their last page was read.
    if (all.length > manyProjects) await setImmediate();
    const tree = this.#tree?.of === list ? this.#tree.tree : new ProjectTree(all);
    // Unless the place was forgotten meanwhile.
    if (this.siteList('project', 'full') === list) this.#tree = { of: list, tree };
    return tree;
  }

  get knownProjects(): ProjectTree | undefined {
    return this.#tree?.tree;
  }

  workbookName(luid: Luid): string | undefined {
    return this.#workbookNames.get(luid);
  }

  /** Forgets a place and all below it. */
  refresh(within: Within): void {
    if (within === 'site') {
      this.#lists.drop(() => true);
      this.#lacksFilter.clear();
      this.#tree = undefined;
      return;
    }
    const below = new Set([placeKey(within)]);
    const isProject = typeof within !== 'string' && within.kind === 'project';
    if (isProject)
      for (const project of this.#tree?.tree.below(within.luid) ?? []) below.add(placeKey(project));
    // The views of a workbook are asked for again with its project: they are cheap, and where it lives is not known here.
    const views = typeof within === 'string' || isProject;
    this.#lists.drop(
      (kind, place) => below.has(place) || place === wholeSite || (views && kind === 'view'),
    );
    this.#tree = undefined;
  }

  #open<K extends KindName>(kind: K, within: Within): Open<ContentByKind[K]> {
    // Each branch lists the kind that was asked for.
    if (kind === 'project') return (signal) => this.#childProjects(within, signal) as Batches<K>;
    if (within === 'personalSpace')
      return kind === 'workbook'
        ? (signal) => this.#personalSpace(signal) as Batches<K>
        : () => nothing();
    if (within === 'outsideProjects') return (signal) => this.#outside(kind, signal);
    if (within === 'site') return () => nothing();
    // Who unfolds a row wants one page; who refreshes all that is in a project, the end.
    return (signal, onTotal, isWhole) => {
      const ahead = (): number => (isWhole() ? pagesAhead : 0);
      return this.#pages(kind, within, { ahead, onTotal }, signal);
    };
  }

  async *#pages<K extends KindName>(
    kind: K,
    within: Content | undefined,
    options: {
      readonly ahead: Ahead;
      readonly fields?: 'full' | 'slim';
      readonly onTotal: (total: number) => void;
    },
    signal: AbortSignal,
  ): Batches<K> {
    const shared = {
      lacksFilter: this.#lacksFilter.has(kind),
      filterRefused: () => void this.#lacksFilter.add(kind),
      pages: (own?: AbortSignal) => this.siteList(kind, 'full').follow(own),
    };
    const client = await this.client();
    const batches = kindOf(kind).pages?.(client, within, { ...options, wholeSite: shared }, signal);
    for await (const batch of batches ?? nothing<ContentByKind[K]>()) {
      for (const { kind: of, luid, name } of batch)
        if (of === 'workbook') this.#workbookNames.set(luid, name);
      yield batch;
    }
  }

  async *#childProjects(within: Within, signal: AbortSignal): Batches<'project'> {
    const tree = await this.projects(signal);
    if (within === 'site') yield tree.roots;
    else if (typeof within !== 'string') yield tree.childrenOf(within.luid);
  }

  async *#personalSpace(signal: AbortSignal): Batches<'workbook'> {
    yield* personalSpace(await this.client(), signal);
  }

  async *#outside<K extends KindName>(kind: K, signal: AbortSignal): Batches<K> {
    const tree = await this.projects(signal);
    for await (const batch of this.siteList(kind, 'full').follow(signal))
      yield batch.filter(
        ({ location }) =>
          location === undefined ||
          (location.type === 'Project' && tree.get(location.luid) === undefined),
      );
  }
}

async function* nothing<T>(): AsyncGenerator<readonly T[]> {
  // No batches: an iterator that is at its end.
}

function placeKey(within: Within): string {
  return typeof within === 'string' ? within : `${within.kind}:${within.luid}`;
}
