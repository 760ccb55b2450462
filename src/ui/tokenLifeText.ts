/** How long a personal access token lives yet: for a site's row, its tooltip, and the one message about it. */
import * as vscode from 'vscode';

/** On a row, where little else tells what it is about. */
export function tokenRowText(days: number): string {
  if (days < 0) return vscode.l10n.t('token has ended');
  if (days === 0) return vscode.l10n.t('token ends today');
  return days === 1
    ? vscode.l10n.t('token ends tomorrow')
    : vscode.l10n.t('token ends in {0} days', days);
}

/** Behind the word "Token". */
export function tokenFactText(days: number): string {
  if (days < 0) return vscode.l10n.t('has ended');
  if (days === 0) return vscode.l10n.t('ends today');
  return days === 1 ? vscode.l10n.t('ends tomorrow') : vscode.l10n.t('ends in {0} days', days);
}

export function tokenEndsText(account: string, site: string, days: number): string {
  const what =
    days < 0
      ? vscode.l10n.t('The personal access token "{0}" of {1} has ended.', account, site)
      : days === 0
        ? vscode.l10n.t('The personal access token "{0}" of {1} ends today.', account, site)
        : days === 1
          ? vscode.l10n.t('The personal access token "{0}" of {1} ends tomorrow.', account, site)
          : vscode.l10n.t(
              'The personal access token "{0}" of {1} ends in {2} days.',
              account,
              site,
              days,
            );
  return `${what} ${vscode.l10n.t('Make a new one in Tableau’s account settings, and put it in here.')}`;
}

export function tokenUnusedText(account: string, site: string, days: number): string {
  const what = vscode.l10n.t(
    'Vizport has not used the personal access token "{0}" of {1} for some time, and Tableau deletes a token that nobody uses for 15 days.',
    account,
    site,
  );
  const left =
    days <= 0
      ? vscode.l10n.t('That may be today: sign in to keep it.')
      : days === 1
        ? vscode.l10n.t('One day is left: sign in to keep it.')
        : vscode.l10n.t('{0} days are left: sign in to keep it.', days);
  return `${what} ${left}`;
}
