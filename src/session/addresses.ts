/** Which remembered site a browser address belongs to. */
import { siteKey, type SiteRef } from '../tableau/model';
import type { SiteEntry } from './sessionsContract';

export function hostOf(address: string): string | undefined {
  return URL.canParse(address) ? new URL(address).host.toLowerCase() : undefined;
}

/** Hosts and contentUrls are compared without case. */
export function entryAt(
  entries: readonly SiteEntry[],
  origin: string,
  contentUrl: string,
): SiteEntry | undefined {
  const host = hostOf(origin);
  return entries.find((entry) => isOf(entry, contentUrl) && isKnownAt(entry, host));
}

/**
 * The site whose own links have this origin: by that alone addresses are recognised, and whatever is asked is asked of the
 * server that the user signed in to. A host that a site is known at belongs to that site's server, whatever the links of
 * others say. Of two servers that call themselves the same it is the active one.
 */
export async function entryByLinks(
  entries: readonly SiteEntry[],
  address: { readonly server: string; readonly contentUrl: string },
  active: SiteRef | undefined,
  originOfLinks: (site: SiteRef) => Promise<string | undefined>,
): Promise<SiteEntry | undefined> {
  const host = hostOf(address.server);
  if (host === undefined || entries.some((entry) => isKnownAt(entry, host))) return undefined;
  const candidates = entries.filter((entry) => isOf(entry, address.contentUrl));
  const hosts = await Promise.all(
    candidates.map(async ({ profile }) => hostOf((await originOfLinks(profile.site)) ?? '')),
  );
  const fitting = candidates.filter((_, at) => hosts[at] === host);
  if (fitting.length < 2) return fitting[0];
  const key = active && siteKey(active);
  return fitting.find(({ profile }) => siteKey(profile.site) === key);
}

function isOf({ profile: { site } }: SiteEntry, contentUrl: string): boolean {
  return site.contentUrl.toLowerCase() === contentUrl.toLowerCase();
}

function isKnownAt({ profile }: SiteEntry, host: string | undefined): boolean {
  const { site, aliases = [] } = profile;
  return [site.server, ...aliases].some((known) => hostOf(known) === host);
}
