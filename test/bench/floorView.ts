/** An extension with a view of two fixed rows, one below the other: what VS Code itself takes to draw such a thing. */
import * as vscode from 'vscode';

type Row = 'site' | 'project';

/** What VS Code calls. */
export function activate(context: vscode.ExtensionContext): void {
  const { Expanded, None } = vscode.TreeItemCollapsibleState;
  context.subscriptions.push(
    vscode.window.createTreeView<Row>('floor.rows', {
      treeDataProvider: {
        getChildren: (above) => (above === undefined ? ['site'] : ['project']),
        getTreeItem: (row) => new vscode.TreeItem(row, row === 'site' ? Expanded : None),
      },
    }),
  );
}
