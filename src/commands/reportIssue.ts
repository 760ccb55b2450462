/** "Report Issue": what a maintainer needs to know, without hosts, names, users and tokens; the user reads it before it goes anywhere. */
import * as vscode from 'vscode';
import type { Way } from '../network/network';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { isCloudHost } from '../tableau/model';
import { showInfo } from '../ui/messages';
import { inReport as plain } from '../ui/reportText';
import { circumstances } from './circumstances';
import type { LazyNetwork } from '../ui/lazyNetwork';

export interface ReportIssueNeeds {
  readonly context: Pick<vscode.ExtensionContext, 'extension'>;
  readonly sessions: SessionsContract;
  readonly network: LazyNetwork;
  readonly texts: { openMarkdown(title: string, text: string): Promise<void> };
}

/** So long a server is asked for its version. */
const versionMs = 5_000;

interface Manifest {
  readonly bugs?: { readonly url?: string } | string;
  readonly repository?: { readonly url?: string } | string;
}

export function reportIssue(needs: ReportIssueNeeds): () => Promise<void> {
  return async () => {
    const body = await issueBody(needs);
    if (hasIssueAddress(needs.context.extension.packageJSON as Manifest)) {
      // VS Code shows it all, and the user sends it or not.
      await vscode.commands.executeCommand('vscode.openIssueReporter', {
        extensionId: needs.context.extension.id,
        issueBody: body,
      });
      return;
    }
    await needs.texts.openMarkdown(vscode.l10n.t('Report Issue'), body);
    await showInfo(
      vscode.l10n.t(
        'This describes your setup without hosts, names and secrets. Read it, say what happened, and give it to whoever gave you Vizport.',
      ),
      {
        label: vscode.l10n.t('Copy Report'),
        run: () => vscode.env.clipboard.writeText(body),
      },
    );
  };
}

/** VS Code's issue reporter needs to know where the issues are. */
function hasIssueAddress({ bugs, repository }: Manifest): boolean {
  const address = (place: Manifest['bugs']): string | undefined =>
    typeof place === 'string' ? place : place?.url;
  return [address(bugs), address(repository)].some((url) => /^https?:/u.test(url ?? ''));
}

/** Kinds and counts only: nothing in here is a name that somebody gave. */
export async function issueBody({ context, sessions, network }: ReportIssueNeeds): Promise<string> {
  const parts = await network.get();
  const sites = await Promise.all(
    sessions.list().map(async (entry, index) => {
      const { server } = entry.profile.site;
      const way = await parts.describe(server);
      const version = await versionOf(sessions, server);
      return `${index + 1}. ${plain([...siteWords(entry, version), ...wayWords(way)].join(', '))}`;
    }),
  );
  return [
    `# ${plain(vscode.l10n.t('Vizport: report of an issue'))}`,
    `## ${plain(vscode.l10n.t('What happened'))}`,
    plain(
      vscode.l10n.t(
        'Say what you did, what you expected, and what came instead. "Tableau: Show Log" may help; it holds hosts and names of items, so read it before you pass it on.',
      ),
    ),
    `## ${plain(vscode.l10n.t('Circumstances'))}`,
    circumstances(context.extension)
      .map(([label, value]) => `- ${plain(label)}: ${plain(value)}`)
      .join('\n'),
    `## ${plain(vscode.l10n.t('Sites'))}`,
    sites.length === 0 ? plain(vscode.l10n.t('None is remembered.')) : sites.join('\n'),
  ].join('\n\n');
}

/** Undefined when the server does not say so at once. */
async function versionOf(sessions: SessionsContract, server: string): Promise<string | undefined> {
  try {
    const info = await sessions.serverInfo(server, AbortSignal.timeout(versionMs));
    return vscode.l10n.t('{0}, REST API {1}', info.productVersion ?? '?', info.apiVersion);
  } catch {
    // Offline, or too slow: the rest of the report is worth having without it.
    return undefined;
  }
}

function siteWords({ profile, state }: SiteEntry, version: string | undefined): string[] {
  const code = 'error' in state ? state.error.code : undefined;
  return [
    isCloudHost(profile.site.server) ? 'Tableau Cloud' : 'Tableau Server',
    version ?? vscode.l10n.t('version not known now'),
    new URL(profile.site.server).protocol.slice(0, -1),
    profile.method,
    // A role is one of Tableau's own words.
    ...(profile.siteRole === undefined ? [] : [profile.siteRole]),
    state.status,
    ...(code === undefined ? [] : [code]),
  ];
}

function wayWords({ proxy, byHost, remembered, verify, login }: Way): string[] {
  return [
    proxy.kind === 'proxy' ? vscode.l10n.t('proxy by {0}', proxy.from) : vscode.l10n.t('no proxy'),
    ...(login === undefined ? [] : [vscode.l10n.t('proxy login: {0}', login)]),
    byHost ? vscode.l10n.t('VS Code’s network') : vscode.l10n.t('Vizport’s own connection'),
    ...(remembered.caFile === undefined ? [] : [vscode.l10n.t('a certificate file')]),
    ...(verify ? [] : [vscode.l10n.t('certificates not checked')]),
  ];
}
