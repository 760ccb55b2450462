/** A table as the text of a file, in pieces: CSV that a spreadsheet takes for text, JSON, or one object a line. */
import { csvLine, csvStart } from '../../base/csv';
import type { ExportFormat } from '../../webview/resultsProtocol';
import type { Cell } from '../table/resultTable';
import { objectOf, type Rows } from '../table/tableTexts';
import { jsonPieces } from './jsonText';

export function* tablePieces(format: ExportFormat, { columns, rows }: Rows): Generator<string> {
  switch (format) {
    case 'csv':
      yield csvStart + csvLine(columns);
      for (const row of rows) yield csvLine(row.map(csvCell));
      return;
    case 'ndjson':
      for (const row of rows) yield `${JSON.stringify(objectOf(columns, row))}\n`;
      return;
    case 'json':
      yield* jsonPieces(rows.map((row) => objectOf(columns, row)));
      yield '\n';
      return;
    default:
      format satisfies never;
  }
}

function csvCell(cell: Cell): string | number {
  return typeof cell === 'number' ? cell : cell === undefined ? '' : String(cell);
}
