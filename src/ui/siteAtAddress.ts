/** The remembered site that a browser address is about, also where its host is the one that Tableau's own links have. */
import type { SiteContent } from '../content/siteContent';
import { entryByLinks } from '../session/addresses';
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import type { SiteRef } from '../tableau/model';
import { canAsk } from './pickSite';

export interface AddressSources {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
}

/** Nothing is ever asked of the host in the address. */
export async function siteAtAddress(
  { sessions, contentOf }: AddressSources,
  address: { readonly server: string; readonly contentUrl: string },
  signal?: AbortSignal,
): Promise<SiteEntry | undefined> {
  const known = sessions.findByAddress(address.server, address.contentUrl);
  if (known !== undefined) return known;
  const found = await entryByLinks(sessions.list(), address, sessions.active, async (site) => {
    const entry = sessions.find(site);
    // Who is offline is not waited for: most addresses of unknown hosts are of other servers.
    if (entry === undefined || !canAsk(entry) || entry.state.status === 'offline') return undefined;
    try {
      return await contentOf(site).linkOrigin(signal);
    } catch {
      // A site that cannot be asked now is not known to be the one; whoever asked gave up, or is told so.
      return undefined;
    }
  });
  signal?.throwIfAborted();
  return found;
}
