/** Rows as text: to paste into a spreadsheet, into Markdown, into code, and as files. */
import type { Cell } from './resultTable';
import { cellText } from './tableView';

export type CopyFormat = 'tsv' | 'markdown' | 'json';

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export function textOfRows(format: CopyFormat, { columns, rows }: Rows): string {
  switch (format) {
    case 'tsv':
      return lines([columns, ...rows.map((row) => row.map(cellText))].map(tsvLine));
    case 'markdown':
      return lines([
        markdownLine(columns),
        markdownLine(columns.map(() => '---')),
        ...rows.map((row) => markdownLine(row.map(cellText).map(markdownCell))),
      ]);
    case 'json':
      return `${JSON.stringify(
        rows.map((row) => objectOf(columns, row)),
        undefined,
        2,
      )}\n`;
    default:
      return format satisfies never;
  }
}

/** A row as an object: an empty cell is null. */
export function objectOf(
  columns: readonly string[],
  row: readonly Cell[],
): Readonly<Record<string, string | number | boolean | null>> {
  return Object.fromEntries(columns.map((name, index) => [name, row[index] ?? null]));
}

/** A spreadsheet takes a tab or a line's end for the next cell, unless the cell is quoted. */
function tsvLine(cells: readonly string[]): string {
  return cells
    .map((text) => (/["\t\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text))
    .join('\t');
}

function markdownLine(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function markdownCell(text: string): string {
  return text
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll(/\r\n|\r|\n/gu, '<br>');
}

function lines(all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
