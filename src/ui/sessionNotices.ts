/** One message for what happened to a session by machine: a secret that was switched, a token that is used up. */
import * as vscode from 'vscode';
import type { SessionNotice, SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import { errorText } from './errorText';
import { showFailure, showInfo, showWarning, type Action } from './messages';
import { plainLabel } from './plainLabel';
import { siteName } from './pickSite';
import { tokenEndsText, tokenUnusedText } from './tokenLifeText';
import { windowsApartText } from './windowsApartText';

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
  const replace = (label: string): Action => onSite(entry, 'vizport.replaceCredentials', label);
  const name = siteName(entry);
  switch (notice.kind) {
    case 'refused':
    case 'contested':
    case 'jwtNeeded':
      return tellTrouble(notice, entry, replace);
    case 'tokenShared': {
      const others = notice.others.map((site) => nameAt(sessions, siteKey(site))).join(', ');
      return showWarning(
        vscode.l10n.t(
          '{0} uses the same personal access token as {1}. A token has one session, so one of these sites is signed in at a time, and Vizport switches when you use the other. With a token of its own, or a connected app, both stay signed in.',
          name,
          others,
        ),
        replace(vscode.l10n.t('Use Another Token')),
      );
    }
    case 'tokenTaken':
      return showWarning(
        vscode.l10n.t(
          '{0}: three sessions of the token {1} ended early within a few hours. Something else seems to sign in with it now and then: a script, a pipeline, another computer. A token has one session, so each ends the other’s work. With a token of its own, or a connected app, Vizport stays out of its way.',
          name,
          notice.account,
        ),
        replace(vscode.l10n.t('Use Another Token')),
      );
    case 'windowsApart':
      return showWarning(
        vscode.l10n.t('{0}: {1}', name, windowsApartText()),
        replace(vscode.l10n.t('Sign In Otherwise')),
        {
          label: vscode.l10n.t('Show Log'),
          run: () => vscode.commands.executeCommand('vizport.showLog'),
        },
      );
    case 'siteSwitched':
      vscode.window.setStatusBarMessage(
        plainLabel(
          vscode.l10n.t(
            '{0} has the token’s session now; {1} is signed in again when it is used.',
            name,
            nameAt(sessions, notice.from),
          ),
        ),
        8000,
      );
      return;
    case 'tokenEnds':
      return showWarning(
        tokenEndsText(notice.account, name, notice.daysLeft),
        replace(vscode.l10n.t('Replace Credentials')),
      );
    case 'tokenUnused':
      return showWarning(
        tokenUnusedText(notice.account, name, notice.daysLeft),
        onSite(entry, 'vizport.resumeSite', vscode.l10n.t('Sign In')),
      );
    default:
      notice satisfies never;
  }
}

async function tellTrouble(
  { kind, error }: Extract<SessionNotice, { readonly error: unknown }>,
  entry: SiteEntry,
  replace: (label: string) => Action,
): Promise<void> {
  const words = vscode.l10n.t('{0}: {1}', siteName(entry), errorText(error));
  const replaceAll = replace(vscode.l10n.t('Replace Credentials'));
  const resume = (label: string): Action => onSite(entry, 'vizport.resumeSite', label);
  if (kind === 'refused') await showFailure(words, replaceAll);
  else if (kind === 'contested')
    await showWarning(words, resume(vscode.l10n.t('Take It Back')), replaceAll);
  else if (error.code === 'JWT_PASTED')
    await showWarning(words, replace(vscode.l10n.t('Paste New Token')));
  else await showWarning(words, resume(vscode.l10n.t('Try Again')), replaceAll);
}

function nameAt(sessions: SessionsContract, key: string): string {
  const entry = sessions.list().find(({ profile }) => siteKey(profile.site) === key);
  return entry === undefined ? vscode.l10n.t('the other site') : siteName(entry);
}

function onSite(entry: SiteEntry, command: string, label: string): Action {
  const { site } = entry.profile;
  return { label, run: () => vscode.commands.executeCommand(command, { site }) };
}
