/** Takes a result out of the panel: into an editor, or into a file that the user chooses. */
import * as vscode from 'vscode';
import { csvLine, csvStart } from '../../base/csv';
import { RpcError } from '../../base/rpc';
import type { ExportFormat, SavedFile } from '../../webview/resultsProtocol';
import { showInfo } from '../../ui/messages';
import type { Cell } from '../table/resultTable';
import { objectOf, type Rows } from '../table/tableTexts';
import type { HeldResult } from './heldResult';
import { eachPiece, jsonPieces } from './jsonText';

/** VS Code does not share longer documents with extensions, and opens them slowly. */
const mostInEditor = 48_000_000;

export async function openAsJson({ outcome, shown }: HeldResult): Promise<void> {
  if ((shown.large?.characters ?? 0) > mostInEditor)
    throw new RpcError(
      vscode.l10n.t('This result is too long for an editor. Save it to a file instead.'),
      'failed',
    );
  const pieces: string[] = [];
  await eachPiece(jsonPieces({ data: outcome.data }), (piece) => void pieces.push(piece));
  const document = await vscode.workspace.openTextDocument({
    content: pieces.join(''),
    language: 'json',
  });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

export async function saveJson(result: HeldResult): Promise<SavedFile | undefined> {
  const target = await chosenFile(result, 'json');
  if (target === undefined) return undefined;
  return written(target, jsonPieces({ data: result.outcome.data }));
}

/** The rows are gathered once a file was chosen. */
export async function saveTable(
  format: ExportFormat,
  result: HeldResult,
  rows: () => Promise<Rows>,
): Promise<SavedFile | undefined> {
  const target = await chosenFile(result, format);
  return target && written(target, tablePieces(format, await rows()));
}

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

const names: Readonly<Record<ExportFormat, string>> = {
  csv: 'CSV',
  json: 'JSON',
  ndjson: 'NDJSON',
};

async function chosenFile(
  { request, outcome }: HeldResult,
  format: ExportFormat,
): Promise<vscode.Uri | undefined> {
  const operation = request.operationName ?? /\bquery\s+(\w+)/u.exec(request.query)?.[1];
  const words = [operation ?? 'metadata', outcome.siteName].join('-');
  const name = `${words.replace(/[^\p{L}\p{N}]+/gu, '-')}.${format}`;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Result'),
    filters: { [names[format]]: [format] },
    defaultUri: folder === undefined ? vscode.Uri.file(name) : vscode.Uri.joinPath(folder, name),
  });
}

async function written(target: vscode.Uri, pieces: Iterable<string>): Promise<SavedFile> {
  const encoder = new TextEncoder();
  const parts: Uint8Array[] = [];
  // Many small pieces would cost more than the text.
  let gathered: string[] = [];
  let length = 0;
  const flush = (): void => {
    parts.push(encoder.encode(gathered.join('')));
    gathered = [];
    length = 0;
  };
  await eachPiece(pieces, (piece) => {
    gathered.push(piece);
    length += piece.length;
    if (length > 100_000) flush();
  });
  flush();
  await vscode.workspace.fs.writeFile(target, Buffer.concat(parts));
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  void showInfo(vscode.l10n.t('The result was saved as {0}.', name), {
    label: vscode.l10n.t('Open'),
    run: () => vscode.commands.executeCommand('vscode.open', target),
  });
  return { name };
}
