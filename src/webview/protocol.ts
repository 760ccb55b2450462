/** What the metadata panel's page and its host ask of each other. Imports nothing, so that both ends can read it. */

/** What the host offers to the page. The page is given words and results, never a token. */
export interface HostApi {
  /** The first call of every page, also of one that was hidden and is loaded anew. */
  start(): Promise<PanelStart>;
  selectSite(input: { readonly site: SiteKey }): Promise<void>;
  /** Signs in: again where the credentials are stored, else by asking the user. Without a site, to a new one. */
  signIn(input: { readonly site?: SiteKey }): Promise<void>;
  /** The site's schema as introspection gives it. `again`: not the remembered one. */
  loadSchema(input: { readonly site: SiteKey; readonly again?: boolean }): Promise<SchemaAnswer>;
  /** Runs a query on the panel's site. Aborting the call cancels the query. */
  runQuery(input: QueryRequest): Promise<QueryOutcome>;
  /** How the tab's last query ended; waits for one that runs. Aborting the call cancels that query. */
  lastOutcome(input: { readonly tab: string }): Promise<QueryOutcome | undefined>;
  /** Numbers of items that exist on the panel's site, for trying the examples. */
  sampleNumbers(): Promise<SampleNumbers>;
  copy(input: { readonly text: string }): Promise<void>;
  /** A failure in the page itself, for the log. */
  report(input: { readonly message: string }): Promise<void>;
}

/** What the page offers to the host. */
export interface PanelApi {
  sitesChanged(input: PanelSites): Promise<void>;
}

/** Opaque to the page. */
export type SiteKey = string;

export interface PanelStart {
  readonly sites: PanelSites;
  readonly strings: PanelStrings;
  readonly examples: readonly Example[];
  /** What the panel was opened with; counts only where the page remembers no tabs. */
  readonly first?: { readonly query: string; readonly variables?: string };
  /** GraphiQL tabs whose query still runs. */
  readonly running: readonly string[];
}

export interface PanelSites {
  readonly choices: readonly SiteChoice[];
  readonly selected?: SiteKey;
}

export interface SiteChoice {
  readonly key: SiteKey;
  readonly name: string;
  readonly host: string;
  readonly account: string;
  /** Why nothing can be asked of it now, in a sentence, and what would help. */
  readonly trouble?: { readonly message: string; readonly remedy: 'signIn' | 'retry' };
}

export interface Example {
  readonly id: string;
  readonly title: string;
  readonly query: string;
  /** Taken from `SampleNumbers` into the variable `number`, where the example has one. */
  readonly number?: keyof SampleNumbers;
  /** Stands in a tab of its own when a panel opens with nothing else. */
  readonly opensFirst?: boolean;
}

export interface SampleNumbers {
  readonly workbook?: string;
  readonly datasource?: string;
  readonly flow?: string;
}

export type SchemaAnswer = { readonly introspection: unknown } | { readonly failure: Failure };

export interface QueryRequest {
  readonly tab: string;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly operationName?: string;
}

/** How a query ended, with what is needed to show it again later. */
export interface QueryOutcome {
  readonly query: string;
  readonly operationName?: string;
  readonly siteName: string;
  readonly milliseconds: number;
  /** The answer's `data`; absent when it failed. */
  readonly data?: unknown;
  readonly notes: readonly Note[];
  readonly failure?: Failure;
}

/** What Tableau said beside the data. */
export interface Note {
  readonly level: 'information' | 'warning';
  readonly message: string;
}

export interface Failure {
  /** A sentence: what happened and what to do. */
  readonly message: string;
  readonly code?: string;
  readonly remedy: 'signIn' | 'retry' | 'none';
}

/** Every word of ours that the page shows; placeholders are `{0}`, `{1}`. */
export interface PanelStrings {
  readonly site: string;
  readonly examples: string;
  readonly documentation: string;
  readonly history: string;
  readonly newTab: string;
  readonly closeTab: string;
  readonly tabs: string;
  readonly run: string;
  readonly runHint: string;
  readonly cancel: string;
  readonly prettify: string;
  readonly query: string;
  readonly variables: string;
  readonly showVariables: string;
  readonly hideVariables: string;
  readonly result: string;
  readonly resize: string;
  readonly copyLuids: string;
  readonly copyOneLuid: string;
  readonly noLuids: string;
  readonly copyResult: string;
  readonly copied: string;
  readonly luidsCopied: string;
  readonly oneLuidCopied: string;
  readonly running: string;
  readonly cancelled: string;
  readonly nothingRun: string;
  readonly partial: string;
  readonly variablesInvalid: string;
  readonly summary: string;
  readonly milliseconds: string;
  readonly seconds: string;
  readonly schemaFailed: string;
  readonly schemaLoading: string;
  readonly signIn: string;
  readonly retry: string;
  readonly noSite: string;
  readonly noSiteTitle: string;
  readonly broken: string;
  readonly reload: string;
  readonly untitled: string;
}
