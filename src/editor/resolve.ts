/** Resolve Anything: one box for addresses, LUIDs, numbers, paths and names; several lines give a table. */
import * as vscode from 'vscode';
import { linesToResolve, questionsIn } from '../references/question';
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
    const offers: Offer[] = [];
    for (const [lines, label] of [
      [fitting(selection), (n: number) => vscode.l10n.t('Resolve the {0} selected lines', n)],
      [fitting(clipboard), (n: number) => vscode.l10n.t('Resolve {0} lines from the clipboard', n)],
    ] as const)
      if (lines.length > 1) offers.push({ label: label(lines.length), lines });
    const chosen = await new ResolveBox(
      needs,
      text || single(selection) || single(clipboard),
      offers,
    ).show();
    if (chosen === undefined) return;
    if ('lines' in chosen) await resolveTable(needs, chosen.lines);
    else await actOnFound(needs, chosen.item);
  };
}

/** Lines of which some are addresses or LUIDs: any other text on the clipboard is none of ours. */
function fitting(text: string): readonly string[] {
  if (text.length > 1_000_000) return [];
  const lines = linesToResolve(text).slice(0, mostLines);
  return lines.some(isPlain) ? lines : [];
}

function isPlain(line: string): boolean {
  const [first] = questionsIn(line);
  return first?.type === 'luid' || (first?.type === 'address' && first.address.item !== undefined);
}

/** What fills the box by itself. */
function single(text: string): string {
  const [line, ...more] = linesToResolve(text.slice(0, 2_000));
  return line !== undefined && more.length === 0 && !/\s/u.test(line) && isPlain(line) ? line : '';
}
