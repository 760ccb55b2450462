/** Takes a result out of the panel: into an editor, or into a file that the user chooses. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import { RpcError } from '../../base/rpc';
import type { ExportFormat, SavedFile } from '../../webview/resultsProtocol';
import { showInfo } from '../../ui/messages';
import type { Rows } from '../table/tableTexts';
import type { HeldResult } from './heldResult';
import { eachPiece, jsonPieces } from './jsonText';
import { tablePieces } from './tablePieces';

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
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Save the Result'),
    filters: { [names[format]]: [format] },
    defaultUri: vscode.Uri.joinPath(folder, name),
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
  const name = target.path.slice(target.path.lastIndexOf('/') + 1);
  await writeFile(target, Buffer.concat(parts));
  void showInfo(vscode.l10n.t('The result was saved as {0}.', name), {
    label: vscode.l10n.t('Open'),
    run: () => vscode.commands.executeCommand('vscode.open', target),
  });
  return { name };
}

/** @throws RpcError with what the disk says: it is nobody's mistake here. */
export async function writeFile(target: vscode.Uri, content: Uint8Array): Promise<void> {
  try {
    await vscode.workspace.fs.writeFile(target, content);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RpcError(
      vscode.l10n.t(
        'The file could not be written: {0}. Choose another place.',
        reason.replace(/[.\s]+$/u, ''),
      ),
      'failed',
    );
  }
}
