/** Resolve Anything: one box for addresses, LUIDs, numbers, paths and names; several lines give a table. */
import * as vscode from 'vscode';
import { isList, isPlain, linesToResolve } from '../references/question';
import { HumanError } from '../ui/messages';
import { actOnFound } from './actOnFound';
import { allSites } from './answers';
import { ResolveBox, type Offer } from './resolveBox';
import { resolveTable, mostLines, type TableNeeds } from './resolveTable';

export function resolveAnything(needs: TableNeeds): (given?: unknown) => Promise<void> {
  return async (given) => {
    if (needs.sessions.list().length === 0 || allSites(needs).length === 0)
      throw new HumanError(vscode.l10n.t('There is no site to search: sign in to one first.'), [
        {
          label: vscode.l10n.t('Sign In'),
          run: () => vscode.commands.executeCommand('vizport.signIn'),
        },
      ]);
    const text = typeof given === 'string' ? given : '';
    const many = linesToResolve(text);
    if (many.length > 1) return resolveTable(needs, many);
    const clipboard = await vscode.env.clipboard.readText();
    const editor = vscode.window.activeTextEditor;
    const selection = editor?.document.getText(editor.selection) ?? '';
    const selected = manyIn(selection);
    const copied = manyIn(clipboard);
    const offers: Offer[] = [];
    // Who selects lines means them, whatever they are.
    if (selected.length > 1)
      offers.push({
        label: vscode.l10n.t('Resolve the {0} selected lines', selected.length),
        lines: selected,
      });
    if (copied.length > 1 && isList(copied))
      offers.push({
        label: vscode.l10n.t('Resolve {0} lines from the clipboard', copied.length),
        lines: copied,
      });
    const value = text || single(selection) || (selected.length > 1 ? '' : single(clipboard));
    const chosen = await new ResolveBox(needs, { value, offers, clipboard }).show();
    if (chosen === undefined) return;
    if ('lines' in chosen) await resolveTable(needs, chosen.lines);
    else await actOnFound(needs, chosen.item);
  };
}

function manyIn(text: string): readonly string[] {
  return text.length > 1_000_000 ? [] : linesToResolve(text).slice(0, mostLines);
}

/** What fills the box by itself. */
function single(text: string): string {
  const [line, ...more] = linesToResolve(text.slice(0, 2_000));
  return line !== undefined && more.length === 0 && !/\s/u.test(line) && isPlain(line) ? line : '';
}
