/** What the tree, the search and the LUID finder ask of one site; kept until it is refreshed. */
import type { Disposable } from '../base/emitter';
import type { TableauClient } from '../tableau/client';
import { isAbort, TableauError } from '../tableau/errors';
import type {
  Content,
  ContentByKind,
  ContentRef,
  KindName,
  Luid,
  SiteRef,
  View,
} from '../tableau/model';
import type { ContentList } from './contentList';
import { ContentSearch } from './contentSearch';
import { kindOf } from './contentKinds';
import { fold } from './foldedName';
import { LinkOrigin } from './linkOrigin';
import type { ProjectTree } from './projectTree';
import { SiteLists, type Within } from './siteLists';

export type { Within } from './siteLists';

export class SiteContent implements Disposable {
  readonly #lists: SiteLists;
  #links: LinkOrigin;
  #search: ContentSearch | undefined;
  #metadataUnavailable = false;

  constructor(
    readonly site: SiteRef,
    /** Loads the client's bundle at the first call; asks nothing of the network. */
    readonly client: () => Promise<TableauClient>,
  ) {
    this.#lists = new SiteLists(client);
    this.#links = new LinkOrigin(client);
  }

  /**
   * The items of one kind in a place, kept and growing on demand. The first batch costs one request for up to 1,000 items
   * (projects: one for the site, whatever the depth); personal space and what is outside read longer lists.
   */
  list<K extends KindName>(kind: K, within: Within): ContentList<ContentByKind[K]> {
    return this.#lists.list(kind, within);
  }

  /** All items of a kind on the site; `slim` ones have names, links and places only. */
  siteList<K extends KindName>(kind: K, fields: 'full' | 'slim'): ContentList<ContentByKind[K]> {
    return this.#lists.siteList(kind, fields);
  }

  /** So that the next who asks reads it anew. */
  forgetSiteList(kind: KindName): void {
    this.#lists.forgetSiteList(kind);
  }

  /** The visible projects, listed once. */
  projects(signal?: AbortSignal): Promise<ProjectTree> {
    return this.#lists.projects(signal);
  }

  /** The projects, if they were listed already. */
  get knownProjects(): ProjectTree | undefined {
    return this.#lists.knownProjects;
  }

  /** The search over the whole site; a new one after `refresh()`. */
  get search(): ContentSearch {
    return (this.#search ??= new ContentSearch({
      listOf: (kind) => this.siteList(kind, 'slim'),
      placeOf: async (signal) => {
        try {
          await this.projects(signal);
        } catch (error) {
          // Items are found by name all the same; the search tells that projects could not be listed.
          if (isAbort(error)) throw error;
        }
        return (item) => fold(this.#placeNames(item).join('/'));
      },
    }));
  }

  /** `Finance/EMEA/Margin`; undefined while the projects are not known. */
  path(content: Content): string | undefined {
    const inProject = content.kind === 'project' || content.location?.type === 'Project';
    if (inProject && this.knownProjects === undefined) return undefined;
    return [...this.#placeNames(content), content.name].join('/');
  }

  async pathOf(content: Content, signal?: AbortSignal): Promise<string> {
    if (this.path(content) === undefined) await this.projects(signal);
    return this.path(content) ?? content.name;
  }

  /** Everything about an item of which only the reference is known. */
  async details<K extends KindName>(
    ref: ContentRef<K>,
    signal?: AbortSignal,
  ): Promise<ContentByKind[K]> {
    const kind = kindOf(ref.kind);
    if (kind.get !== undefined) return kind.get(await this.client(), ref.luid, signal);
    // Of one project REST tells nothing: it is looked up among all.
    const project = (await this.projects(signal)).get(ref.luid);
    if (project === undefined) throw new TableauError('notFound');
    return project as ContentByKind[K];
  }

  /** The origin in this site's own links: not necessarily one that can be asked, nor the one in browsers. */
  linkOrigin(signal?: AbortSignal): Promise<string | undefined> {
    return this.#links.find(signal);
  }

  /** Where the tree shows an item; undefined for what it does not show. */
  async parentOf(content: Content, signal?: AbortSignal): Promise<Within | undefined> {
    if (kindOf(content.kind).livesIn.length === 0) return undefined;
    if (content.kind === 'view')
      return content.workbook && this.details(this.#ref('workbook', content.workbook.luid), signal);
    if (content.location?.type === 'PersonalSpace') return 'personalSpace';
    const tree = await this.projects(signal);
    if (content.kind === 'project') return tree.parentOf(content.luid) ?? 'site';
    return (content.location && tree.get(content.location.luid)) ?? 'outsideProjects';
  }

  /** The Metadata API was found to be off: not asked again here before the site is refreshed (the client itself waits ten minutes). */
  get metadataUnavailable(): boolean {
    return this.#metadataUnavailable;
  }

  markMetadataUnavailable(): void {
    this.#metadataUnavailable = true;
  }

  /**
   * Forgets what is known of a place and all below it, or of the whole site. What is still being asked for it is dropped:
   * those who wait are told by an `AbortError`.
   */
  refresh(within: Within = 'site'): void {
    this.#lists.refresh(within);
    if (within !== 'site') return;
    this.#search?.dispose();
    this.#search = undefined;
    this.#links = new LinkOrigin(this.client);
    this.#metadataUnavailable = false;
  }

  dispose(): void {
    this.refresh();
  }

  #ref<K extends KindName>(kind: K, luid: Luid): ContentRef<K> {
    return { site: this.site, kind, luid };
  }

  /** The names above an item, topmost first, as far as they are known. */
  #placeNames(content: Content): string[] {
    const project =
      content.kind === 'project'
        ? this.knownProjects?.parentOf(content.luid)?.luid
        : content.location?.luid;
    const lineage = project === undefined ? [] : (this.knownProjects?.lineage(project) ?? []);
    const names = lineage.map(({ name }) => name);
    if (names.length === 0 && content.location?.name !== undefined)
      names.push(content.location.name);
    const { workbook, view } = above(content);
    const name = workbook && (workbook.name ?? this.#lists.workbookName(workbook.luid));
    if (name !== undefined) names.push(name);
    if (view?.name !== undefined) names.push(view.name);
    return names;
  }
}

function above(content: Content): {
  readonly workbook?: View['workbook'];
  readonly view?: View['workbook'];
} {
  if (content.kind === 'view') return { workbook: content.workbook };
  if (content.kind === 'customView') return { workbook: content.workbook, view: content.view };
  return {};
}
