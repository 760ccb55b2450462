/** Quick fixes where addresses and LUIDs stand. Offered by what the text shows: nobody is asked before one is chosen. */
import * as vscode from 'vscode';
import { hasComments } from '../references/comments';
import type { Reference } from '../references/references';
import { isRead } from './documentLines';
import { referencesInRange } from './referencesInRange';

/** In a longer selection the fixes are offered by the palette only: this is asked with every move of the cursor. */
const mostLines = 2_000;

export class TableauActions implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range | vscode.Selection,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (!isRead(document) || range.end.line - range.start.line > mostLines) return [];
    const wanted = context.only;
    if (wanted !== undefined && !wanted.contains(vscode.CodeActionKind.QuickFix)) return [];
    const found = referencesInRange(document, range);
    if (found.length === 0) return [];
    const references = found.map(({ reference }) => reference);
    const actions: vscode.CodeAction[] = [];
    const add = (title: string, command: string, ...args: readonly unknown[]): void => {
      const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
      action.command = { title, command, arguments: [...args] };
      actions.push(action);
    };
    const urls = references.filter(({ type }) => type === 'url').length;
    const named = references.filter(isTableaus).length;
    const others = references.filter((one) => one.type === 'luid' && !one.isTableaus);
    if (urls > 0)
      add(
        urls === 1
          ? vscode.l10n.t('Replace URL with LUID')
          : vscode.l10n.t('Replace {0} URLs with LUIDs', urls),
        'vizport.replaceUrls',
        document.uri.toString(),
        range,
      );
    if (named > 0 && hasComments(document.languageId))
      add(
        named === 1
          ? vscode.l10n.t('Add the name as a comment')
          : vscode.l10n.t('Add the names of {0} items as comments', named),
        'vizport.addNames',
        document.uri.toString(),
        range,
      );
    const [only] = others;
    if (references.length === 1 && only?.type === 'luid')
      add(vscode.l10n.t('Ask Tableau About This ID'), 'vizport.askAboutId', only.luid);
    return actions;
  }
}

function isTableaus(reference: Reference): boolean {
  return reference.type === 'url' || reference.isTableaus;
}
