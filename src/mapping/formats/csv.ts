/** CSV as RFC 4180 has it. Nothing is changed for spreadsheets: programs read a mapping table, and compare its names. */
import { fields, type MappingRow } from '../row';
import type { MappingFormat } from './format';

export function csvCell(text: string, delimiter = ','): string {
  if (text === '') return text;
  const plain =
    !/[",\r\n]/u.test(text) &&
    (delimiter === ',' || !text.includes(delimiter)) &&
    !mayBeBlank(text.charCodeAt(0)) &&
    !mayBeBlank(text.charCodeAt(text.length - 1));
  return plain ? text : quoted(text, delimiter);
}

/** A quick look, for tens of thousands of cells: whether it is one, `trim` says. */
function mayBeBlank(code: number): boolean {
  return code <= 0x20 || code >= 0xa0;
}

function quoted(text: string, delimiter: string): string {
  return text.includes(delimiter) || /["\r\n]/u.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

export function csvText(rows: readonly MappingRow[]): string {
  const lines = [fields.join(',')];
  for (const row of rows) {
    let line = csvCell(row[fields[0]]);
    for (let n = 1; n < fields.length; n += 1) line += `,${csvCell(row[fields[n]!])}`;
    lines.push(line);
  }
  return `${lines.join('\n')}\n`;
}

export const csv: MappingFormat = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  files: (rows, base) => [{ name: `${base}.csv`, text: csvText(rows) }],
};
