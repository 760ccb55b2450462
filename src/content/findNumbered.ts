/** Items whose address holds a number: asked of the Metadata API, and else looked up in the site's list of links. */
import { isAbort, isTableauError } from '../tableau/errors';
import type { Content, VizportalUrlId } from '../tableau/model';
import { isMetadataOff } from '../tableau/passing';
import { kindOf } from './contentKinds';
import { found, type FindResult, type FoundItem } from './findResult';
import type { SiteContent } from './siteContent';

type Numbered = 'workbook' | 'datasource' | 'flow' | 'virtualConnection';

export async function findNumbered(
  site: SiteContent,
  kind: Numbered,
  id: VizportalUrlId,
  signal?: AbortSignal,
): Promise<FindResult> {
  const known = await byMetadata(site, async () => {
    const client = await site.client();
    return client.metadata.byVizportalUrlId(kind, id, signal);
  });
  const items = (known ?? []).map((item): FoundItem => ({ ...item, site: site.site, kind }));
  return (
    found(items, 'metadata') ??
    // A miss is no proof: the index of the Metadata API is minutes late.
    found(await byLink(site, kind, id, signal), 'list') ?? {
      status: 'notFound',
      why: 'noSuchNumber',
      kind,
    }
  );
}

/**
 * Undefined where the Metadata API cannot be asked, whatever the reason: REST may still know. That it is off is
 * remembered; that there is no network, or no sign-in, ends the search.
 */
export async function byMetadata<T>(
  site: SiteContent,
  ask: () => Promise<T>,
): Promise<T | undefined> {
  if (site.metadataUnavailable) return undefined;
  try {
    return await ask();
  } catch (error) {
    if (isAbort(error) || !isTableauError(error)) throw error;
    if (isTableauError(error, 'network', 'signIn', 'sessionExpired')) throw error;
    // A gateway's 503 or page is gone at the next look-up.
    if (isMetadataOff(error) || isTableauError(error, 'notAllowedWithSession', 'notPermitted'))
      site.markMetadataUnavailable();
    return undefined;
  }
}

/** By the number at the end of Tableau's own link. A list read long ago is read once more before it says no. */
async function byLink(
  site: SiteContent,
  kind: Numbered,
  id: VizportalUrlId,
  signal?: AbortSignal,
): Promise<readonly Content[]> {
  const segment = kindOf(kind).inUrl?.segment ?? '';
  const link = new RegExp(`/${segment}/${id}(?:[/?]|$)`, 'iu');
  const search = async (): Promise<readonly Content[]> => {
    for await (const batch of site.siteList(kind, 'slim').follow(signal)) {
      const matches = batch.filter((item) => link.test(item.webpageUrl ?? ''));
      if (matches.length > 0) return matches;
    }
    return [];
  };
  const wasRead = site.siteList(kind, 'slim').done;
  const matches = await search();
  if (matches.length > 0 || !wasRead) return matches;
  site.forgetSiteList(kind);
  return search();
}
