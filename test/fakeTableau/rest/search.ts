// GET /api/-/search: all kinds of content in one list, with numbers for owners and projects.
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import {
  decodeParameter,
  operators,
  parseFilter,
  rawParameter,
  type FilterFields,
} from './filters';
import { ok, type Answer, type Route, type SignedInCall } from './route';
import { hitsOf, rowsOf, type SearchRow } from './searchRows';
import { contentTree } from './searchTrees';

const searchError = (detail: string): Refusal => new Refusal(400117, detail);

const filters: FilterFields<SearchRow, SignedInCall> = {
  type: { type: 'text', operators: operators.eqIn, value: (row) => row.type },
  ownerId: {
    type: 'text',
    operators: operators.eqIn,
    value: (row) => row.owner && String(row.owner.number),
  },
  modifiedTime: { type: 'date', operators: operators.compare, value: (row) => row.modifiedAt },
};

const orders = new Set([
  'hitsTotal',
  'hitsSmallSpanTotal',
  'hitsMediumSpanTotal',
  'hitsLargeSpanTotal',
  'downstreamWorkbookCount',
]);

function selected(call: SignedInCall): readonly SearchRow[] {
  const raw = rawParameter(call.rawQuery, 'filter') ?? '';
  const predicates = (() => {
    try {
      return parseFilter(decodeParameter(raw), filters, call.minor);
    } catch {
      // The same grammar as everywhere, and a code of its own (documented).
      throw searchError('The filter is not acceptable.');
    }
  })();
  const terms = (call.query.get('terms') ?? '').toLowerCase().split(/\s+/).filter(Boolean);
  const rows = rowsOf(call).filter(
    (row) =>
      predicates.every((predicate) => predicate(row, call)) &&
      terms.every((term) => row.text.includes(term)),
  );
  return ordered(call, rows);
}

function ordered(call: SignedInCall, rows: readonly SearchRow[]): readonly SearchRow[] {
  const wish = call.query.get('order_by') ?? '';
  if (wish === '') return rows;
  const keys = wish.split(',').map((part) => {
    const [name = '', direction = 'asc'] = part.split(':');
    if (!orders.has(name) || !['asc', 'desc'].includes(direction)) {
      throw searchError(`The order '${part}' is not acceptable.`);
    }
    return direction === 'asc' ? 1 : -1;
  });
  const sign = keys[0] ?? 1;
  return [...rows].sort((one, other) => sign * (hitsOf(one, call) - hitsOf(other, call)));
}

/** What the first page is called, and how many rows come without a limit, is told nowhere. */
function search(call: SignedInCall): Answer {
  const { guesses } = call.knobs;
  const limit = whole(call, 'limit', Number(guesses.searchDefaultLimit));
  if (limit < 1 || limit > 2000) throw searchError('The limit is 1 to 2000.');
  const firstPage = Number(guesses.searchFirstPage);
  const page = whole(call, 'page', firstPage);
  if (page < firstPage) throw searchError('The page is not valid.');
  const rows = selected(call);
  const start = (page - firstPage) * limit;
  const items = rows.slice(start, start + limit).map((row): Tree => {
    return { uri: row.uri, content: contentTree(row, call) };
  });
  const at = (number: number): string => `${call.origin()}/api/-/search?${withPage(call, number)}`;
  const hits: Tree = {
    next: start + limit < rows.length ? at(page + 1) : '',
    prev: page > firstPage ? at(page - 1) : '',
    pageIndex: page,
    startIndex: start,
    total: rows.length,
    limit,
    items,
  };
  return ok({ hits });
}

function whole(call: SignedInCall, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null) return otherwise;
  if (!/^\d+$/.test(text)) throw searchError(`'${text}' is no ${name}.`);
  return Number(text);
}

function withPage(call: SignedInCall, page: number): string {
  const query = new URLSearchParams(call.query);
  query.set('page', String(page));
  return query.toString();
}

export const searchRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '-/search',
    name: 'search',
    since: 16,
    scope: 'tableau:content:read',
    handle: search,
  },
];
