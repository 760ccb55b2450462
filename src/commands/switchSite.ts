/** Switch Site…: which site this window is about, and what can be done about its session; behind the entry in the status bar. */
import * as vscode from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey, type SiteRef } from '../tableau/model';
import { siteName } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';

export interface SwitchSiteNeeds {
  readonly sessions: SessionsContract;
  readonly active: { readonly entry: SiteEntry | undefined; use(site: SiteRef): void };
}

interface Row extends vscode.QuickPickItem {
  run?(): unknown;
}

export function switchSite(needs: SwitchSiteNeeds): () => Promise<void> {
  return async () => {
    const { active, sessions } = needs;
    const { entry } = active;
    const own = entry && siteKey(entry.profile.site);
    const others = sessions.list().filter(({ profile }) => siteKey(profile.site) !== own);
    const rows: Row[] = [
      ...(entry === undefined ? [] : aboutActive(entry)),
      ...(others.length === 0 ? [] : [separator(vscode.l10n.t('Use another site here'))]),
      ...others.map((other) => ({ ...siteLine(other), run: () => active.use(other.profile.site) })),
      separator(vscode.l10n.t('More sites')),
      ...(entry === undefined
        ? []
        : [
            command(
              vscode.l10n.t('Open Another Site of This Server…'),
              'server',
              'openOtherSite',
              entry,
            ),
          ]),
      command(vscode.l10n.t('Sign In to a Site…'), 'add', 'signIn'),
    ];
    const chosen = await vscode.window.showQuickPick(rows, {
      title: vscode.l10n.t('Tableau Sites'),
      placeHolder: vscode.l10n.t(
        'The site that commands propose first in this window, and its session',
      ),
      matchOnDescription: true,
    });
    await chosen?.run?.();
  };
}

function aboutActive(entry: SiteEntry): readonly Row[] {
  const { status } = entry.state;
  const canSignIn = status !== 'signedIn' && status !== 'idle' && status !== 'signingIn';
  return [
    separator(vscode.l10n.t('Active in this window')),
    { ...siteLine(entry), label: `$(check) ${siteLine(entry).label}` },
    ...(canSignIn ? [command(vscode.l10n.t('Sign In Again'), 'sign-in', 'resumeSite', entry)] : []),
    ...(status === 'signedOut'
      ? []
      : [command(vscode.l10n.t('Sign Out'), 'sign-out', 'signOut', entry)]),
    command(vscode.l10n.t('Replace Credentials…'), 'key', 'replaceCredentials', entry),
    command(vscode.l10n.t('Test Connection'), 'pulse', 'testConnection', entry),
  ];
}

function siteLine(entry: SiteEntry): Row {
  const { site, userName, account, siteRole } = entry.profile;
  const who =
    siteRole === undefined ? (userName ?? account) : `${userName ?? account} · ${siteRole}`;
  return {
    label: plainLabel(siteName(entry)),
    description: new URL(site.server).host,
    detail: plainLabel(who),
  };
}

function separator(label: string): Row {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** A command of ours, about the site where one is given. */
function command(label: string, icon: string, name: string, entry?: SiteEntry): Row {
  const row = entry === undefined ? [] : [{ site: entry.profile.site }];
  return {
    label: `$(${icon}) ${label}`,
    run: () => vscode.commands.executeCommand(`vizport.${name}`, ...row),
  };
}
