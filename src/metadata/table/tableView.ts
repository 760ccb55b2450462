/** Which rows of a table are shown, and in which order. */
import { compareNames } from '../../base/nameOrder';
import { inSlices, sortInSlices } from '../../base/slices';
import type { ColumnPlace } from './layout';
import type { Cell, ResultTable } from './resultTable';

export interface TableOrder {
  /** A column's name. */
  readonly column: string;
  readonly descending: boolean;
}

export interface ViewOf {
  readonly order?: TableOrder | undefined;
  /** Words that must all stand somewhere in a row. */
  readonly filter: string;
  /** The columns that the filter looks at: those that are shown. */
  readonly columns: readonly ColumnPlace[];
}

/** Row numbers of the table, filtered and sorted; rows that are equal stay in the answer's order. */
export async function viewOf(
  table: ResultTable,
  { order, filter, columns }: ViewOf,
  signal?: AbortSignal,
): Promise<Uint32Array> {
  const kept = await keptRows(table, filter, columns, signal);
  const column = order && table.columns.find(({ name }) => name === order.column);
  if (order === undefined || column === undefined) return kept;
  const keys: Cell[] = Array.from({ length: table.rows.length });
  await inSlices(
    kept.length,
    (index) => (keys[kept[index]!] = table.cell(kept[index]!, column)),
    signal,
  );
  const sign = order.descending ? -1 : 1;
  return sortInSlices(kept, (one, other) => compareCells(keys[one], keys[other], sign), signal);
}

async function keptRows(
  table: ResultTable,
  filter: string,
  columns: readonly ColumnPlace[],
  signal: AbortSignal | undefined,
): Promise<Uint32Array> {
  const words = filter
    .toLowerCase()
    .split(/\s+/u)
    .filter((word) => word !== '');
  const kept = new Uint32Array(table.rows.length);
  let count = 0;
  const step = (row: number): void => {
    if (words.length > 0) {
      const texts = columns.map((column) => cellText(table.cell(row, column)).toLowerCase());
      if (!words.every((word) => texts.some((text) => text.includes(word)))) return;
    }
    kept[count] = row;
    count += 1;
  };
  await inSlices(table.rows.length, step, signal);
  return kept.subarray(0, count);
}

/** Empty cells come last, whichever way it is sorted: they are not what somebody looks for. */
export function compareCells(one: Cell, other: Cell, sign: 1 | -1): number {
  const noOne = one === undefined || one === '';
  const noOther = other === undefined || other === '';
  if (noOne || noOther) return Number(noOne) - Number(noOther);
  if (typeof one === 'number' && typeof other === 'number') return sign * (one - other);
  return sign * compareNames(String(one), String(other));
}

export function cellText(cell: Cell): string {
  return cell === undefined ? '' : String(cell);
}
