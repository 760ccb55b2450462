/** Commands about a remembered site: sign in again, sign out, replace its credentials, remove it. */
import * as vscode from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { isJwtPasted } from '../session/siteProfile';
import type { SiteRef } from '../tableau/model';
import { confirm } from '../ui/messages';
import { pickSite, siteName, siteOfRow } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';

type SiteCommand = (row?: unknown) => Promise<void>;

async function siteFor(
  sessions: SessionsContract,
  row: unknown,
  placeholder: string,
  fits?: (entry: SiteEntry) => boolean,
): Promise<SiteEntry | undefined> {
  const site = siteOfRow(row);
  const known = site === undefined ? undefined : sessions.find(site);
  return known ?? pickSite(sessions, placeholder, fits);
}

/** The sites that have a session, or may get one by themselves. */
const canSignOut = (entry: SiteEntry): boolean => entry.state.status !== 'signedOut';

export function resumeSite(
  sessions: SessionsContract,
  replace: (site: SiteRef) => Promise<unknown>,
): SiteCommand {
  return async (row) => {
    const entry = await siteFor(
      sessions,
      row,
      vscode.l10n.t('Which site do you want to sign in to again?'),
      (candidate) => candidate.state.status !== 'signedIn',
    );
    if (entry === undefined) return;
    const { state } = entry;
    if (state.status === 'secretMissing' || state.status === 'refused' || isJwtPasted(state)) {
      await replace(entry.profile.site);
      return;
    }
    await vscode.window.withProgress(
      { location: { viewId: 'vizport.content' }, title: vscode.l10n.t('Signing in…') },
      () => sessions.resume(entry.profile.site),
    );
  };
}

export function signOut(sessions: SessionsContract): SiteCommand {
  return async (row) => {
    const entry = await siteFor(
      sessions,
      row,
      vscode.l10n.t('Which site do you want to sign out of?'),
      canSignOut,
    );
    if (entry === undefined) return;
    await sessions.signOut(entry.profile.site);
    vscode.window.setStatusBarMessage(
      plainLabel(vscode.l10n.t('Signed out of {0}', siteName(entry))),
      4000,
    );
  };
}

export function replaceCredentialsOf(
  sessions: SessionsContract,
  replace: (site: SiteRef) => Promise<unknown>,
): SiteCommand {
  return async (row) => {
    const entry = await siteFor(sessions, row, vscode.l10n.t('Which site gets new credentials?'));
    if (entry !== undefined) await replace(entry.profile.site);
  };
}

/** What is done about the secrets of a connected app. */
export function onConnectedApp(
  sessions: SessionsContract,
  act: (entry: SiteEntry) => Promise<void>,
  fits: (profile: SiteEntry['profile']) => boolean = () => true,
): SiteCommand {
  return async (row) => {
    const entry = await siteFor(
      sessions,
      row,
      vscode.l10n.t('Which connected app is it about?'),
      ({ profile }) => profile.method === 'connectedApp' && fits(profile),
    );
    if (entry !== undefined) await act(entry);
  };
}

export function removeSite(sessions: SessionsContract): SiteCommand {
  return async (row) => {
    const entry = await siteFor(sessions, row, vscode.l10n.t('Which site do you want to remove?'));
    if (entry === undefined) return;
    const sure = await confirm(
      vscode.l10n.t('Remove {0} from Vizport?', siteName(entry)),
      vscode.l10n.t(
        'Its session is ended, and its credentials are deleted from the secret storage. Nothing changes on Tableau.',
      ),
      vscode.l10n.t('Remove'),
    );
    if (sure) await sessions.remove(entry.profile.site);
  };
}
