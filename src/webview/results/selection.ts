/** Which cells of a table are chosen: a rectangle between the cell where it began and the one where the focus is. */
import type { RowRange } from '../resultsProtocol';

/** Row -1 is the heading. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

export interface Selection {
  readonly anchor: Place;
  readonly focus: Place;
}

export interface Extent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that are seen at a time. */
  readonly page: number;
}

export const heading = -1;

export function single(place: Place): Selection {
  return { anchor: place, focus: place };
}

/** First and last row and column, both included; undefined where only the heading is. */
export function rectangle({ anchor, focus }: Selection): {
  readonly rows: RowRange;
  readonly columns: RowRange;
} {
  return {
    rows: ordered(Math.max(0, anchor.row), Math.max(0, focus.row)),
    columns: ordered(anchor.column, focus.column),
  };
}

export function isSelected(selection: Selection | undefined, row: number, column: number): boolean {
  if (selection === undefined || row === heading || selection.focus.row === heading) return false;
  const { rows, columns } = rectangle(selection);
  return row >= rows[0] && row <= rows[1] && column >= columns[0] && column <= columns[1];
}

export function isSingle({ anchor, focus }: Selection): boolean {
  return anchor.row === focus.row && anchor.column === focus.column;
}

export interface Keys {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/** What a key makes of a selection; undefined where the key is not ours. */
export function pressed(
  selection: Selection | undefined,
  keys: Keys,
  extent: Extent,
): Selection | undefined {
  const control = keys.ctrlKey || keys.metaKey;
  const lastRow = extent.rows - 1;
  const lastColumn = extent.columns - 1;
  if (control && keys.key.toLowerCase() === 'a')
    return lastRow < 0
      ? undefined
      : { anchor: { row: 0, column: 0 }, focus: { row: lastRow, column: lastColumn } };
  const from = selection?.focus ?? { row: heading, column: 0 };
  const to = moved(from, keys.key, control, extent);
  if (to === undefined) return undefined;
  const place = {
    row: within(to.row, keys.shiftKey ? 0 : heading, lastRow),
    column: within(to.column, 0, lastColumn),
  };
  if (!keys.shiftKey || selection === undefined || selection.anchor.row === heading)
    return single(place);
  return { anchor: selection.anchor, focus: place };
}

function moved(
  { row, column }: Place,
  key: string,
  control: boolean,
  { rows, columns, page }: Extent,
): Place | undefined {
  switch (key) {
    case 'ArrowUp':
      return { row: control ? 0 : row - 1, column };
    case 'ArrowDown':
      return { row: control ? rows - 1 : row + 1, column };
    case 'ArrowLeft':
      return { row, column: control ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: control ? columns - 1 : column + 1 };
    case 'PageUp':
      return { row: Math.max(0, row - page), column };
    case 'PageDown':
      return { row: row + page, column };
    case 'Home':
      return { row: control ? 0 : row, column: 0 };
    case 'End':
      return { row: control ? rows - 1 : row, column: columns - 1 };
    default:
      return undefined;
  }
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most));
}

function ordered(one: number, other: number): RowRange {
  return one <= other ? [one, other] : [other, one];
}
