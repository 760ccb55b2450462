/** Open Another Site of This Server…: from the server's own list for its administrators, else by its name. */
import * as vscode from 'vscode';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { ServerSite } from '../tableau/access';
import { isTableauError } from '../tableau/errors';
import { isCloudHost, type ContentUrl, type SiteRef } from '../tableau/model';
import { cancellable } from '../ui/cancellable';
import { pickSite, siteName, siteOfRow } from '../ui/pickSite';
import { plainLabel } from '../ui/plainLabel';

export interface OtherSiteNeeds {
  readonly sessions: SessionsContract;
  readonly active: { use(site: SiteRef): void };
  readonly signIn: (site: SiteRef) => Promise<SiteRef | undefined>;
}

/** A server with more sites than that is asked for the site's name besides. */
const maxSites = 5000;

export function openOtherSite(needs: OtherSiteNeeds): (row?: unknown) => Promise<void> {
  return async (row) => {
    const { active, sessions } = needs;
    const given = siteOfRow(row);
    const entry =
      (given && sessions.find(given)) ??
      (await pickSite(sessions, vscode.l10n.t('Another site of which server?')));
    if (entry === undefined) return;
    const contentUrl = await askSite(sessions, entry);
    if (contentUrl === undefined) return;
    const site: SiteRef = { server: entry.profile.site.server, contentUrl };
    const opened = sessions.find(site) === undefined ? await open(needs, entry, site) : site;
    if (opened !== undefined) active.use(opened);
  };
}

async function askSite(
  sessions: SessionsContract,
  { profile: { site } }: SiteEntry,
): Promise<ContentUrl | undefined> {
  const { server } = site;
  const host = new URL(server).host;
  if (isCloudHost(server))
    return askName(host, vscode.l10n.t('Tableau Cloud lists no sites of other teams.'));
  const sites = await cancellable(vscode.l10n.t('Reading the sites of {0}…', host), (signal) =>
    sitesIfTold(sessions, site, signal),
  );
  if (sites === undefined)
    return askName(
      host,
      vscode.l10n.t('Only server administrators may list the sites of a server.'),
    );
  return chooseSite(sessions, server, sites);
}

async function sitesIfTold(
  sessions: SessionsContract,
  site: SiteRef,
  signal: AbortSignal,
): Promise<readonly ServerSite[] | undefined> {
  const { access } = await sessions.client(site);
  const sites: ServerSite[] = [];
  try {
    for (let next: number | undefined = 1; next !== undefined && sites.length < maxSites;) {
      const page = await access.sites(next, signal);
      sites.push(...page.items);
      next = page.nextPage;
    }
  } catch (error) {
    if (isTableauError(error, 'notPermitted', 'notAllowedWithSession', 'notFound', 'server'))
      return undefined;
    throw error;
  }
  return sites;
}

interface SiteRow extends vscode.QuickPickItem {
  readonly contentUrl?: ContentUrl;
}

async function chooseSite(
  sessions: SessionsContract,
  server: string,
  sites: readonly ServerSite[],
): Promise<ContentUrl | undefined> {
  const isKnown = ({ contentUrl }: ServerSite): boolean =>
    sessions.find({ server, contentUrl }) !== undefined;
  const rowOf = (one: ServerSite): SiteRow => ({
    label: `$(${one.active ? 'globe' : 'circle-slash'}) ${plainLabel(one.name)}`,
    description: [
      one.contentUrl === '' ? vscode.l10n.t('(default site)') : one.contentUrl,
      ...(one.active ? [] : [vscode.l10n.t('suspended')]),
    ].join(' · '),
    contentUrl: one.contentUrl,
  });
  const separator = (label: string): SiteRow => ({
    label,
    kind: vscode.QuickPickItemKind.Separator,
  });
  const [known, others] = [sites.filter(isKnown), sites.filter((one) => !isKnown(one))];
  const chosen = await vscode.window.showQuickPick(
    [
      ...others.map(rowOf),
      ...(known.length === 0 ? [] : [separator(vscode.l10n.t('In the Tableau view already'))]),
      ...known.map(rowOf),
    ],
    {
      title: vscode.l10n.t('Sites of {0}', new URL(server).host),
      placeHolder: vscode.l10n.t('Which site do you want to open?'),
      matchOnDescription: true,
    },
  );
  return chosen?.contentUrl;
}

async function askName(host: string, why: string): Promise<ContentUrl | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Open Another Site of {0}', host),
    prompt: vscode.l10n.t(
      '{0} Type the name of the site as it stands in its address: https://{1}/#/site/NAME',
      why,
      host,
    ),
    ignoreFocusOut: true,
    validateInput: (text) =>
      /[\s/#?]/u.test(text.trim())
        ? vscode.l10n.t('The name alone, without the rest of the address.')
        : undefined,
  });
  return name === undefined || name.trim() === '' ? undefined : (name.trim() as ContentUrl);
}

/** With the credentials of the site it was asked from, where one may open several with them; else by signing in anew. */
async function open(
  needs: OtherSiteNeeds,
  from: SiteEntry,
  site: SiteRef,
): Promise<SiteRef | undefined> {
  const { method } = from.profile;
  // A connected app and a pasted token belong to their own site.
  if (method !== 'personalAccessToken' && method !== 'password') return needs.signIn(site);
  const choice = method === 'password' ? 'same' : await askWhichToken(from, site);
  if (choice === undefined) return undefined;
  if (choice === 'other') return needs.signIn(site);
  const { site: opened } = await cancellable(vscode.l10n.t('Signing in…'), (signal) =>
    needs.sessions.signInLike(from.profile.site, site, signal),
  );
  return opened;
}

/** A personal access token lives in one session: the other site is signed out while this one is used. */
async function askWhichToken(
  from: SiteEntry,
  site: SiteRef,
): Promise<'same' | 'other' | undefined> {
  const chosen = await vscode.window.showQuickPick(
    [
      {
        label: vscode.l10n.t('Use the same token "{0}"', plainLabel(from.profile.account)),
        detail: vscode.l10n.t(
          'One of the two sites is live at a time: {0} is signed in again when you use it next',
          plainLabel(siteName(from)),
        ),
        choice: 'same',
      } as const,
      {
        label: vscode.l10n.t('Sign in with another token or a connected app…'),
        detail: vscode.l10n.t('Both sites stay signed in'),
        choice: 'other',
      } as const,
    ],
    {
      title: vscode.l10n.t(
        'Open {0}',
        site.contentUrl === '' ? vscode.l10n.t('the default site') : site.contentUrl,
      ),
      placeHolder: vscode.l10n.t('A personal access token holds one session, also across sites'),
    },
  );
  return chosen?.choice;
}
