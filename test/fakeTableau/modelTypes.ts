// The rows of the fake Tableau server's one in-memory model, as plain data.
import type { Moment } from './accountTypes';
import type { Field } from './lineageTypes';

export type * from './accountTypes';
export type * from './lineageTypes';

/** Kinds that have a browser address number (`vizportalUrlId`): unique within one kind and one site only. */
export type NumberedKind = 'project' | 'workbook' | 'datasource' | 'flow' | 'virtualConnection';

export type SiteRole =
  | 'Creator'
  | 'Explorer'
  | 'ExplorerCanPublish'
  | 'SiteAdministratorCreator'
  | 'SiteAdministratorExplorer'
  | 'ServerAdministrator'
  | 'Viewer'
  | 'Unlicensed';

export interface Site {
  readonly luid: string;
  readonly metadataId: string;
  readonly number: number;
  name: string;
  readonly contentUrl: string;
  /** Non-administrators may then see no other user (403133), and GraphQL hides owners. */
  limitedUserVisibility: boolean;
  runNowEnabled: boolean;
  /** True is GraphQL's SITE_DISABLED for this one site. */
  metadataDisabled: boolean;
  switchingEnabled: boolean;
  readonly createdAt: Moment;
}

/** A user of one site. The same person on two sites is two users with one `name`, as in Tableau. */
export interface User {
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  /** Tableau's `vizportalId`; also the owner number that search answers with. */
  readonly number: number;
  readonly name: string;
  fullName: string;
  email: string;
  siteRole: SiteRole;
  readonly domain: string;
  authSetting: 'ServerDefault' | 'SAML' | 'TableauIDWithMFA';
  lastLogin: Moment | undefined;
}

interface Named {
  readonly luid: string;
  readonly siteLuid: string;
  name: string;
  description: string | undefined;
  readonly createdAt: Moment;
  updatedAt: Moment;
  /** Absent for an item whose owner was removed. */
  ownerLuid: string | undefined;
  /** Seen by administrators, by the owner and by nobody else. */
  hidden: boolean;
  /** Lists leave the item out before this moment (the search index is late). */
  listedFrom: Moment | undefined;
  /** The Metadata API leaves the item out before this moment. */
  indexedFrom: Moment | undefined;
}

export interface Project extends Named {
  /** The number of the project's browser address, GraphQL's `projectVizportalUrlId`. */
  readonly vizportalUrlId: number;
  parentLuid: string | undefined;
  contentPermissions: 'LockedToProject' | 'ManagedByOwner' | 'LockedToProjectWithoutNested';
  writeable: boolean;
}

/** What workbooks, data sources and flows have in common. */
interface InProject extends Named {
  readonly metadataId: string;
  readonly vizportalUrlId: number;
  /** Absent for personal space, and for the odd item that belongs nowhere. */
  projectLuid: string | undefined;
  tags: string[];
}

/** When an extract was filled. The newest may not be told yet: extract times are late on purpose. */
export interface ExtractTime {
  readonly at: Moment;
  readonly shownFrom: Moment;
  readonly incremental: boolean;
}

export interface Workbook extends InProject {
  readonly kind: 'workbook';
  readonly contentUrl: string;
  showTabs: boolean;
  sizeInMegabytes: number;
  encryptExtracts: boolean;
  lastPublishedAt: Moment;
  /** In the owner's personal space: `location` says so and there is no `project`. */
  personalSpace: boolean;
  defaultViewLuid: string | undefined;
  readonly viewLuids: string[];
  readonly embeddedDatasources: EmbeddedDatasource[];
  readonly connections: Connection[];
}

export interface View {
  readonly kind: 'view';
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  readonly workbookLuid: string;
  name: string;
  /** `WorkbookContentUrl/sheets/ViewUrlName`. */
  readonly contentUrl: string;
  readonly viewUrlName: string;
  readonly sheetType: 'worksheet' | 'dashboard' | 'story';
  readonly index: number;
  /** A hidden sheet: in no REST list, and without luid and path in GraphQL. */
  readonly hiddenSheet: boolean;
  tags: string[];
  readonly createdAt: Moment;
  updatedAt: Moment;
  totalViewCount: number;
  favoritesTotal: number;
  /** Dashboards: the sheets on it. */
  readonly sheetLuids: string[];
  /** Sheets: metadata ids of the embedded fields used. */
  readonly fieldIds: string[];
}

export interface CustomView {
  readonly luid: string;
  readonly siteLuid: string;
  readonly viewLuid: string;
  readonly workbookLuid: string;
  readonly ownerLuid: string;
  name: string;
  shared: boolean;
  readonly createdAt: Moment;
  updatedAt: Moment;
  lastAccessedAt: Moment | undefined;
}

export interface Connection {
  readonly luid: string;
  readonly type: string;
  readonly serverAddress: string;
  readonly serverPort: string;
  readonly userName: string;
  readonly embedPassword: boolean;
  /** For a workbook's connection: the **embedded** data source's LUID and name. */
  readonly datasourceLuid: string;
  readonly datasourceName: string;
}

/** What published and embedded data sources have in common. */
interface DatasourceFacts {
  readonly metadataId: string;
  hasExtracts: boolean;
  /** Oldest first; `Model.extractTime` says which one is told now. */
  extractTimes: ExtractTime[];
  readonly upstreamTableIds: string[];
  readonly upstreamFlowLuids: string[];
  readonly fields: Field[];
}

export interface Datasource extends InProject, DatasourceFacts {
  readonly kind: 'datasource';
  readonly contentUrl: string;
  /** The connection class, such as `sqlserver`. */
  readonly type: string;
  isCertified: boolean;
  certificationNote: string | undefined;
  /** Refreshed by Tableau Bridge, which is known by finishCode 3. */
  useRemoteQueryAgent: boolean;
  encryptExtracts: boolean;
  sizeInMegabytes: number;
  readonly connections: Connection[];
  readonly upstreamVirtualConnectionLuids: string[];
  activeWarning: string | undefined;
}

export interface EmbeddedDatasource extends DatasourceFacts {
  readonly kind: 'embeddedDatasource';
  readonly luid: string;
  readonly siteLuid: string;
  readonly workbookLuid: string;
  readonly name: string;
  /** What it merely wraps, when it is a reference to published data sources. */
  readonly parentPublishedDatasourceLuids: string[];
}

export interface Flow extends InProject {
  readonly kind: 'flow';
  readonly fileType: 'tfl' | 'tflx';
  readonly outputSteps: readonly { readonly luid: string; readonly name: string }[];
  readonly outputDatasourceLuids: string[];
  readonly upstreamTableIds: string[];
}

export interface VirtualConnection extends InProject {
  readonly kind: 'virtualConnection';
  hasExtracts: boolean;
  isCertified: boolean;
  readonly connectionType: string;
  readonly tableIds: string[];
}

/** Every row that has a LUID and a place on a site, for `Model.canSee`. */
export type Visible =
  | Project
  | Workbook
  | View
  | CustomView
  | Datasource
  | EmbeddedDatasource
  | Flow
  | VirtualConnection;
