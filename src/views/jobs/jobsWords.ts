/** Which jobs the view shows, in words: a site's own list is for its administrators. */
import * as vscode from 'vscode';
import type { SiteEntry } from '../../session/sessionsContract';
import type { SiteRef } from '../../tableau/model';
import { siteName } from '../../ui/pickSite';
import { singleLine } from '../../ui/plainLabel';
import type { Scope } from './listedSites';

export function headerWords(
  scopes: readonly Scope[],
  filter: string,
): { readonly description: string; readonly message: string } {
  if (scopes.length === 0) return { description: '', message: '' };
  const isOwn = scopes.every((scope) => scope === 'own');
  const isSite = scopes.every((scope) => scope === 'site');
  const words = isOwn
    ? vscode.l10n.t(
        'Jobs that Vizport started or follows. The list of all jobs is for administrators of the site.',
      )
    : isSite
      ? vscode.l10n.t('All jobs of the site in the last 24 hours.')
      : vscode.l10n.t(
          'The last 24 hours: all jobs where you are an administrator, elsewhere those that Vizport started or follows.',
        );
  const short = isOwn
    ? vscode.l10n.t('of Vizport')
    : isSite
      ? vscode.l10n.t('of the site')
      : vscode.l10n.t('last 24 hours');
  if (filter === '') return { description: short, message: words };
  return {
    description: vscode.l10n.t('filter: {0}', filter),
    message: `${words} ${vscode.l10n.t('Only what matches "{0}" is shown.', filter)}`,
  };
}

export function siteItem(
  entry: SiteEntry | undefined,
  site: SiteRef,
  scope: Scope,
): vscode.TreeItem {
  const name = entry === undefined ? site.contentUrl : siteName(entry);
  const item = new vscode.TreeItem(singleLine(name), vscode.TreeItemCollapsibleState.Expanded);
  const which =
    scope === 'site' ? vscode.l10n.t('all jobs of the site') : vscode.l10n.t('jobs of Vizport');
  item.description = which;
  item.iconPath = new vscode.ThemeIcon('globe');
  item.tooltip = new URL(site.server).host;
  item.contextValue = 'jobSite';
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, {1}', name, which),
  };
  return item;
}
