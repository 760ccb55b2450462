// Filtering and sorting of rows by the arguments of a list; values are those that the query itself would show.
import { GraphQLError } from 'graphql';
import type { Asked } from './resolvers/resolver';
import type { Filter } from './roots';
import type { Row } from './rows';
import { valueOf } from './values';

export interface SortOrder {
  readonly field: string;
  readonly direction: 'ASC' | 'DESC';
}

export function graphqlError(code: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { severity: 'ERROR', code, properties: null } });
}

type Test = (row: Row) => boolean;

/** Equality only, case-sensitive; the parts of a filter are ANDed (documented). */
export function filterTest(filter: Filter, asked: Asked): Test {
  const tests = Object.entries(filter).flatMap(([name, wanted]): Test[] => {
    if (wanted === undefined || wanted === null) return [];
    if (name === 'text') return typeof wanted === 'string' ? [textTest(wanted, asked)] : [];
    if (!name.endsWith('Within')) return [(row) => valueOf(row, name, asked) === wanted];
    if (!Array.isArray(wanted)) return [];
    const values = new Set<unknown>(wanted);
    const field = name.slice(0, -'Within'.length);
    return [(row) => values.has(valueOf(row, field, asked))];
  });
  return (row) => tests.every((test) => test(row));
}

function textTest(text: string, asked: Asked): Test {
  const words = text.toLowerCase().replaceAll('"', ' ').trim();
  if (words === '')
    throw graphqlError('INVALID_ARGUMENT', 'The text filter must contain something to search for.');
  return (row) => {
    const name = valueOf(row, 'name', asked);
    return typeof name === 'string' && name.toLowerCase().includes(words);
  };
}

/** `PROJECT_NAME` is projectName; `SHEETS_COUNT` is the number of sheets. */
function sortValue(row: Row, orderField: string, asked: Asked): unknown {
  const counted = orderField.endsWith('_COUNT');
  const name = (counted ? orderField.slice(0, -'_COUNT'.length) : orderField)
    .toLowerCase()
    .replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  const value = valueOf(row, name, asked);
  if (!counted) return value;
  return Array.isArray(value) ? value.length : value === undefined || value === null ? 0 : 1;
}

function compare(a: unknown, b: unknown): number {
  if (a === b) return 0;
  if (a === undefined || a === null) return -1;
  if (b === undefined || b === null) return 1;
  return (a as string) < (b as string) ? -1 : 1;
}

/** Sorted by the orders in turn, ties by id ascending (documented). */
export function sorted(rows: readonly Row[], orders: readonly SortOrder[], asked: Asked): Row[] {
  // Most questions do not sort; a big site should not pay for keys that nobody compares.
  if (orders.length === 0) return [...rows].sort((a, b) => compare(a.metadataId, b.metadataId));
  const keyed = rows.map((row) => ({
    row,
    keys: orders.map((order) => sortValue(row, order.field, asked)),
  }));
  keyed.sort((a, b) => {
    for (const [at, order] of orders.entries()) {
      const difference = compare(a.keys[at], b.keys[at]);
      if (difference !== 0) return order.direction === 'DESC' ? -difference : difference;
    }
    return compare(a.row.metadataId, b.row.metadataId);
  });
  return keyed.map(({ row }) => row);
}

/** Which of these filters name something that only an obfuscated answer would give away (recorded: projectName). */
export function sensitiveFilters(filter: Filter): string[] {
  return Object.keys(filter).filter((name) =>
    /^(project(Name|Luid)|containerName|owner)(Within)?$/.test(name),
  );
}

export function sortsByUser(type: string, orders: readonly SortOrder[]): boolean {
  return (
    type === 'TableauUser' &&
    orders.some(({ field }) => ['NAME', 'EMAIL', 'USERNAME', 'DOMAIN'].includes(field))
  );
}
