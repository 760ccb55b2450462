// `filter=` and `sort=` as Tableau reads them, with its refusals.
import { Refusal } from '../http/errors';

export type FieldType = 'text' | 'number' | 'date' | 'boolean';
export type Operator = 'eq' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'has' | 'cieq';
export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** One field that a resource can be filtered (and sorted) by. Dates are milliseconds. */
export interface FilterField<Row, Context> {
  readonly type: FieldType;
  readonly operators: readonly Operator[];
  readonly value: (row: Row, context: Context) => FieldValue;
  /** Versions of API 3 that refuse it, both ends included. */
  readonly notIn?: readonly [from: number, to: number];
}

export type FilterFields<Row, Context> = Readonly<Record<string, FilterField<Row, Context>>>;

/** The tables of the guide: `=` is eq, `i` eq and in, `<` the comparisons. */
export const operators = {
  eq: ['eq'],
  eqIn: ['eq', 'in'],
  compare: ['eq', 'gt', 'gte', 'lt', 'lte'],
  has: ['has'],
  eqHas: ['eq', 'has'],
  caseless: ['eq', 'in', 'cieq'],
} as const satisfies Record<string, readonly Operator[]>;

export type Predicate<Row, Context> = (row: Row, context: Context) => boolean;

/** The raw value of a query parameter: `+` and `%20` are blanks, nothing else is decoded yet. */
export function rawParameter(rawQuery: string, name: string): string | undefined {
  let found: string | undefined;
  for (const pair of rawQuery.split('&')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at) === name) found = pair.slice(at + 1);
  }
  return found;
}

export function decodeParameter(raw: string): string {
  try {
    return decodeURIComponent(raw.replaceAll('+', ' '));
  } catch {
    throw new Refusal(400065, 'The filter expression is not correctly encoded.');
  }
}

/**
 * Comma is AND, the last of two conditions on one field wins, and an empty filter is none (recorded: tableau-mcp).
 * A value cannot hold a comma, not even encoded (documented): what follows it is read as the next condition.
 */
export function parseFilter<Row, Context>(
  expression: string,
  fields: FilterFields<Row, Context>,
  minor: number,
): readonly Predicate<Row, Context>[] {
  const byField = new Map<string, Predicate<Row, Context>>();
  for (const condition of conditions(expression)) {
    const [, name, operator, value] = /^([^:]+):([^:]+):(.*)$/su.exec(condition) ?? [];
    if (name === undefined || operator === undefined || value === undefined) {
      throw badFilter(condition);
    }
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    const refused = field?.notIn && minor >= field.notIn[0] && minor <= field.notIn[1];
    if (!field || refused || !isOperator(field.operators, operator)) throw badFilter(condition);
    byField.set(name, predicate(field, operator, value, condition));
  }
  return [...byField.values()];
}

/** Commas inside `[…]` belong to the list. */
function conditions(expression: string): readonly string[] {
  if (expression === '') return [];
  const found: string[] = [];
  let depth = 0;
  let current = '';
  for (const sign of expression) {
    if (sign === '[') depth++;
    if (sign === ']') depth--;
    if (sign === ',' && depth === 0) {
      found.push(current);
      current = '';
    } else {
      current += sign;
    }
  }
  return [...found, current];
}

function isOperator(allowed: readonly Operator[], word: string): word is Operator {
  return (allowed as readonly string[]).includes(word);
}

function predicate<Row, Context>(
  field: FilterField<Row, Context>,
  operator: Operator,
  value: string,
  condition: string,
): Predicate<Row, Context> {
  if (operator === 'in') {
    const list = /^\[(.*)\]$/su.exec(value)?.[1];
    if (list === undefined) throw badFilter(condition);
    const wanted = new Set(list.split(','));
    return anyOf(field, (own) => wanted.has(own));
  }
  if (operator === 'has') return anyOf(field, (own) => own.includes(value));
  if (operator === 'cieq') return anyOf(field, (own) => own.toLowerCase() === value.toLowerCase());
  if (field.type === 'text') return anyOf(field, (own) => own === value);
  if (field.type === 'boolean') {
    // TSC's query sets send Python's True and False (recorded).
    const word = value.toLowerCase();
    if (word !== 'true' && word !== 'false') throw badFilter(condition);
    return (row, context) => field.value(row, context) === (word === 'true');
  }
  const wanted = field.type === 'date' ? Date.parse(value) : Number(value);
  if (value === '' || !Number.isFinite(wanted)) throw badFilter(condition);
  return (row, context) => {
    const own = field.value(row, context);
    return typeof own === 'number' && compares(own, operator, wanted);
  };
}

/** For tags, which are many: one that fits is enough. */
function anyOf<Row, Context>(
  field: FilterField<Row, Context>,
  fits: (own: string) => boolean,
): Predicate<Row, Context> {
  return (row, context) => {
    const own = field.value(row, context);
    if (own === undefined) return false;
    return Array.isArray(own) ? (own as readonly string[]).some(fits) : fits(String(own));
  };
}

function compares(own: number, operator: Operator, wanted: number): boolean {
  switch (operator) {
    case 'gt':
      return own > wanted;
    case 'gte':
      return own >= wanted;
    case 'lt':
      return own < wanted;
    case 'lte':
      return own <= wanted;
    default:
      return own === wanted;
  }
}

/** The direction must be there; the fields are those of the filter (documented). */
export function parseSort<Row, Context>(
  expression: string,
  fields: FilterFields<Row, Context>,
): ((context: Context) => (one: Row, other: Row) => number) | undefined {
  if (expression === '') return undefined;
  const keys = expression.split(',').map((part) => {
    const [name = '', direction = ''] = part.split(':');
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field || !['asc', 'desc'].includes(direction)) {
      throw new Refusal(400066, `The sort expression '${part}' is not acceptable.`);
    }
    return { field, sign: direction === 'asc' ? 1 : -1 };
  });
  return (context) => (one, other) => {
    for (const { field, sign } of keys) {
      const order = compare(field.value(one, context), field.value(other, context));
      if (order !== 0) return order * sign;
    }
    return 0;
  };
}

/** Missing values first, as `startedAt:desc` of flow runs shows. */
function compare(one: FieldValue, other: FieldValue): number {
  if (one === other) return 0;
  if (one === undefined) return 1;
  if (other === undefined) return -1;
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  const left = String(one);
  const right = String(other);
  return left < right ? -1 : left > right ? 1 : 0;
}

function badFilter(condition: string): Refusal {
  return new Refusal(400065, `The filter expression '${condition}' is not acceptable.`);
}
