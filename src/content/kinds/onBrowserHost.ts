/** Links as a person's browser can open them. */
import type { SiteRef } from '../../tableau/model';

/** Tableau's own link with the browser's origin: servers put internal ones there (field guide §0.2, 17). */
export function onBrowserHost(
  webpageUrl: string | undefined,
  browserOrigin: string,
): string | undefined {
  if (webpageUrl === undefined) return undefined;
  const rest = /^(?:https?:\/\/[^/?#]+)?(\/.*)$/iu.exec(webpageUrl)?.[1];
  return rest === undefined ? undefined : browserOrigin + rest;
}

/** The part of an address that names the site: nothing for the default site. */
export function sitePath(site: SiteRef): string {
  return site.contentUrl === '' ? '' : `site/${encodeURIComponent(site.contentUrl)}/`;
}
