/** What the page asks of the host about results: the data stay there, the page is given what it shows. Imports types alone. */
import type { CopyForm } from '../query/copyForms';
import type { Failure, QueryOutcome } from './protocol';

/** A part of `HostApi`. */
export interface ResultsApi {
  /** Fetches the Connections of the tab's last query to their end; goes on where it was stopped before. Never rejects for Tableau's reasons. */
  fetchPages(input: { readonly tab: string }): Promise<QueryOutcome>;
  /** Ends that early; what was fetched is kept, and `fetchPages` answers with it. */
  stopPages(input: { readonly tab: string }): Promise<void>;
  /** The tab's result as a table; undefined where it has no result. Without a list, of the one that is likely meant. */
  openTable(input: {
    readonly tab: string;
    readonly list?: string;
  }): Promise<TableInfo | undefined>;
  /** Some of its rows, as they are filtered and sorted. */
  tableRows(
    input: TableView & { readonly from: number; readonly count: number },
  ): Promise<TableRows>;
  /** Rows of the view to the clipboard. */
  copyTable(
    input: TableView & {
      readonly ranges: readonly RowRange[];
      readonly format: CopyFormat;
    },
  ): Promise<CopiedRows>;
  /** Every LUID of the tab's result to the clipboard. */
  copyLuids(input: { readonly tab: string; readonly form: CopyForm }): Promise<void>;
  /** All rows of the view into a file that the user chooses. The answer is its name, if one was chosen. */
  exportTable(input: TableView & { readonly format: ExportFormat }): Promise<SavedFile | undefined>;
  /** The whole answer as JSON in an editor of its own. */
  openResult(input: { readonly tab: string }): Promise<void>;
  saveResult(input: { readonly tab: string }): Promise<SavedFile | undefined>;
}

/** A part of `PanelApi`. */
export interface ResultsPanelApi {
  pagesFetched(input: PagesFetched): Promise<void>;
}

export interface PagesFetched {
  readonly tab: string;
  readonly fetched: number;
  readonly total?: number;
  readonly pageSize: number;
  /** How long Tableau wants to be left alone. */
  readonly waitSeconds?: number;
}

export interface SavedFile {
  readonly name: string;
}

export interface CopiedRows {
  readonly rows: number;
}

export const copyFormats = ['tsv', 'markdown', 'json'] as const;
export type CopyFormat = (typeof copyFormats)[number];
export const exportFormats = ['csv', 'json', 'ndjson'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface TableInfo {
  /** The lists that its rows can be made of. */
  readonly lists: readonly { readonly id: string; readonly label: string }[];
  readonly list?: string;
  readonly columns: readonly TableColumn[];
  readonly rows: number;
  /** The same for every run of the same query: what is remembered of a table is kept by it. */
  readonly key: string;
}

export interface TableColumn {
  /** Unique: `owner.username`. */
  readonly name: string;
  readonly numeric: boolean;
  /** How many characters its longest texts have, about. */
  readonly width: number;
  /** Where the query has it, for telling LUIDs from other ids: keys from the root of the answer. */
  readonly path: readonly string[];
}

export interface TableOrder {
  readonly column: string;
  readonly descending: boolean;
}

export interface TableView {
  readonly tab: string;
  readonly list?: string;
  /** Names of the columns that are shown, in their order. */
  readonly columns: readonly string[];
  readonly order?: TableOrder;
  readonly filter: string;
}

/** A cell's text; null where there is nothing. */
export type CellText = string | null;

export interface TableRows {
  /** Rows that pass the filter. */
  readonly matching: number;
  readonly from: number;
  readonly rows: readonly (readonly CellText[])[];
}

/** From the first to the last one, both included. */
export type RowRange = readonly [first: number, last: number];

/** An answer that is too long for the page. */
export interface LargeAnswer {
  /** Its first lines, as JSON. */
  readonly head: string;
  readonly characters: number;
}

/** How much of the Connections in the answer is here. */
export interface PagesState {
  /** `offered`: only the first page, as asked. `partial`: it was stopped. */
  readonly state: 'offered' | 'partial' | 'complete';
  /** Items in the answer. */
  readonly fetched: number;
  readonly total?: number;
  /** Why it is partial; absent when the user cancelled. */
  readonly failure?: Failure;
}
