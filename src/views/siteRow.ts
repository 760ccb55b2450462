/** A site's row: its name, its host, who is signed in, and the state of the session. */
import * as vscode from 'vscode';
import type { SiteEntry } from '../session/sessionsContract';
import type { SiteState } from '../session/siteProfile';
import type { SiteRef } from '../tableau/model';
import { tokenDaysLeft, warnDays } from '../session/tokenDays';
import { errorText } from '../ui/errorText';
import { literalMarkdown } from '../ui/literalMarkdown';
import { siteName } from '../ui/pickSite';
import { tokenFactText, tokenRowText } from '../ui/tokenLifeText';
import { windowsApartText } from '../ui/windowsApartText';

export interface Looks {
  /** What menus test: which of Sign In, Sign Out and Replace Credentials make sense. */
  readonly word: 'siteSignedIn' | 'siteSignedOut' | 'siteOffline' | 'siteRefused';
  readonly icon: string;
  readonly color?: string;
  /** In words, where the state is worth a word. */
  readonly state?: string;
  /** How the status bar sets it off, where something is to be done. */
  readonly alarm?: 'warning' | 'error';
}

export function siteRow(
  entry: SiteEntry | undefined,
  site: SiteRef,
  collapsibleState: vscode.TreeItemCollapsibleState,
): vscode.TreeItem {
  const host = new URL(site.server).host;
  if (entry === undefined) return new vscode.TreeItem(host, collapsibleState);
  const { profile } = entry;
  const looks = looksOf(entry.state);
  const daysLeft = tokenDaysLeft(profile, Date.now());
  const isEnding = daysLeft !== undefined && daysLeft <= warnDays;
  const item = new vscode.TreeItem(siteName(entry), collapsibleState);
  const color =
    looks.color ??
    (isEnding || entry.apart === true ? 'problemsWarningIcon.foreground' : undefined);
  item.iconPath = new vscode.ThemeIcon(
    looks.icon,
    color === undefined ? undefined : new vscode.ThemeColor(color),
  );
  const parts = [
    ...(looks.state === undefined ? [] : [looks.state]),
    // What must be seen comes first, for a narrow view cuts what comes last.
    ...(profile.as === undefined ? [] : [vscode.l10n.t('as {0}', profile.as)]),
    ...(entry.apart === true ? [vscode.l10n.t('windows fight')] : []),
    ...(isEnding ? [tokenRowText(daysLeft)] : []),
    host,
    ...(profile.as === undefined ? [profile.userName ?? profile.account] : []),
    ...(profile.siteRole === undefined ? [] : [profile.siteRole]),
  ];
  item.description = parts.join(' · ');
  item.tooltip = siteTooltip(entry, looks);
  item.contextValue = ['site expandable', looks.word, ...wordsOf(entry)].join(' ');
  item.accessibilityInformation = {
    label: vscode.l10n.t('{0}, site, {1}', siteName(entry), parts.join(', ')),
  };
  return item;
}

/** Which commands about secrets make sense. */
function wordsOf({ profile }: SiteEntry): readonly string[] {
  if (profile.method !== 'connectedApp') return [];
  return profile.secondSecretId === undefined ? ['connectedApp'] : ['connectedApp', 'secondSecret'];
}

export function looksOf(state: SiteState): Looks {
  switch (state.status) {
    case 'idle':
    case 'signedIn':
      return { word: 'siteSignedIn', icon: 'globe' };
    case 'signingIn':
      return { word: 'siteSignedIn', icon: 'loading~spin', state: vscode.l10n.t('signing in') };
    case 'signedOut':
      return { word: 'siteSignedOut', icon: 'circle-slash', state: vscode.l10n.t('signed out') };
    case 'offline':
      return {
        word: 'siteOffline',
        icon: 'debug-disconnect',
        color: 'problemsWarningIcon.foreground',
        state: vscode.l10n.t('offline'),
        alarm: 'warning',
      };
    case 'refused':
      return {
        word: 'siteRefused',
        icon: 'error',
        color: 'problemsErrorIcon.foreground',
        state: vscode.l10n.t('credentials refused'),
        alarm: 'error',
      };
    case 'jwtNeeded':
      return {
        word: 'siteOffline',
        icon: 'key',
        color: 'problemsWarningIcon.foreground',
        state: vscode.l10n.t('token needed'),
      };
    case 'contested':
      return {
        word: 'siteOffline',
        icon: 'debug-pause',
        color: 'problemsWarningIcon.foreground',
        state: vscode.l10n.t('token used elsewhere'),
        alarm: 'warning',
      };
    case 'secretMissing':
      return {
        word: 'siteRefused',
        icon: 'key',
        color: 'problemsWarningIcon.foreground',
        state: vscode.l10n.t('no secret stored'),
        alarm: 'warning',
      };
    default:
      return state satisfies never;
  }
}

export function siteTooltip(entry: SiteEntry, looks: Looks): vscode.MarkdownString {
  const { profile, state } = entry;
  const daysLeft = tokenDaysLeft(profile, Date.now());
  const facts: [string, string | undefined][] = [
    [vscode.l10n.t('Server'), profile.site.server],
    [vscode.l10n.t('Site in URLs'), profile.site.contentUrl || vscode.l10n.t('(default site)')],
    [vscode.l10n.t('User'), profile.userName],
    [vscode.l10n.t('Site role'), profile.siteRole],
    [vscode.l10n.t('Signed in as'), profile.as],
    [methodName(profile), profile.account || undefined],
    [vscode.l10n.t('Second secret'), profile.secondSecretId],
    [vscode.l10n.t('Token'), daysLeft === undefined ? undefined : tokenFactText(daysLeft)],
    [vscode.l10n.t('State'), looks.state],
    [vscode.l10n.t('Windows'), entry.apart === true ? windowsApartText() : undefined],
    [vscode.l10n.t('Reason'), 'error' in state ? errorText(state.error) : undefined],
  ];
  const lines = facts
    .filter(([, value]) => value !== undefined)
    .map(([label, value]) => `${literalMarkdown(label)}: ${literalMarkdown(value ?? '')}`);
  return new vscode.MarkdownString(
    [`**${literalMarkdown(siteName(entry))}**`, ...lines].join('  \n'),
  );
}

function methodName({ method, jwtFrom }: SiteEntry['profile']): string {
  switch (method) {
    case 'personalAccessToken':
      return vscode.l10n.t('Personal access token');
    case 'connectedApp':
      return vscode.l10n.t('Connected app, user');
    case 'password':
      return vscode.l10n.t('User name and password');
    case 'oauthTrust':
      return jwtFrom === 'command'
        ? vscode.l10n.t('Token of an identity provider, from the command')
        : vscode.l10n.t('Token of an identity provider, pasted, user');
    case 'unifiedAccessToken':
      return jwtFrom === 'command'
        ? vscode.l10n.t('Unified access token, from the command')
        : vscode.l10n.t('Unified access token, pasted, user');
    default:
      return method satisfies never;
  }
}
