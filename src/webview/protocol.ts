/** What the metadata panel's page and its host ask of each other. Imports types alone, so that both ends can read it. */
import type { Blank } from '../query/fillQuestion';
import type { LargeAnswer, PagesState, ResultsApi, ResultsPanelApi } from './resultsProtocol';
import type { ResultStrings } from './resultStrings';

/** What the host offers to the page. The page is given words and results, never a token. */
export interface HostApi extends ResultsApi {
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
  /** `said`: what the status bar says of it. */
  copy(input: { readonly text: string; readonly said?: string }): Promise<void>;
  /** Asks where, and writes the query as a file; its variables go along. */
  saveQuery(input: Pick<QueryRequest, 'tab' | 'query' | 'variables'>): Promise<void>;
  /** Asks which file, and opens it by `openDocument`. */
  openQuery(): Promise<void>;
  /** One of our commands on an item of a result, on the panel's site. */
  actOnItem(input: {
    readonly action: ItemAction;
    readonly kind: ItemKind;
    readonly luid: string;
  }): Promise<void>;
  /** What changed in GraphiQL's storage (tabs, history, layout); null: removed. */
  remember(input: { readonly change: Readonly<Record<string, string | null>> }): Promise<void>;
  /** A failure in the page itself, for the log. */
  report(input: { readonly message: string }): Promise<void>;
}

/** What the page offers to the host. */
export interface PanelApi extends ResultsPanelApi {
  sitesChanged(input: PanelSites): Promise<void>;
  openDocument(input: FirstDocument): Promise<void>;
}

/** A query that is opened from elsewhere. */
export interface FirstDocument {
  readonly query: string;
  /** JSON. */
  readonly variables?: string;
  /** Runs at once. */
  readonly run?: boolean;
  /** Opened again with the same key it takes the same tab. */
  readonly key?: string;
}

/** What an item of a result can be, as far as our commands know it. */
export const itemKinds = [
  'project',
  'workbook',
  'datasource',
  'flow',
  'view',
  'virtualConnection',
] as const;
export type ItemKind = (typeof itemKinds)[number];

export const itemActions = ['reveal', 'refresh', 'open'] as const;
export type ItemAction = (typeof itemActions)[number];

/** Opaque to the page. */
export type SiteKey = string;

export interface PanelStart {
  readonly sites: PanelSites;
  readonly strings: PanelStrings;
  readonly examples: readonly Example[];
  /** What the panel was opened with. */
  readonly documents: readonly FirstDocument[];
  /** GraphiQL's storage as the host keeps it: the history, the layout, and for a new panel the tabs of the last one. */
  readonly storage: Readonly<Record<string, string>>;
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
  /** What it belongs to, as a heading. */
  readonly group: string;
  readonly sentence: string;
  /** The first release that can answer it, in words. */
  readonly since: string;
  readonly query: string;
  /** What is asked for before it is run. */
  readonly blanks?: readonly Blank[];
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

export interface SchemaAnswer {
  readonly introspection: unknown;
  /** Why it is only the basic one. */
  readonly failure?: Failure;
}

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
  /** The answer's `data`; absent when it failed, and when it is too long for the page. */
  readonly data?: unknown;
  readonly large?: LargeAnswer;
  /** How many LUIDs the answer holds, each counted once; `copyLuids` takes them. */
  readonly luidCount?: number;
  /** Where the answer holds Connections that come in pages, and there is more than is here. */
  readonly pages?: PagesState;
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
export interface PanelStrings extends ResultStrings {
  readonly site: string;
  readonly examples: string;
  readonly documentation: string;
  readonly history: string;
  readonly newTab: string;
  readonly closeTab: string;
  readonly tabs: string;
  readonly run: string;
  readonly runHint: string;
  readonly runHintCursor: string;
  readonly runWhich: string;
  readonly cancel: string;
  readonly prettify: string;
  readonly saveQuery: string;
  readonly openQuery: string;
  readonly query: string;
  readonly variables: string;
  readonly showVariables: string;
  readonly hideVariables: string;
  readonly result: string;
  readonly results: string;
  readonly resize: string;
  readonly copyLuids: string;
  readonly copyOneLuid: string;
  readonly noLuids: string;
  readonly copyForm: string;
  readonly formLines: string;
  readonly formCommas: string;
  readonly formQuoted: string;
  readonly formJson: string;
  readonly formSql: string;
  readonly copyQuoted: string;
  readonly copyJson: string;
  readonly copySql: string;
  readonly copyValue: string;
  readonly valueCopied: string;
  readonly reveal: string;
  readonly refresh: string;
  readonly openInBrowser: string;
  readonly idMenu: string;
  readonly idLuid: string;
  readonly idLuidOf: Readonly<Record<ItemKind, string>>;
  readonly idMetadata: string;
  readonly idUrl: string;
  readonly idInternal: string;
  readonly copyResult: string;
  readonly copySelection: string;
  readonly copied: string;
  readonly luidsCopied: string;
  readonly oneLuidCopied: string;
  readonly running: string;
  readonly cancelled: string;
  readonly nothingRun: string;
  readonly partial: string;
  readonly variablesInvalid: string;
  readonly variablesUnsaved: string;
  readonly summary: string;
  readonly milliseconds: string;
  readonly seconds: string;
  readonly schemaFailed: string;
  readonly schemaBasic: string;
  readonly schemaLoading: string;
  readonly signIn: string;
  readonly retry: string;
  readonly noSite: string;
  readonly noSiteTitle: string;
  readonly broken: string;
  readonly reload: string;
  readonly untitled: string;
}
