/** Which resource types a mapping table holds; remembered. */
import * as vscode from 'vscode';
import { contentKinds } from '../../content/contentKinds';
import { tableKinds, usualKinds, type TableKind } from '../../mapping/gather';
import { kindName } from '../../ui/contentText';
import { HumanError } from '../../ui/messages';

const kindsKey = 'vizport.mappingKinds';

/** Undefined when the user backs out. */
export async function pickKinds(
  memory: vscode.Memento,
  fits: (kind: TableKind) => boolean = () => true,
): Promise<readonly TableKind[] | undefined> {
  const last = memory.get<readonly string[]>(kindsKey) ?? usualKinds;
  const rows = tableKinds.filter(fits).map((kind) => ({
    label: kindName(kind),
    ...(kind === 'view' ? { description: vscode.l10n.t('often ten times as many') } : {}),
    iconPath: new vscode.ThemeIcon(contentKinds[kind].icon),
    picked: last.includes(kind),
    value: kind,
  }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title: vscode.l10n.t('Export Mapping Table'),
    placeHolder: vscode.l10n.t('Which resource types?'),
    canPickMany: true,
  });
  if (chosen === undefined) return undefined;
  if (chosen.length === 0)
    throw new HumanError(vscode.l10n.t('A mapping table needs at least one resource type.'));
  const kinds = chosen.map(({ value }) => value);
  // What was not offered this time stays as it was chosen.
  const kept = tableKinds.filter((kind) => !fits(kind) && last.includes(kind));
  await memory.update(kindsKey, [...kinds, ...kept]);
  return kinds;
}
