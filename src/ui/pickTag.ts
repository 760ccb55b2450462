/** Asks which of a site's tags is meant, with how many items carry it. */
import * as vscode from 'vscode';
import { cancellable } from './cancellable';
import { HumanError } from './messages';
import { plainLabel } from './plainLabel';

export interface TagQuestion {
  readonly title: string;
  /** Said where no item carries one. */
  readonly none: string;
  /** Tags and the number of items that carry them. */
  readonly read: (signal: AbortSignal) => Promise<ReadonlyMap<string, number>>;
}

/** @throws HumanError where there are no tags. */
export async function pickTag({ title, none, read }: TagQuestion): Promise<string | undefined> {
  const tags = await cancellable(vscode.l10n.t('Reading the tags of the site'), read);
  if (tags.size === 0) throw new HumanError(none);
  const rows = [...tags]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([tag, count]) => ({
      label: plainLabel(tag),
      description: count === 1 ? vscode.l10n.t('1 item') : vscode.l10n.t('{0} items', count),
      iconPath: new vscode.ThemeIcon('tag'),
      tag,
    }));
  const chosen = await vscode.window.showQuickPick(rows, {
    title,
    placeHolder: vscode.l10n.t('Which tag?'),
  });
  return chosen?.tag;
}
