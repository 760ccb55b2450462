/** When an item's extract was refreshed: asked of the Metadata API, and where that is off of Tableau's search. */
import type { TableauClient } from '../tableau/client';
import { isTableauError, type TableauError } from '../tableau/errors';
import { isOlderSchema } from '../tableau/metadata/olderSchema';
import { isMetadataOff, isPassing } from '../tableau/passing';
import type { WatchTarget } from './jobsContract';

/** Asking again would be answered the same. A 503, a page or a query that took too long is not such an answer. */
export function isRefused(error: unknown): error is TableauError {
  return (
    isTableauError(error, 'notPermitted', 'notAllowedWithSession') ||
    isMetadataOff(error) ||
    // Asked again in the words of the first schema, and refused once more.
    isOlderSchema(error)
  );
}

/** An answer that is of no use, from whoever gave it: nothing was out of reach. */
export function isNoUse(error: unknown): boolean {
  return (
    isTableauError(error, 'graphql') ||
    (isTableauError(error, 'metadataUnavailable') && (error.httpStatus ?? 0) < 500)
  );
}

export interface ToldTime {
  /** Undefined where the item has none (yet). */
  readonly time?: string;
  /** The search does not list the item, or not yet: it is late by minutes (field guide §0.2.19). */
  readonly unlisted?: true;
}

/** @throws TableauError as refused where neither the Metadata API nor the search tells it */
export async function extractTime(
  client: TableauClient,
  { ref: { kind, luid }, name }: Pick<WatchTarget, 'ref' | 'name'>,
  signal?: AbortSignal,
): Promise<ToldTime> {
  if (kind === 'flow') return {};
  try {
    const time = await client.metadata.extractTime(kind, luid, signal);
    return time === undefined ? {} : { time };
  } catch (error) {
    // A page is also what some servers are reported to answer whose Metadata API is off (field guide §5.1).
    const mayBeOff = isTableauError(error, 'metadataUnavailable') && isNoUse(error);
    if (!isRefused(error) && !mayBeOff) throw error;
    return bySearch(client, { kind, luid, name }, error, signal);
  }
}

/** What the search may not or cannot tell leaves things as the Metadata API has left them: `why`. */
async function bySearch(
  client: TableauClient,
  item: Parameters<TableauClient['extracts']['timeBySearch']>[0],
  why: TableauError,
  signal: AbortSignal | undefined,
): Promise<ToldTime> {
  try {
    const facts = await client.extracts.timeBySearch(item, signal);
    if (facts === undefined) return { unlisted: true };
    // Of a workbook some servers tell only that it has an extract.
    if (facts.refreshedAt === undefined) throw why;
    return { time: facts.refreshedAt };
  } catch (error) {
    throw isSearchRefused(error) ? why : error;
  }
}

/** Servers before API 3.16 have no such method; sessions may lack its scope. */
function isSearchRefused(error: unknown): boolean {
  if (isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession')) return true;
  if (isTableauError(error, 'server')) return !isPassing(error);
  const status = isTableauError(error, 'notTableau') ? (error.httpStatus ?? 0) : 0;
  return status >= 400 && status < 500;
}
