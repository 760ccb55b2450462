/** Saves a query of the panel as a file of the workspace, and opens one in the panel. */
import { homedir } from 'node:os';
import * as vscode from 'vscode';
import type { Handlers } from '../base/rpc';
import { asFile } from '../query/fileRemarks';
import { operationsOf } from '../query/operations';
import { showInfo } from '../ui/messages';
import type { FirstDocument, HostApi } from '../webview/protocol';
import { textOf, variablesOf } from './pageInput';
import { writeFile } from './results/resultFiles';

export function queryFileHandlers(
  open: (document: FirstDocument) => void,
): Pick<Handlers<HostApi>, 'saveQuery' | 'openQuery'> {
  /** Where the query of a tab was saved last: offered again. */
  const saved = new Map<string, vscode.Uri>();
  const filters = { [vscode.l10n.t('GraphQL')]: ['graphql', 'gql'] };
  return {
    saveQuery: async (input) => {
      const tab = textOf(input, 'tab');
      const query = textOf(input, 'query');
      const uri = await vscode.window.showSaveDialog({
        title: vscode.l10n.t('Save Query'),
        defaultUri: saved.get(tab) ?? firstPlace(query),
        filters,
      });
      if (uri === undefined) return;
      saved.set(tab, uri);
      const text = asFile(query, variablesOf(input) ?? {});
      await writeFile(uri, new TextEncoder().encode(text));
      // Waiting for the message would keep the page waiting.
      void showInfo(vscode.l10n.t('Saved as {0}', vscode.workspace.asRelativePath(uri)), {
        label: vscode.l10n.t('Open File'),
        run: () => vscode.window.showTextDocument(uri, { viewColumn: vscode.ViewColumn.Beside }),
      });
    },
    openQuery: async () => {
      const [uri] =
        (await vscode.window.showOpenDialog({
          title: vscode.l10n.t('Open Query'),
          defaultUri: firstFolder(),
          filters,
        })) ?? [];
      if (uri === undefined) return;
      const document = await vscode.workspace.openTextDocument(uri);
      open({ query: document.getText(), key: `${uri.toString()}#` });
    },
  };
}

function firstPlace(query: string): vscode.Uri {
  const name = operationsOf(query)?.find((operation) => operation.name !== undefined)?.name;
  const file = `${name ?? 'query'}.graphql`;
  return vscode.Uri.joinPath(firstFolder(), file);
}

function firstFolder(): vscode.Uri {
  return vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homedir());
}
