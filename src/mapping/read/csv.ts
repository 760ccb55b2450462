/** Reads CSV with the place of each cell: commas, semicolons or tabs, whichever the headings are set apart by. */
import { csvCell } from '../formats/csv';
import { fieldOf, isMapping, type Cell, type PlacedRow, type ReadTable } from './placed';

export function readCsv(text: string): ReadTable | undefined {
  const first = /^\uFEFF?[^\r\n]*/u.exec(text)?.[0] ?? '';
  const delimiter = [',', ';', '\t'].find((one) => first.includes(one)) ?? ',';
  const [headings, ...lines] = [...records(text, delimiter)];
  const named = headings?.map(({ value }) => fieldOf(value)) ?? [];
  if (!isMapping(named)) return undefined;
  const rows = lines.flatMap((cells): PlacedRow[] => {
    const [start] = cells;
    const end = cells.at(-1);
    if (start === undefined || end === undefined) return [];
    if (cells.length === 1 && start.value === '') return [];
    const placed = cells.flatMap((cell, n) => {
      const field = named[n];
      return field === undefined ? [] : [[field, cell] as const];
    });
    return [{ start: start.start, end: end.end, cells: Object.fromEntries(placed) }];
  });
  return { rows, rowsAreLines: true, encode: (value) => csvCell(value, delimiter) };
}

function* records(text: string, delimiter: string): Generator<readonly Cell[]> {
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const cells: Cell[] = [];
    for (;;) {
      const cell = cellAt(text, at, delimiter);
      cells.push(cell);
      at = cell.end;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    yield cells;
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
  }
}

function cellAt(text: string, start: number, delimiter: string): Cell {
  const isEnd = (at: number): boolean =>
    at >= text.length || text[at] === delimiter || text[at] === '\n' || text[at] === '\r';
  if (text[start] !== '"') {
    let end = start;
    while (!isEnd(end)) end += 1;
    return { value: text.slice(start, end), start, end };
  }
  let value = '';
  let at = start + 1;
  while (at < text.length) {
    if (text[at] !== '"') value += text.charAt(at);
    else if (text[at + 1] === '"') {
      value += '"';
      at += 1;
    } else break;
    at += 1;
  }
  let end = Math.min(at + 1, text.length);
  while (!isEnd(end)) end += 1;
  return { value, start, end };
}
