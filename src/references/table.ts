/** What many lines were resolved to, as a table for people and for programs. */
import type { KindName, Luid } from '../tableau/model';

export interface TableRow {
  /** The line as it was given. */
  readonly given: string;
  readonly kind?: KindName;
  readonly name?: string;
  readonly path?: string;
  readonly site?: string;
  readonly luid?: Luid;
  /** Why there is no item, or that there are several. */
  readonly trouble?: string;
}

const columns = ['given', 'kind', 'name', 'path', 'site', 'luid', 'trouble'] as const;
type Column = (typeof columns)[number];
export type TableFormat = 'tsv' | 'csv' | 'markdown' | 'json' | 'luids' | 'sql';

export function tableAs(format: TableFormat, rows: readonly TableRow[]): string {
  const luids = [...new Set(rows.flatMap(({ luid }) => luid ?? []))];
  switch (format) {
    case 'tsv':
      return [columns.join('\t'), ...rows.map((row) => cells(row, tsvCell).join('\t'))].join('\n');
    case 'csv':
      return [columns.join(','), ...rows.map((row) => cells(row, csvCell).join(','))].join('\n');
    case 'markdown':
      return markdownTable(
        columns,
        rows.map((row) => cells(row, (text) => text)),
        markdownCell,
      );
    case 'json':
      return JSON.stringify(rows, undefined, 2);
    case 'luids':
      return luids.join('\n');
    case 'sql':
      return `(${luids.map((luid) => `'${luid}'`).join(', ')})`;
    default:
      return format satisfies never;
  }
}

/** `write` makes a cell's text harmless where it stands. */
export function markdownTable(
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  write: (text: string) => string,
): string {
  const line = (texts: readonly string[]): string => `| ${texts.join(' | ')} |`;
  return [
    line(heads.map(write)),
    line(heads.map(() => '---')),
    ...rows.map((row) => line(row.map(write))),
  ].join('\n');
}

function cells(row: TableRow, write: (text: string) => string): readonly string[] {
  return columns.map((column: Column) => write(row[column] ?? ''));
}

function tsvCell(text: string): string {
  return text.replaceAll(/[\t\r\n]+/gu, ' ');
}

function csvCell(text: string): string {
  // A spreadsheet would take a name that starts like a formula for one.
  const safe = /^[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function markdownCell(text: string): string {
  return text.replaceAll(/\s+/gu, ' ').replaceAll(/[\\|`*_[\]<>]/gu, (mark) => `\\${mark}`);
}
