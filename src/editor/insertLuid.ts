/** Insert LUID…: an item by name, its LUID at the cursor, with the name as a comment by the button. */
import * as vscode from 'vscode';
import { hasComments } from '../references/comments';
import type { Content } from '../tableau/model';
import { HumanError } from '../ui/messages';
import type { ContentPicker } from '../ui/pickContent';
import { setting } from '../ui/settings';
import { namesBeside, type NamesPlaced } from './namesBeside';

export function insertLuid(picker: Pick<ContentPicker, 'findContent'>): () => Promise<void> {
  return async () => {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined)
      throw new HumanError(vscode.l10n.t('Open a file first: the LUID is inserted at its cursor.'));
    const insert = async (content: Content, named: boolean): Promise<void> => {
      const done = await editor.edit((edits) => {
        const names = named ? namesFor(editor, content) : [];
        // What stands at one place comes in the order in which it is said.
        for (const { at, text } of names.filter(({ isAbove }) => isAbove)) edits.insert(at, text);
        for (const selection of editor.selections) edits.replace(selection, content.luid);
        for (const { at, text } of names.filter(({ isAbove }) => !isAbove)) edits.insert(at, text);
      });
      if (!done) throw new HumanError(vscode.l10n.t('This file cannot be changed.'));
      await vscode.window.showTextDocument(editor.document, editor.viewColumn);
    };
    const found = await picker.findContent({
      title: vscode.l10n.t('Insert LUID'),
      placeholder: vscode.l10n.t('Type a part of a name: Enter inserts the LUID of the item'),
      buttons: hasComments(editor.document.languageId)
        ? [
            {
              icon: 'comment',
              tooltip: vscode.l10n.t('Insert with the Name as a Comment'),
              shownFor: () => true,
              run: (content) => insert(content, true),
            },
          ]
        : [],
    });
    if (found !== undefined) await insert(found, setting('vizport.code.nameAsComment'));
  };
}

function namesFor(editor: vscode.TextEditor, { luid, name }: Content): readonly NamesPlaced[] {
  const { document, selections } = editor;
  const beside = namesBeside(document);
  const last = new Map(selections.map((selection) => [selection.end.line, selection]));
  return [...last].flatMap(([line, { start, end }]) => {
    // The comment is for the line as it will be, and not for what is about to be replaced in it.
    const before = document.lineAt(start.line).text.slice(0, start.character);
    const text = `${before}${luid}${document.lineAt(line).text.slice(end.character)}`;
    return beside(line, [name], { text, first: start.line }) ?? [];
  });
}
