// The fake server's model: every table, who may see what, and which extract time is told now.
import { AccessRules } from './accessRules';
import { Jobs } from './jobs';
import type {
  ConnectedApp,
  CustomView,
  Database,
  Datasource,
  EmbeddedDatasource,
  ExtractTime,
  Favorite,
  Flow,
  Moment,
  PersonalAccessToken,
  Project,
  Schedule,
  Session,
  Site,
  Table,
  Task,
  TrustedIssuer,
  User,
  View,
  VirtualConnection,
  Visible,
  Workbook,
} from './modelTypes';
import { Store } from './store';

export * from './modelTypes';

/** What a caller sees of the extract's history at one moment. */
export interface ExtractTimes {
  readonly lastRefreshTime: string | undefined;
  readonly lastIncrementalUpdateTime: string | undefined;
  readonly lastUpdateTime: string | undefined;
}

export class Model {
  readonly sites = new Map<string, Site>();
  readonly users = new Store<User>();
  readonly projects = new Store<Project>();
  readonly workbooks = new Store<Workbook>();
  readonly views = new Store<View>();
  readonly customViews = new Store<CustomView>();
  readonly datasources = new Store<Datasource>();
  /** The same objects that `Workbook.embeddedDatasources` holds, by LUID. */
  readonly embeddedDatasources = new Store<EmbeddedDatasource>();
  readonly flows = new Store<Flow>();
  readonly virtualConnections = new Store<VirtualConnection>();
  readonly databases = new Store<Database>();
  /** By LUID; the links in the model name tables by `metadataId`: use `tableByMetadataId`. */
  readonly tables = new Store<Table>();
  readonly tableByMetadataId = new Map<string, Table>();
  readonly tasks = new Store<Task>();
  readonly schedules = new Map<string, Schedule>();
  readonly favorites: Favorite[] = [];
  readonly sessions = new Map<string, Session>();
  readonly personalAccessTokens: PersonalAccessToken[] = [];
  /** By user name; the same password on every site of that person. */
  readonly passwords = new Map<string, string>();
  readonly lockedUsers = new Set<string>();
  readonly connectedApps: ConnectedApp[] = [];
  readonly trustedIssuers: TrustedIssuer[] = [];
  readonly jobs: Jobs;
  readonly access = new AccessRules();

  /** `now` is the server's clock: everything that depends on time asks it. */
  constructor(readonly now: () => Moment) {
    this.jobs = new Jobs(now);
  }

  addSite(site: Site): Site {
    this.sites.set(site.luid, site);
    return site;
  }

  /** Sites are matched without regard to case, because tabcmd lower-cases them (recorded). */
  siteByContentUrl(contentUrl: string): Site | undefined {
    const wanted = contentUrl.toLowerCase();
    for (const site of this.sites.values()) {
      if (site.contentUrl.toLowerCase() === wanted) return site;
    }
    return undefined;
  }

  /** User names are case-sensitive (documented for the `sub` of a JWT). */
  userByName(siteLuid: string, name: string): User | undefined {
    return this.users.ofSite(siteLuid).find((user) => user.name === name);
  }

  addTable(table: Table): Table {
    this.tableByMetadataId.set(table.metadataId, table);
    return this.tables.add(table);
  }

  addWorkbook(workbook: Workbook, views: readonly View[]): Workbook {
    this.workbooks.add(workbook);
    for (const view of views) this.views.add(view);
    for (const embedded of workbook.embeddedDatasources) this.embeddedDatasources.add(embedded);
    return workbook;
  }

  isAdministrator(user: User): boolean {
    return user.siteRole.startsWith('SiteAdministrator') || user.siteRole === 'ServerAdministrator';
  }

  /**
   * Administrators see everything on their site; others what they own, and what is neither hidden nor in a
   * hidden project. A visible project inside a hidden one stays visible, as in Tableau.
   */
  canSee(user: User, item: Visible): boolean {
    if (item.siteLuid !== user.siteLuid) return false;
    if (this.isAdministrator(user)) return true;
    if ('viewLuid' in item) {
      if (!item.shared && item.ownerLuid !== user.luid) return false;
      return this.#seesRow(user, this.workbooks.get(item.workbookLuid));
    }
    if ('workbookLuid' in item) return this.#seesRow(user, this.workbooks.get(item.workbookLuid));
    return this.#seesRow(user, item);
  }

  #seesRow(
    user: User,
    item: Project | Workbook | Datasource | Flow | VirtualConnection | undefined,
  ): boolean {
    if (!item) return false;
    if (item.ownerLuid === user.luid) return true;
    if (item.hidden || ('personalSpace' in item && item.personalSpace)) return false;
    if (!('projectLuid' in item) || item.projectLuid === undefined) return true;
    const project = this.projects.get(item.projectLuid);
    return project !== undefined && (!project.hidden || project.ownerLuid === user.luid);
  }

  /** The owner, a leader of a project above it, administrators, and whom a rule allows it may refresh (documented in part). */
  mayRefresh(user: User, item: Workbook | Datasource | Flow): boolean {
    if (this.isAdministrator(user) || item.ownerLuid === user.luid) return true;
    for (
      let project = this.projects.get(item.projectLuid);
      project;
      project = this.projects.get(project.parentLuid)
    ) {
      if (this.access.leads(user, project)) return true;
    }
    return this.access.mayStart(user, item);
  }

  /** A workbook can be refreshed when it holds an extract of its own. */
  hasExtracts(item: Workbook | Datasource): boolean {
    if (item.kind === 'datasource') return item.hasExtracts;
    return item.embeddedDatasources.some((embedded) => embedded.hasExtracts);
  }

  /** GraphQL's three extract times, as told at this moment: late ones are still the old ones. */
  extractTimes(of: Datasource | EmbeddedDatasource): ExtractTimes {
    const now = this.now();
    const told = of.extractTimes.filter((time) => time.shownFrom <= now);
    const newest = (times: readonly ExtractTime[]): string | undefined => {
      const last = times.at(-1);
      return last === undefined ? undefined : timestamp(last.at);
    };
    return {
      lastRefreshTime: newest(told.filter((time) => !time.incremental)),
      lastIncrementalUpdateTime: newest(told.filter((time) => time.incremental)),
      lastUpdateTime: newest(told),
    };
  }
}

/** Tableau's date form: UTC, no fraction. */
export function timestamp(moment: Moment): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}
