/** Addresses of the editor's own scheme: they show an item, or refresh it after a question. */
import * as vscode from 'vscode';
import { isRefreshable, isRunnable } from '../content/contentKinds';
import { deepLink, readDeepLink, type DeepLink } from '../references/deepLink';
import type { SiteEntry } from '../session/sessionsContract';
import type { Content, SiteRef } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { kindName } from '../ui/contentText';
import { confirm, HumanError, showInfo } from '../ui/messages';
import { canAsk, siteName } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';
import type { CodeNeeds } from './codeNeeds';

export function handleUri(needs: CodeNeeds): (uri: vscode.Uri) => Promise<void> {
  return async ({ path, query }) => {
    const link = readDeepLink(path, query);
    if ('reason' in link)
      throw new HumanError(
        link.reason === 'action'
          ? vscode.l10n.t(
              'This link cannot be followed: Vizport knows links to "item" and "refresh", and not to "{0}".',
              link.what.slice(0, 40),
            )
          : vscode.l10n.t(
              'This link cannot be followed: its "{0}" is missing or wrong. Copy it anew with "Copy Deep Link".',
              link.what,
            ),
      );
    const { server, contentUrl } = link.ref.site;
    const entry = needs.sessions.findByAddress(server, contentUrl);
    // Nothing is asked of a host that the user has not signed in to, and nobody signs in by a link.
    if (entry === undefined || !canAsk(entry)) return tellSignIn(link.ref.site, entry);
    await follow(needs, link, entry);
  };
}

async function follow(needs: CodeNeeds, link: DeepLink, entry: SiteEntry): Promise<void> {
  const { site } = entry.profile;
  const source = needs.contentOf(site);
  const { content, path } = await cancellable(
    vscode.l10n.t('Looking for the item of the link…'),
    async (signal) => {
      const content = await source.details({ ...link.ref, site }, signal);
      return { content, path: await source.pathOf(content, signal) };
    },
  );
  if (link.action === 'item') {
    await vscode.commands.executeCommand('vizport.revealInTree', content);
    return;
  }
  const command = startOf(content);
  const detail = vscode.l10n.t(
    '{0} "{1}" on {2} ({3}). A link asked for this.',
    kindName(content.kind),
    path,
    siteName(entry),
    new URL(site.server).host,
  );
  const flow = command === 'vizport.runFlow';
  const sure = await confirm(
    flow
      ? vscode.l10n.t('Run the flow "{0}"?', content.name)
      : vscode.l10n.t('Refresh the extract of "{0}"?', content.name),
    detail,
    flow ? vscode.l10n.t('Run') : vscode.l10n.t('Refresh'),
  );
  if (sure) await vscode.commands.executeCommand(command, content);
}

function startOf(content: Content): 'vizport.refreshExtract' | 'vizport.runFlow' {
  if (isRunnable(content)) return 'vizport.runFlow';
  if (isRefreshable(content)) return 'vizport.refreshExtract';
  throw new HumanError(
    vscode.l10n.t('"{0}" holds no extract that could be refreshed.', content.name),
  );
}

/** The name of a host is all that is shown of where a link wants to go. */
function tellSignIn({ server, contentUrl }: SiteRef, entry: SiteEntry | undefined): Promise<void> {
  const { host } = new URL(server);
  if (entry !== undefined)
    return showInfo(
      vscode.l10n.t(
        'The link leads to {0}, where you are not signed in now. Sign in again, and follow it once more.',
        siteName(entry),
      ),
      {
        label: vscode.l10n.t('Sign In Again'),
        run: () =>
          vscode.commands.executeCommand('vizport.resumeSite', { site: entry.profile.site }),
      },
    );
  return showInfo(
    vscode.l10n.t(
      'The link leads to a site that is none of yours: {0}. If you trust it, sign in there and follow the link once more.',
      contentUrl === '' ? host : `${host} (${contentUrl.slice(0, 80)})`,
    ),
    {
      label: vscode.l10n.t('Sign In'),
      run: () => vscode.commands.executeCommand('vizport.signIn', { server, contentUrl }),
    },
  );
}

/** One a line. */
export async function copyDeepLinks(items: readonly Content[]): Promise<void> {
  const links = items.map(({ site, kind, luid }) =>
    deepLink(vscode.env.uriScheme, { action: 'item', ref: { site, kind, luid } }),
  );
  await vscode.env.clipboard.writeText(links.join('\n'));
  const said =
    links.length === 1
      ? vscode.l10n.t('Deep link copied')
      : vscode.l10n.t('{0} deep links copied', links.length);
  vscode.window.setStatusBarMessage(`$(check) ${plainLabel(said)}`, 4_000);
}
