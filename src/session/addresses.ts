/** Which remembered site a browser address belongs to. */
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
  return entries.find(
    ({ profile: { site, aliases = [] } }) =>
      site.contentUrl.toLowerCase() === contentUrl.toLowerCase() &&
      [site.server, ...aliases].some((known) => hostOf(known) === host),
  );
}
