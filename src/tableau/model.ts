/** What Tableau holds, as plain readonly data in Tableau's own words. */

declare const brand: unique symbol;
/** The REST id of an item. Unique only per kind, per site. */
export type Luid = string & { readonly [brand]: 'luid' };
/** As a part of longer expressions; in either case of letters. */
export const luidForm = String.raw`[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}`;
const wholeLuid = new RegExp(`^${luidForm}$`, 'iu');

/** Whether a text has the form of a LUID; whether there is such an item, only Tableau knows. */
export function isLuid(text: string): text is Luid {
  return wholeLuid.test(text);
}

/** The URL-safe name of a site or an item. The default site of a Tableau Server has the empty one. */
export type ContentUrl = string & { readonly [brand]: 'contentUrl' };
/** The number in a browser URL. Means nothing without kind and site. */
export type VizportalUrlId = string & { readonly [brand]: 'vizportalUrlId' };

/** A site as a URL names it. */
export interface SiteRef {
  /** Origin of the server as REST is called, for example `https://10ax.online.tableau.com`; no trailing slash. */
  readonly server: string;
  readonly contentUrl: ContentUrl;
}

/** A stable key for a site, for maps, storage and tree ids. Servers compare without case, and so do contentUrls. */
export function siteKey(site: SiteRef): string {
  return `${site.server.toLowerCase()}#${site.contentUrl.toLowerCase()}`;
}

/** Names one item of any kind: what commands, caches and jobs are given. */
export interface ContentRef<K extends KindName = KindName> {
  readonly site: SiteRef;
  readonly kind: K;
  readonly luid: Luid;
}

/** Who owns an item, as far as the caller may see it. */
export interface Owner {
  readonly luid: Luid;
  readonly name?: string;
  readonly fullName?: string;
}

/** The project or personal space an item lives in; absent where the caller may not see it. */
export interface Location {
  readonly type: 'Project' | 'PersonalSpace';
  readonly luid: Luid;
  readonly name?: string;
}

/** What every kind of content has. Dates are ISO 8601 strings as parsed and found valid, else absent. */
export interface ContentBase<K extends KindName> extends ContentRef<K> {
  readonly name: string;
  readonly description?: string;
  readonly owner?: Owner;
  readonly location?: Location;
  readonly createdAt?: string;
  readonly updatedAt?: string;
  /** As Tableau gave it; its origin may be an internal one, see `ContentKind.browserUrl`. */
  readonly webpageUrl?: string;
  readonly tags?: readonly string[];
}

export interface Project extends ContentBase<'project'> {
  readonly parentLuid?: Luid;
  readonly topLevel?: boolean;
  readonly contentPermissions?: string;
  readonly counts?: {
    readonly projects?: number;
    readonly workbooks?: number;
    readonly views?: number;
    readonly datasources?: number;
  };
}

export interface Workbook extends ContentBase<'workbook'> {
  readonly contentUrl: ContentUrl;
  readonly sizeMb?: number;
  readonly showTabs?: boolean;
  readonly sheetCount?: number;
  /** Undefined where the server did not say: the refresh is then offered, and the server decides. */
  readonly hasExtracts?: boolean;
  readonly defaultViewLuid?: Luid;
}

export interface View extends ContentBase<'view'> {
  /** `Workbook/sheets/Sheet`. */
  readonly contentUrl: ContentUrl;
  readonly viewUrlName?: string;
  readonly sheetType?: string;
  readonly workbook?: { readonly luid: Luid; readonly name?: string };
  readonly totalViewCount?: number;
}

export interface Datasource extends ContentBase<'datasource'> {
  readonly contentUrl: ContentUrl;
  /** Connection class, such as `sqlserver` or `hyper`. */
  readonly type?: string;
  readonly hasExtracts?: boolean;
  readonly isCertified?: boolean;
  readonly certificationNote?: string;
  readonly usesBridge?: boolean;
  readonly sizeMb?: number;
  readonly connectedWorkbooksCount?: number;
}

export interface Flow extends ContentBase<'flow'> {
  readonly fileType?: string;
}

export interface CustomView extends ContentBase<'customView'> {
  readonly shared?: boolean;
  readonly view?: { readonly luid: Luid; readonly name?: string };
  readonly workbook?: { readonly luid: Luid; readonly name?: string };
}

export interface VirtualConnection extends ContentBase<'virtualConnection'> {
  readonly hasExtracts?: boolean;
  readonly isCertified?: boolean;
}

/** Every kind of content we know. Adding a kind starts with one line here. */
export interface ContentByKind {
  readonly project: Project;
  readonly workbook: Workbook;
  readonly view: View;
  readonly datasource: Datasource;
  readonly flow: Flow;
  readonly customView: CustomView;
  readonly virtualConnection: VirtualConnection;
}
export type KindName = keyof ContentByKind;
export type Content = ContentByKind[KindName];

/** A part of a list. `total` is the server's own count, where it gives one. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly total?: number;
  /** Ask for it with this to go on; absent at the end. */
  readonly nextPage?: number;
}

/** A job as far as it is known. Times are ISO 8601 by the server's clock. */
export interface Job {
  readonly luid: Luid;
  readonly state: JobState;
  /** `RefreshExtract`, `RunFlow`, …: for display only, see field guide §3.2. */
  readonly type?: string;
  readonly createdAt?: string;
  readonly startedAt?: string;
  readonly updatedAt?: string;
  readonly completedAt?: string;
  /** Their texts stand among the notes of a failure, too. */
  readonly statusNotes?: readonly StatusNote[];
  /** The item the job works on, where the server says so. */
  readonly target?: { readonly kind: KindName; readonly luid: Luid; readonly name?: string };
  /** Of the run of a flow. */
  readonly flowRunLuid?: Luid;
  /** From the job list only: a title such as an item's name. */
  readonly title?: string;
  readonly subtitle?: string;
}

/** `errorCode` and a code, a count and how many: what types there are is nowhere listed (field guide §3.2). */
export interface StatusNote {
  readonly type?: string;
  readonly value?: string;
  readonly text?: string;
}

export type JobState =
  | { readonly status: 'queued' }
  | { readonly status: 'running'; readonly progress?: number }
  /** `bridge`: the refresh was completed by Tableau Bridge (finishCode 3). */
  | { readonly status: 'succeeded'; readonly bridge?: boolean }
  | { readonly status: 'failed'; readonly notes?: string }
  | { readonly status: 'cancelled'; readonly notes?: string };

/** One run of a flow: told to those who started it, also where jobs are for administrators. It gives no reason. */
export interface FlowRun {
  readonly luid: Luid;
  readonly state: JobState;
  readonly flowLuid?: Luid;
  readonly jobLuid?: Luid;
  readonly startedAt?: string;
  readonly completedAt?: string;
}

/** Who is signed in where, and with which version of the API. */
export interface SignedIn {
  readonly site: SiteRef;
  readonly siteLuid: Luid;
  readonly siteName?: string;
  readonly userLuid: Luid;
  readonly userName?: string;
  readonly siteRole?: string;
  readonly apiVersion: string;
}

/** Tableau Cloud's own hosts; a custom domain cannot be told from its name. */
export function isCloudHost(server: string): boolean {
  return new URL(server).hostname.toLowerCase().endsWith('.online.tableau.com');
}
