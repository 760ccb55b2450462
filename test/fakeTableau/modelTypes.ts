// The rows of the fake Tableau server's one in-memory model, as plain data.

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

/** A moment, in milliseconds of the model's clock. */
export type Moment = number;

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

export interface Database {
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  readonly vizportalId: number;
  readonly kind: 'DatabaseServer' | 'File' | 'CloudFile';
  readonly name: string;
  readonly connectionType: string;
  readonly isEmbedded: boolean;
  readonly hostName: string | undefined;
  readonly port: number | undefined;
  readonly filePath: string | undefined;
  readonly description: string | undefined;
}

export interface Table {
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  readonly vizportalId: number;
  readonly kind: 'DatabaseTable' | 'CustomSQLTable';
  readonly name: string;
  readonly schema: string | undefined;
  readonly fullName: string | undefined;
  readonly databaseLuid: string;
  readonly isEmbedded: boolean;
  readonly description: string | undefined;
  /** Custom SQL only. */
  readonly query: string | undefined;
  /** Custom SQL only: metadata ids of the tables that the query reads. */
  readonly sourceTableIds: string[];
  readonly columns: Column[];
}

export interface Column {
  readonly metadataId: string;
  readonly luid: string;
  readonly name: string;
  /** OLE DB name, such as `WSTR`. */
  readonly remoteType: string;
  readonly tableId: string;
  readonly isNullable: boolean;
}

export type FieldKind =
  'ColumnField' | 'CalculatedField' | 'DatasourceField' | 'GroupField' | 'BinField';

export interface Field {
  readonly metadataId: string;
  readonly kind: FieldKind;
  readonly name: string;
  readonly description: string | undefined;
  readonly isHidden: boolean;
  readonly folderName: string | undefined;
  readonly role: 'DIMENSION' | 'MEASURE';
  readonly dataCategory: 'QUANTITATIVE' | 'NOMINAL' | 'ORDINAL';
  readonly dataType: 'INTEGER' | 'REAL' | 'STRING' | 'DATETIME' | 'DATE' | 'BOOLEAN';
  readonly aggregation: string | undefined;
  readonly formula: string | undefined;
  /** Metadata ids of columns (ColumnField). */
  readonly columnIds: string[];
  /** Metadata ids of fields read by this one (calculated, group, bin; a DatasourceField's remote field). */
  readonly fieldIds: string[];
  /** Metadata id of the published or embedded data source that owns the field. */
  readonly datasourceId: string;
}

export interface Schedule {
  readonly luid: string;
  readonly name: string;
  state: 'Active' | 'Suspended';
  readonly priority: number;
  readonly type: 'Extract' | 'Subscription' | 'Flow';
  readonly frequency: 'Hourly' | 'Daily' | 'Weekly' | 'Monthly';
  readonly start: string;
  readonly weekDays: readonly string[];
  readonly createdAt: Moment;
}

export interface Task {
  readonly luid: string;
  readonly siteLuid: string;
  readonly type: 'RefreshExtractTask' | 'IncrementExtractTask';
  readonly priority: number;
  consecutiveFailedCount: number;
  /** Absent when the task may not run any more; no other field says so. */
  nextRunAt: Moment | undefined;
  readonly scheduleLuid: string | undefined;
  readonly workbookLuid: string | undefined;
  readonly datasourceLuid: string | undefined;
  readonly ownerLuid: string;
}

export interface Favorite {
  readonly userLuid: string;
  readonly label: string | undefined;
  readonly kind: 'workbook' | 'view' | 'datasource' | 'project' | 'flow';
  readonly itemLuid: string;
}

export interface PersonalAccessToken {
  readonly name: string;
  readonly secret: string;
  /** The owner's user name: the token is good on every site where that person is a user. */
  readonly userName: string;
  readonly expiresAt: Moment;
  revoked: boolean;
}

export interface ConnectedApp {
  readonly clientId: string;
  readonly secretId: string;
  readonly secretValue: string;
  readonly siteLuid: string;
  enabled: boolean;
}

export interface Session {
  readonly token: string;
  readonly siteLuid: string;
  readonly userLuid: string;
  readonly kind: 'password' | 'personalAccessToken' | 'jwt';
  readonly personalAccessTokenName: string | undefined;
  /** Scopes of the JWT; undefined means unlimited (password, personal access token). */
  readonly scopes: readonly string[] | undefined;
  readonly createdAt: Moment;
  lastUsedAt: Moment;
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
