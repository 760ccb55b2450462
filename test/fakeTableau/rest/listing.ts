// Answers list methods: visible rows, filter, sort, page, fields, encoded once and kept.
import { Refusal } from '../http/errors';
import { encode, type Tree } from '../http/wire';
import type { Variant } from '../guesses';
import { pickFields, type FullItem } from './fields';
import {
  decodeParameter,
  parseFilter,
  parseSort,
  rawParameter,
  type FilterFields,
} from './filters';
import type { Answer, SignedInCall } from './route';

/** What a listing needs to know of its resource. */
export interface Resource<Row> {
  /** `workbooks` and `workbook`: the wrapper and its items. */
  readonly wrapper: string;
  readonly item: string;
  readonly rows: (call: SignedInCall) => readonly Row[];
  /** May this row be listed, to this caller, now? */
  readonly listed: (row: Row, call: SignedInCall) => boolean;
  /** A text that changes when any row may have changed; undefined: never keep anything. */
  readonly version: (call: SignedInCall) => string | undefined;
  readonly full: (row: Row, call: SignedInCall) => FullItem;
  readonly defaults: readonly string[] | ((call: SignedInCall) => readonly string[]);
  readonly known: ReadonlySet<string>;
  /** Children that are called otherwise in the answer than in the question. */
  readonly renamed?: (call: SignedInCall) => Readonly<Record<string, string>>;
  readonly filters: FilterFields<Row, SignedInCall>;
}

export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly pageNumber: number;
  readonly pageSize: number;
  readonly total: number;
}

/** Codes 400006, 400007 and 403014 are documented; which comes first is guessed. */
export function pageOf<Row>(
  query: URLSearchParams,
  rows: readonly Row[],
  first: Variant<'pageFaults'> = 'sizeFirst',
): Page<Row> {
  const pageSize = wholeNumber(query.get('pageSize') ?? '100');
  const number = wholeNumber(query.get('pageNumber') ?? '1');
  if (first === 'numberFirst' && number === undefined) throw badPageNumber();
  if (pageSize === undefined) throw new Refusal(400007, 'The page size is not valid.');
  if (pageSize > 1000) throw new Refusal(403014, 'The page size is more than 1000.');
  const start = ((number ?? 0) - 1) * pageSize;
  if (number === undefined || (number > 1 && start >= rows.length)) throw badPageNumber();
  const page = rows.slice(start, start + pageSize);
  return { rows: page, pageNumber: number, pageSize, total: rows.length };
}

const badPageNumber = (): Refusal => new Refusal(400006, 'The page number is not valid.');

function wholeNumber(text: string): number | undefined {
  const number = /^\d+$/.test(text) ? Number(text) : 0;
  return number >= 1 ? number : undefined;
}

/** Always strings in JSON (recorded). */
export function pagination(page: Page<unknown>): Tree {
  return {
    pageNumber: String(page.pageNumber),
    pageSize: String(page.pageSize),
    totalAvailable: String(page.total),
  };
}

/** An empty list has no inner key (recorded). */
export function wrap(item: string, items: readonly Tree[]): Tree {
  return items.length === 0 ? {} : { [item]: items };
}

export function list<Row>(call: SignedInCall, resource: Resource<Row>): Answer {
  const version = resource.version(call);
  const key = `${call.user.luid} ${resource.wrapper} ${call.minor} ${call.rawQuery}`;
  const make = (): Buffer => Buffer.from(encode(listTree(call, resource, version), call.format));
  const encoded =
    version === undefined ? make() : call.lists.page(`${key} ${call.format}`, version, make);
  return { status: 200, encoded };
}

function listTree<Row>(
  call: SignedInCall,
  resource: Resource<Row>,
  version: string | undefined,
): Tree {
  const rows = selectRows(call, resource, version);
  const page = pageOf(call.query, rows, call.knobs.guesses.pageFaults);
  const defaults =
    typeof resource.defaults === 'function' ? resource.defaults(call) : resource.defaults;
  const wish = rawParameter(call.rawQuery, 'fields');
  const pick = pickFields(
    wish === undefined ? undefined : decodeParameter(wish),
    defaults,
    resource.known,
    call.knobs.guesses.unknownField,
  );
  const names = resource.renamed?.(call) ?? {};
  const items = page.rows.map((row) => renamed(pick(resource.full(row, call)), names));
  return { pagination: pagination(page), [resource.wrapper]: wrap(resource.item, items) };
}

function renamed(tree: Tree, names: Readonly<Record<string, string>>): Tree {
  const wrong = Object.keys(names).some((name) => name in tree && names[name] !== name);
  if (!wrong) return tree;
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [names[key] ?? key, value]));
}

export function selectRows<Row>(
  call: SignedInCall,
  resource: Resource<Row>,
  version: string | undefined,
): readonly Row[] {
  const filter = filterText(call);
  const sort = decodeParameter(rawParameter(call.rawQuery, 'sort') ?? '');
  const predicates = parseFilter(filter, resource.filters, call.minor);
  const order = parseSort(sort, resource.filters);
  const make = (): readonly Row[] => {
    const rows = resource
      .rows(call)
      .filter((row) => resource.listed(row, call))
      .filter((row) => predicates.every((predicate) => predicate(row, call)));
    return order ? rows.sort(order(call)) : rows;
  };
  if (version === undefined) return make();
  const key = `${call.user.luid} ${resource.wrapper} ${filter} ${sort}`;
  return call.lists.rows(key, version, make);
}

/** A value cannot hold an ampersand, not even encoded (documented); what happens then is guessed, hence the knob. */
function filterText(call: SignedInCall): string {
  const raw = rawParameter(call.rawQuery, 'filter') ?? '';
  const at = raw.toUpperCase().indexOf('%26');
  if (at < 0) return decodeParameter(raw);
  if (call.knobs.guesses.ampersandInFilter === 'cut') return decodeParameter(raw.slice(0, at));
  throw new Refusal(400065, 'The filter expression is not acceptable.');
}
