/** When the extracts of a site were refreshed, as the Metadata API or the search tells it. */
import type { Luid } from './model';

/** One extract, or a data source without one. Times are ISO 8601. */
export interface ExtractFacts {
  /** Undefined where the server did not say. */
  readonly hasExtracts?: boolean;
  /** The last refresh of any sort. */
  readonly refreshedAt?: string;
  /** The last one that fetched only what was new, where it was the last. */
  readonly incrementalAt?: string;
}

/** A data source inside a workbook. */
export interface EmbeddedExtract extends ExtractFacts {
  readonly name?: string;
  /** The published data sources that it wraps: their extracts are what it shows. */
  readonly parents: readonly Luid[];
  /** So many more of them may not be seen. */
  readonly hiddenParents: number;
}

export interface SiteExtracts {
  readonly datasources: ReadonlyMap<Luid, ExtractFacts>;
  readonly workbooks: ReadonlyMap<Luid, readonly EmbeddedExtract[]>;
  /** The server said that what it told is not all (its index is still being built, or a limit was reached). */
  readonly incomplete: boolean;
}
