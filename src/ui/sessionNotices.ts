/** One message for what happened to a session by machine: a secret that was switched, a token that is used up. */
import * as vscode from 'vscode';
import type { SessionNotice, SessionsContract, SiteEntry } from '../session/sessionsContract';
import { errorText } from './errorText';
import { showInfo, showWarning, type Action } from './messages';
import { siteName } from './pickSite';

export async function tellNotice(sessions: SessionsContract, notice: SessionNotice): Promise<void> {
  const entry = sessions.find(notice.site);
  if (entry === undefined) return;
  if (notice.kind === 'secretSwitched') {
    await showInfo(
      vscode.l10n.t(
        'Tableau refused the first secret of the connected app for {0}. Vizport has switched to the second one and forgotten the first.',
        siteName(entry),
      ),
      onSite(entry, 'vizport.addSecondSecret', vscode.l10n.t('Add Another Secret')),
    );
    return;
  }
  const words = vscode.l10n.t('{0}: {1}', siteName(entry), errorText(notice.error));
  const replace = (label: string): Action => onSite(entry, 'vizport.replaceCredentials', label);
  if (notice.error.code === 'JWT_PASTED')
    await showWarning(words, replace(vscode.l10n.t('Paste New Token')));
  else
    await showWarning(
      words,
      onSite(entry, 'vizport.resumeSite', vscode.l10n.t('Try Again')),
      replace(vscode.l10n.t('Replace Credentials')),
    );
}

function onSite(entry: SiteEntry, command: string, label: string): Action {
  const { site } = entry.profile;
  return { label, run: () => vscode.commands.executeCommand(command, { site }) };
}
