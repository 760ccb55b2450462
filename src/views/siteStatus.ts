/** The active site in the status bar, with what is wrong with its session; nothing while there is no site. */
import * as vscode from 'vscode';
import type { ActiveSite } from '../session/activeSite';
import type { SiteEntry } from '../session/sessionsContract';
import { plainLabel } from '../ui/plainLabel';
import { siteName } from '../ui/pickSite';
import { rowParts } from './rowParts';

export class SiteStatus implements vscode.Disposable {
  readonly #listening: { dispose(): void };
  #item: vscode.StatusBarItem | undefined;

  constructor(active: Pick<ActiveSite, 'entry' | 'onDidChange'>) {
    this.#show(active.entry);
    this.#listening = active.onDidChange((entry) => this.#show(entry));
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item?.dispose();
  }

  #show(entry: SiteEntry | undefined): void {
    if (entry === undefined) {
      this.#item?.hide();
      return;
    }
    this.#item ??= newItem();
    const { looksOf, siteTooltip } = rowParts();
    const looks = looksOf(entry.state);
    const name = siteName(entry);
    const words = looks.state === undefined ? name : `${name} (${looks.state})`;
    this.#item.text = `$(${looks.icon}) ${plainLabel(words)}`;
    this.#item.backgroundColor =
      looks.alarm === undefined
        ? undefined
        : new vscode.ThemeColor(`statusBarItem.${looks.alarm}Background`);
    const tooltip = siteTooltip(entry, looks);
    tooltip.appendMarkdown(`\n\n${vscode.l10n.t('Click for another site, or to sign in or out')}`);
    this.#item.tooltip = tooltip;
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Tableau site {0}', words),
      role: 'button',
    };
    this.#item.show();
  }
}

function newItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem('site', vscode.StatusBarAlignment.Left, 20);
  item.name = vscode.l10n.t('Tableau Site');
  item.command = 'vizport.switchSite';
  return item;
}
