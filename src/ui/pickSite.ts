/** Asks which site a command is about, when nothing says so already. */
import * as vscode from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey, type SiteRef } from '../tableau/model';
import { HumanError } from './messages';
import { plainLabel } from './plainLabel';

/** How a site is called in lists and messages: its name, or its contentUrl, or the words for the default one. */
export function siteName(entry: SiteEntry): string {
  const { site, siteName: name } = entry.profile;
  return name ?? (site.contentUrl === '' ? vscode.l10n.t('Default site') : site.contentUrl);
}

/** Where a sign-in by machine may happen, or has: nothing may sign in to the others but the user. */
export function canAsk({ state }: SiteEntry): boolean {
  return !['signedOut', 'refused', 'secretMissing', 'jwtNeeded', 'contested'].includes(
    state.status,
  );
}

/** The site that a tree row stands for or belongs to. */
export function siteOfRow(row: unknown): SiteRef | undefined {
  if (typeof row !== 'object' || row === null || !('site' in row)) return undefined;
  const { site } = row;
  if (typeof site !== 'object' || site === null || !('server' in site) || !('contentUrl' in site))
    return undefined;
  return typeof site.server === 'string' && typeof site.contentUrl === 'string'
    ? (site as SiteRef)
    : undefined;
}

/** Undefined when the user backs out. One fitting site is taken without asking. */
export async function pickSite(
  sessions: SessionsContract,
  placeholder: string,
  fits: (entry: SiteEntry) => boolean = () => true,
): Promise<SiteEntry | undefined> {
  const active = sessions.active && siteKey(sessions.active);
  const isActive = ({ profile }: SiteEntry): boolean => siteKey(profile.site) === active;
  const fitting = sessions.list().filter(fits);
  const entries = [...fitting.filter(isActive), ...fitting.filter((entry) => !isActive(entry))];
  if (entries.length === 0)
    throw new HumanError(vscode.l10n.t('There is no site for this.'), [
      {
        label: vscode.l10n.t('Sign In'),
        run: () => vscode.commands.executeCommand('vizport.signIn'),
      },
    ]);
  if (entries.length === 1) return entries[0];
  const chosen = await vscode.window.showQuickPick(
    entries.map((entry) => ({
      label: plainLabel(siteName(entry)),
      description: new URL(entry.profile.site.server).host,
      detail: plainLabel(entry.profile.account),
      entry,
    })),
    { placeHolder: placeholder, matchOnDescription: true },
  );
  return chosen?.entry;
}
