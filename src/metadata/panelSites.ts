/** The remembered sites as the page's picker shows them, and what keeps one from being asked. */
import { l10n } from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey } from '../tableau/model';
import { siteName } from '../ui/pickSite';
import type { SiteChoice, SiteKey } from '../webview/protocol';

export function siteChoice(entry: SiteEntry, errorText: (error: unknown) => string): SiteChoice {
  const trouble = troubleOf(entry, errorText);
  return {
    key: siteKey(entry.profile.site),
    name: siteName(entry),
    host: new URL(entry.profile.site.server).host,
    account: entry.profile.account,
    ...(trouble === undefined ? {} : { trouble }),
  };
}

export function findByKey(
  sessions: SessionsContract,
  key: SiteKey | undefined,
): SiteEntry | undefined {
  return sessions.list().find((entry) => siteKey(entry.profile.site) === key);
}

/** Which site a panel starts on when nothing says so: the active one, else one that answers, else the first. */
export function likelySite(sessions: SessionsContract): SiteEntry | undefined {
  const entries = sessions.list();
  const active = sessions.active && siteKey(sessions.active);
  return (
    entries.find(({ profile }) => siteKey(profile.site) === active) ??
    entries.find(({ state }) => state.status === 'signedIn') ??
    entries.find(({ state }) => state.status !== 'signedOut') ??
    entries[0]
  );
}

function troubleOf(
  { state }: SiteEntry,
  errorText: (error: unknown) => string,
): SiteChoice['trouble'] | undefined {
  switch (state.status) {
    case 'idle':
    case 'signingIn':
    case 'signedIn':
      return undefined;
    case 'signedOut':
      return { message: l10n.t('You are signed out of this site.'), remedy: 'signIn' };
    case 'offline':
      return { message: errorText(state.error), remedy: 'retry' };
    case 'refused':
    case 'jwtNeeded':
    case 'contested':
      return { message: errorText(state.error), remedy: 'signIn' };
    case 'secretMissing':
      return {
        message: l10n.t('The credentials of this site are no longer stored on this computer.'),
        remedy: 'signIn',
      };
    default:
      return state satisfies never;
  }
}
