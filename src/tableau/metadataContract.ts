/** What the client offers of the Metadata API, as types only. */
import type { Luid } from './model';
import type { SiteExtracts } from './siteExtracts';

export interface GraphqlWarning {
  readonly message: string;
  readonly code?: string;
  readonly severity?: string;
}

export interface GraphqlAnswer<T> {
  readonly data: T;
  /** What came in `errors` beside data, and `PERMISSIONS_MODE_SWITCHED` too: the caller decides what to show. */
  readonly warnings: readonly GraphqlWarning[];
}

/** An item as the Metadata API knows it. */
export interface MetadataItem {
  readonly kind: 'workbook' | 'datasource' | 'flow' | 'view' | 'virtualConnection';
  readonly luid: Luid;
  readonly name: string;
  readonly projectName?: string;
  /** Of a view. */
  readonly workbook?: { readonly luid: Luid; readonly name?: string };
}

export interface MetadataApi {
  /** The whole answer for a query that a person wrote. @throws `metadataUnavailable`, `graphql`, `tooManyRequests`, … */
  query(
    request: {
      readonly query: string;
      readonly variables?: Readonly<Record<string, unknown>>;
      /** Needed when the document holds several operations. */
      readonly operationName?: string;
      /** False: RATE_EXCEEDED and the time-out are told at once, for a caller that waits or asks for less itself. */
      readonly patient?: boolean;
    },
    signal?: AbortSignal,
  ): Promise<GraphqlAnswer<unknown>>;
  /** The LUIDs of the items of a kind with this number in the browser URL: none, one, or (obfuscated) none that may be seen. One request. */
  byVizportalUrlId(
    kind: 'workbook' | 'datasource' | 'flow' | 'virtualConnection',
    id: string,
    signal?: AbortSignal,
  ): Promise<readonly { readonly luid: Luid; readonly name?: string }[]>;
  /** Those of these LUIDs that are items which may be seen; undefined where the schema is too old to be asked. One request for 500. */
  itemsByLuid(
    luids: readonly Luid[],
    signal?: AbortSignal,
  ): Promise<readonly MetadataItem[] | undefined>;
  /** A project's number resolved through an item in it: the project's LUID where the schema has it, else its name and an item. */
  projectByVizportalUrlId(
    id: string,
    signal?: AbortSignal,
  ): Promise<
    | {
        readonly name?: string;
        readonly luid?: Luid;
        readonly witness?: {
          readonly kind: 'workbook' | 'datasource' | 'flow';
          readonly luid: Luid;
        };
      }
    | undefined
  >;
  /** Newest extract time of the item (for a workbook the oldest among its embedded extracts), ISO 8601. */
  extractTime(
    kind: 'workbook' | 'datasource',
    luid: Luid,
    signal?: AbortSignal,
  ): Promise<string | undefined>;
  /** The extract times of all that may be seen on the site, some requests for a thousand items each. */
  extractTimes(signal?: AbortSignal): Promise<SiteExtracts>;
}
