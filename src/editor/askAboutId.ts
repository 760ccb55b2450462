/** Ask Tableau About This ID: any id, also one that nothing around it says to be Tableau's; asked because a person wants it. */
import * as vscode from 'vscode';
import { isLockFile } from '../references/lockFiles';
import { referenceAt } from '../references/references';
import { isLuid, type Luid } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { HumanError, showInfo } from '../ui/messages';
import { siteName } from '../ui/pickSite';
import { sitesToAsk, type CodeNeeds } from './codeNeeds';
import { linesOfDocument } from './documentLines';
import { actOnFound } from './actOnFound';

export function askAboutId(needs: CodeNeeds): (given?: unknown) => Promise<void> {
  return async (given) => {
    const luid = typeof given === 'string' && isLuid(given) ? given : await idHere();
    if (luid === undefined) return;
    const asked = sitesToAsk(needs.sessions);
    if (asked.length === 0)
      throw new HumanError(vscode.l10n.t('There is no site to search: sign in to one first.'), [
        {
          label: vscode.l10n.t('Sign In'),
          run: () => vscode.commands.executeCommand('vizport.signIn'),
        },
      ]);
    const lower = luid.toLowerCase() as Luid;
    const found = await cancellable(vscode.l10n.t('Asking Tableau about {0}…', lower), (signal) =>
      needs.lookup.find([lower], { again: true }, signal),
    );
    const item = found.get(lower);
    if (item !== undefined) return actOnFound(needs, item);
    await showInfo(
      vscode.l10n.t(
        'No item that you can see has the ID {0}. Asked: {1}.',
        lower,
        asked.map((entry) => siteName(entry)).join(', '),
      ),
    );
  };
}

/** At the cursor, or typed. */
async function idHere(): Promise<Luid | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (editor !== undefined) {
    const { document, selection } = editor;
    const { line, character } = selection.active;
    const found = referenceAt(linesOfDocument(document), line, character);
    if (found !== undefined && isLockFile(document.uri.path))
      throw new HumanError(
        vscode.l10n.t('The ids in a lock file are not Tableau’s, and are not sent anywhere.'),
      );
    if (found?.type === 'luid') return found.luid;
  }
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t('Ask Tableau About an ID'),
    prompt: vscode.l10n.t('Is this the LUID of an item on one of your sites?'),
    placeHolder: '1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e',
    validateInput: (value) =>
      value.trim() === '' || isLuid(value.trim())
        ? undefined
        : vscode.l10n.t('An ID has 32 digits and letters from a to f, in five groups.'),
  });
  return typed === undefined || typed.trim() === '' ? undefined : (typed.trim() as Luid);
}
