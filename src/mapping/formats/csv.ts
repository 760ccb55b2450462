/** CSV as RFC 4180 has it. Nothing is changed for spreadsheets: programs read a mapping table, and compare its names. */
import { fields, type MappingRow } from '../row';
import type { MappingFormat } from './format';

export function csvCell(text: string, delimiter = ','): string {
  return text.includes(delimiter) || /["\r\n]/u.test(text) || text !== text.trim()
    ? `"${text.replaceAll('"', '""')}"`
    : text;
}

export function csvText(rows: readonly MappingRow[]): string {
  const lines = rows.map((row) => fields.map((field) => csvCell(row[field])).join(','));
  return `${[fields.join(','), ...lines].join('\n')}\n`;
}

export const csv: MappingFormat = {
  id: 'csv',
  label: 'CSV',
  extension: 'csv',
  files: (rows, base) => [{ name: `${base}.csv`, text: csvText(rows) }],
};
