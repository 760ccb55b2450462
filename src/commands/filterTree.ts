/** Filter…: asks for a text, and the tree shows what has it in its name. */
import * as vscode from 'vscode';

export interface FilterableTree {
  readonly filter: string | undefined;
  /** An empty text clears the filter. */
  setFilter(text: string): Promise<void>;
}

/** `text` is given by other commands and tests; a person is asked. */
export const filterTree =
  (tree: FilterableTree) =>
  async (text?: string): Promise<void> => {
    const wanted =
      typeof text === 'string'
        ? text
        : await vscode.window.showInputBox({
            title: vscode.l10n.t('Filter Tableau Content'),
            prompt: vscode.l10n.t(
              'Shows what has this in its name, on every site that is signed in. Empty: shows all.',
            ),
            value: tree.filter ?? '',
            placeHolder: vscode.l10n.t('Part of a name'),
          });
    if (wanted !== undefined) await tree.setFilter(wanted.trim());
  };

export const clearFilter = (tree: FilterableTree) => (): Promise<void> => tree.setFilter('');
