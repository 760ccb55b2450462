/** Rows as CSV (RFC 4180) that a spreadsheet opens as text, whatever an item is called. */

/** With a byte order mark: without it a spreadsheet takes UTF-8 for something else. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `${csvStart}${rows.map(csvLine).join('')}`;
}

export const csvStart = '\uFEFF';

/** With its line's end. A number is one, whatever it begins with. */
export function csvLine(row: readonly (string | number)[]): string {
  return `${row.map((value) => (typeof value === 'number' ? value : cell(value))).join(',')}\r\n`;
}

/** What begins like a formula would be run by a spreadsheet: an apostrophe makes it text. */
function cell(text: string): string {
  const safe = /^\s*[=+\-@\t\r]/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
