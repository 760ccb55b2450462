/** The site that a workspace recommends in its settings: offered until the user says no; never with a credential. */
import * as vscode from 'vscode';
import { parseServerAddress } from '../content/webAddress';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { ContentUrl, SiteRef } from '../tableau/model';
import { showInfo } from '../ui/messages';
import { setting } from '../ui/settings';

export interface RecommendedNeeds {
  readonly sessions: SessionsContract;
  readonly active: { readonly entry: SiteEntry | undefined; use(site: SiteRef): void };
  /** The workspace's. */
  readonly memory: {
    get<T>(key: string): T | undefined;
    update(key: string, value: unknown): PromiseLike<void>;
  };
  readonly signIn: (site: SiteRef) => Promise<SiteRef | undefined>;
}

const declinedKey = 'vizport.recommendedSite.declined';

export async function offerRecommendedSite(needs: RecommendedNeeds): Promise<void> {
  const address = setting('vizport.recommendedSite');
  const site = recommendedSite(address);
  if (site === undefined) return;
  const { active, memory, sessions } = needs;
  const known = sessions.findByAddress(site.server, site.contentUrl);
  if (known !== undefined) {
    // Somebody who has picked a site in this workspace has decided already.
    if (sessions.active === undefined) active.use(known.profile.site);
    return;
  }
  if (memory.get<unknown>(declinedKey) === address) return;
  await showInfo(
    vscode.l10n.t(
      'This workspace recommends the Tableau site {0} on {1}.',
      site.contentUrl === '' ? vscode.l10n.t('(default site)') : site.contentUrl,
      new URL(site.server).origin,
    ),
    { label: vscode.l10n.t('Sign In'), run: () => needs.signIn(site) },
    {
      label: vscode.l10n.t('Not for This Workspace'),
      run: () => memory.update(declinedKey, address),
    },
  );
}

/** Undefined for what is no address; a user name or password in it is not read. */
export function recommendedSite(address: string): SiteRef | undefined {
  if (address.trim() === '') return undefined;
  const read = parseServerAddress(address);
  if ('reason' in read) return undefined;
  return { server: read.server, contentUrl: read.contentUrl ?? ('' as ContentUrl) };
}
