// Lists and Connections: which rows a list argument selects, what the caller may see of them, and paging.
import { createHash } from 'node:crypto';
import type { PermissionMode } from './context';
import type { Asked } from './resolvers/resolver';
import { requiresFilter, rootRows, rowsByIndex, type Filter } from './roots';
import type { Row } from './rows';
import {
  filterTest,
  graphqlError,
  sensitiveFilters,
  sorted,
  sortsByUser,
  type SortOrder,
} from './selection';

export interface ListArguments {
  readonly filter?: Filter | null;
  readonly orderBy?: readonly SortOrder[] | null;
  readonly permissionMode?: PermissionMode | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly offset?: number | null;
}

/** Where in the query a list stands. */
export interface ListPlace {
  readonly field: string;
  readonly type: string;
  /** The key of the root query above it in the answer. */
  readonly rootKey: string;
}

const maximumPage = 1000;
const defaultPage = 100;
/** Sorted answers of root queries, so that page after page costs a slice: kept for a few queries at a time. */
const keptSelections = 16;

/** One root's rows after filter, permission and order. */
interface Kept {
  readonly rows: readonly Row[];
  /** When an item that is late on purpose becomes visible. */
  readonly until: number;
}

export function rootSelection(place: ListPlace, args: ListArguments, asked: Asked): readonly Row[] {
  const filter = args.filter ?? {};
  if (
    requiresFilter(place.type) &&
    !asked.administrator &&
    !/"(id|name)(Within)?":/.test(JSON.stringify(filter))
  ) {
    throw graphqlError(
      'FILTER_REQUIRED',
      `The query ${place.field} requires a filter on id or name.`,
    );
  }
  const mode = modeOf(place, args, asked);
  asked.modes.set(place.rootKey, mode);
  const few = rowsByIndex(place.type, filter, asked);
  if (few) return select(few, place, args, mode, asked);

  const selections = asked.index.keep('selections', () => new Map<string, Kept>());
  const key = JSON.stringify([
    place.type,
    filter,
    args.orderBy,
    mode,
    mode === 'FILTER_RESULTS' || asked.guesses.hiddenByFilter === 'missing' ? asked.user.luid : '',
    asked.guesses.tablesVisibleTo,
  ]);
  const now = asked.model.now();
  const kept = selections.get(key);
  if (kept && now < kept.until) return kept.rows;
  const all = rootRows[place.type]?.(asked) ?? [];
  const rows = select(all, place, args, mode, asked);
  selections.delete(key);
  selections.set(key, { rows, until: nextArrival(all, now) });
  for (const oldest of selections.keys()) {
    if (selections.size <= keptSelections) break;
    selections.delete(oldest);
  }
  return rows;
}

export function nestedSelection(
  rows: readonly Row[],
  place: ListPlace,
  args: ListArguments,
  asked: Asked,
): readonly Row[] {
  const mode = args.permissionMode ?? asked.modes.get(place.rootKey) ?? 'OBFUSCATE_RESULTS';
  const selected = select(rows, place, args, mode, asked);
  if (
    mode === 'FILTER_RESULTS' &&
    selected.length < select(rows, place, args, 'OBFUSCATE_RESULTS', asked).length
  ) {
    asked.warn(
      'LINKED_RESULTS_INCOMPLETE',
      'Linked results may be incomplete because of your permissions.',
      {
        [place.field]: [],
      },
    );
  }
  return selected;
}

function nextArrival(rows: readonly Row[], now: number): number {
  let next = Infinity;
  for (const row of rows) {
    const from = 'indexedFrom' in row ? row.indexedFrom : undefined;
    if (from !== undefined && from > now && from < next) next = from;
  }
  return next;
}

/** Filters on sensitive attributes force FILTER_RESULTS, with a warning that can be ignored (recorded). */
function modeOf(place: ListPlace, args: ListArguments, asked: Asked): PermissionMode {
  const asks = args.permissionMode ?? 'OBFUSCATE_RESULTS';
  const sensitive = sensitiveFilters(args.filter ?? {});
  if (asks === 'FILTER_RESULTS' || sensitive.length === 0 || asked.minor < 6) return asks;
  asked.warn(
    'PERMISSIONS_MODE_SWITCHED',
    'One or more of the attributes used in your filter contain sensitive data so your results have been ' +
      'automatically filtered to contain only the results you have permissions to see',
    { [place.field]: sensitive },
  );
  return 'FILTER_RESULTS';
}

function select(
  rows: readonly Row[],
  place: ListPlace,
  args: ListArguments,
  mode: PermissionMode,
  asked: Asked,
): Row[] {
  const passes = filterTest(args.filter ?? {}, asked);
  // Whether a filter finds what the caller may not see is a guess.
  const filtered = Object.keys(args.filter ?? {}).length > 0;
  const all =
    mode === 'OBFUSCATE_RESULTS' && !(filtered && asked.guesses.hiddenByFilter === 'missing');
  const seen = rows.filter((row) => asked.indexed(row) && passes(row) && (all || asked.sees(row)));
  let orders = args.orderBy ?? [];
  if (asked.site.limitedUserVisibility && !asked.administrator && sortsByUser(place.type, orders)) {
    asked.warn(
      'USER_VISIBILITY_IS_LIMITED',
      'The results are not sorted because user visibility is limited.',
    );
    orders = [];
  }
  return sorted(seen, orders, asked);
}

/** One page of a Connection; its type's fields are read off it by name. */
export interface Page {
  readonly rows: readonly Row[];
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

export function page(
  rows: readonly Row[],
  place: ListPlace,
  args: ListArguments,
  asked: Asked,
): Page {
  const { first, after, offset } = args;
  if (typeof after === 'string' && typeof offset === 'number') {
    throw graphqlError(
      'INVALID_ARGUMENT',
      'The arguments after and offset cannot be used together.',
    );
  }
  if ((first ?? 0) < 0 || (offset ?? 0) < 0) {
    throw graphqlError('INVALID_ARGUMENT', 'The arguments first and offset must not be negative.');
  }
  if ((first ?? 0) > maximumPage) {
    asked.warn(
      'MAX_PAGE_SIZE_EXCEEDED',
      `The requested page size exceeds the maximum of ${maximumPage}.`,
      {
        [place.field]: ['first'],
      },
    );
  }
  const binding = cursorBinding(place, args, asked);
  const start = typeof after === 'string' ? readCursor(after, binding) : (offset ?? 0);
  const end = Math.min(start + Math.min(first ?? defaultPage, maximumPage), rows.length);
  return {
    rows: rows.slice(start, end),
    totalCount: rows.length,
    pageInfo: {
      hasNextPage: end < rows.length,
      endCursor: end > start ? Buffer.from(`${binding}:${end}`).toString('base64') : null,
    },
  };
}

/** A cursor is good for one type, filter, order and site (documented). */
function cursorBinding(place: ListPlace, args: ListArguments, asked: Asked): string {
  const { filter, orderBy } = args;
  const bound = JSON.stringify([asked.site.luid, place.type, filter ?? null, orderBy ?? null]);
  return createHash('sha256').update(bound).digest('hex').slice(0, 16);
}

function readCursor(cursor: string, binding: string): number {
  const [bound, at] = Buffer.from(cursor, 'base64').toString('utf8').split(':');
  const start = Number(at);
  if (bound !== binding || !Number.isInteger(start) || start < 0) {
    throw graphqlError(
      'INVALID_ARGUMENT',
      'The cursor in the argument after is not valid for this query.',
    );
  }
  return start;
}
