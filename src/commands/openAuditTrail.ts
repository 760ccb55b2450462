/** Open Audit Trail: what Vizport did at servers, as the file of JSON lines that it is. */
import * as vscode from 'vscode';
import { showInfo, showWarning } from '../ui/messages';

/** The newest of the files that is there. `waiting`: lines that could not be written to it so far. */
export async function openAuditTrail(paths: readonly string[], waiting: number): Promise<void> {
  if (waiting > 0) {
    await showWarning(
      waiting === 1
        ? vscode.l10n.t(
            'The audit trail cannot be written just now: one line waits for the file {0}, and is lost when this window closes. Does another program hold it, or is the disk full?',
            paths[0] ?? '',
          )
        : vscode.l10n.t(
            'The audit trail cannot be written just now: {0} lines wait for the file {1}, and are lost when this window closes. Does another program hold it, or is the disk full?',
            waiting,
            paths[0] ?? '',
          ),
      { label: vscode.l10n.t('Open'), run: () => openAuditTrail(paths, 0) },
    );
    return;
  }
  for (const path of paths) {
    const uri = vscode.Uri.file(path);
    if (!(await isThere(uri))) continue;
    const editor = await vscode.window.showTextDocument(uri, { preview: true });
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    editor.revealRange(new vscode.Range(end, end));
    editor.selection = new vscode.Selection(end, end);
    return;
  }
  await showInfo(
    vscode.l10n.t(
      'The audit trail is empty: Vizport has not signed in, refreshed or changed anything on this computer yet.',
    ),
  );
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  try {
    await vscode.workspace.fs.stat(uri);
    return true;
  } catch {
    // Whatever keeps it from being looked at keeps it from being opened.
    return false;
  }
}
