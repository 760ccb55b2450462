/** Code lenses above the operations of a GraphQL file: Run on the site that it is about, and Open in the panel. */
import * as vscode from 'vscode';
import { operationsOf } from '../../query/operations';
import type { SessionsContract } from '../../session/sessionsContract';
import { siteName } from '../../ui/pickSite';
import { fileSite } from './fileSites';

export function queryLenses(
  sessions: SessionsContract,
  document: vscode.TextDocument,
): vscode.CodeLens[] {
  const text = document.getText();
  return (operationsOf(text) ?? []).flatMap((operation) => {
    // The Metadata API only reads.
    if (operation.kind !== 'query') return [];
    const range = document.lineAt(document.positionAt(operation.start)).range;
    const { entry, named } = fileSite(sessions, text, operation);
    const where = entry === undefined ? named : siteName(entry);
    const title =
      where === undefined
        ? vscode.l10n.t('Sign In to Run')
        : vscode.l10n.t('Run on {0}', where.replaceAll('$(', '$ ('));
    return [
      new vscode.CodeLens(range, {
        command: 'vizport.runQuery',
        title: `$(play) ${title}`,
        tooltip: vscode.l10n.t('Runs this query, with its result beside the file'),
        arguments: [document.uri, operation.start],
      }),
      new vscode.CodeLens(range, {
        command: 'vizport.openQueryInPanel',
        title: vscode.l10n.t('Open in Metadata Panel'),
        arguments: [document.uri, operation.start],
      }),
    ];
  });
}
