/** An answer as rows and columns. Cells are read from the answer itself when somebody wants them: nothing is copied. */
import { inSlices } from '../../base/slices';
import {
  columnsOf,
  likelyList,
  listsOf,
  type ColumnPlace,
  type ListPlace,
  type Steps,
} from './layout';
import { newShape, observe, type Shape } from './shape';

/** What a cell holds: a count is a number, a list's values are one text. */
export type Cell = string | number | boolean | undefined;

/** One row of each list of the chain, from the outside in; where an inner list is empty its place is. */
type Row = readonly unknown[];

export class ResultTable {
  private constructor(
    readonly lists: readonly ListPlace[],
    readonly list: ListPlace | undefined,
    readonly columns: readonly ColumnPlace[],
    readonly rows: readonly Row[],
  ) {}

  /** Rows of the list with that id, else of the likely one. An answer without a list of objects is one row. */
  static async of(data: unknown, listId?: string, signal?: AbortSignal): Promise<ResultTable> {
    const shape = await shapeOf(data, signal);
    const lists = listsOf(shape);
    const list = lists.find(({ id }) => id === listId) ?? likelyList(lists);
    const rows = list === undefined ? [[data]] : await rowsOf(data, list.chain, signal);
    return new ResultTable(lists, list, columnsOf(shape, list), rows);
  }

  cell(row: number, { level, steps, kind, member }: ColumnPlace): Cell {
    const value = follow(this.rows[row]?.[level], steps);
    if (kind === 'count') return Array.isArray(value) ? value.length : undefined;
    if (kind === 'joined') {
      if (!Array.isArray(value)) return undefined;
      const each = member === undefined ? value : value.map((item) => follow(item, [member]));
      return each
        .filter((item) => item !== null && item !== undefined)
        .map(String)
        .join(', ');
    }
    return isCell(value) ? value : undefined;
  }
}

/** The parts that are long are observed in turns: lists below the root. */
async function shapeOf(data: unknown, signal: AbortSignal | undefined): Promise<Shape> {
  const answer = newShape();
  const visit = async (shape: Shape, value: unknown): Promise<void> => {
    if (Array.isArray(value)) {
      const items = (shape.items ??= newShape());
      await inSlices(value.length, (index) => observe(items, value[index]), signal);
    } else if (typeof value === 'object' && value !== null) {
      const members = (shape.members ??= new Map<string, Shape>());
      for (const [key, member] of Object.entries(value)) {
        const known = members.get(key) ?? newShape();
        members.set(key, known);
        await visit(known, member);
      }
    } else observe(shape, value);
  };
  await visit(answer, data);
  return answer;
}

async function rowsOf(
  data: unknown,
  [first = [], ...within]: readonly Steps[],
  signal: AbortSignal | undefined,
): Promise<readonly Row[]> {
  const outer = listAt(data, first);
  let rows: Row[] = outer.map((item) => [item]);
  for (const steps of within) {
    const longer: Row[] = [];
    const step = (index: number): void => {
      const row = rows[index] ?? [];
      const items = listAt(row.at(-1), steps);
      if (items.length === 0) longer.push([...row, undefined]);
      for (const item of items) longer.push([...row, item]);
    };
    await inSlices(rows.length, step, signal);
    rows = longer;
  }
  return rows;
}

/** Tableau may put null where an item may not be seen. */
function listAt(value: unknown, steps: Steps): readonly unknown[] {
  const list = follow(value, steps);
  return Array.isArray(list) ? list.filter((item) => item !== null) : [];
}

function follow(value: unknown, steps: Steps): unknown {
  let at = value;
  for (const step of steps) {
    if (typeof at !== 'object' || at === null) return undefined;
    at = (at as Readonly<Record<string, unknown>>)[step];
  }
  return at;
}

function isCell(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
