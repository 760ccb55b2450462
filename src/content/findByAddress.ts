/** From a browser address to the item on its site, with as few requests as there is a way (field guide §6.3). */
import type { ContentUrl } from '../tableau/model';
import { findNumbered } from './findNumbered';
import { findCustomView, findView } from './findView';
import { findProject } from './findProject';
import { byFilter, found, type FindResult } from './findResult';
import type { SiteContent } from './siteContent';
import type { WebAddress } from './webAddress';

/** Where the sites are that somebody is signed in to: hosts go by several names, of which some take asking. */
export type SiteAt = (
  origin: string,
  contentUrl: ContentUrl,
) => SiteContent | undefined | Promise<SiteContent | undefined>;

export async function findByAddress(
  address: WebAddress,
  siteAt: SiteAt,
  signal?: AbortSignal,
): Promise<FindResult> {
  const { server, contentUrl, item } = address;
  const site = await siteAt(server, contentUrl);
  if (site === undefined) return { status: 'needsSite', server, contentUrl };
  if (item === undefined) return { status: 'sitePage', site: site.site };
  switch (item.kind) {
    case 'view':
      return findView(site, item.contentUrl, signal);
    case 'customView':
      return findCustomView(site, item, signal);
    case 'project':
      return findProject(site, item.vizportalUrlId, signal);
    case 'workbook':
    case 'datasource': {
      if ('vizportalUrlId' in item)
        return findNumbered(site, item.kind, item.vizportalUrlId, signal);
      const { kind } = item;
      const items = await byFilter(site, kind, 'contentUrl', item.contentUrl, signal);
      const matches = items.filter((candidate) => candidate.contentUrl === item.contentUrl);
      return found(matches, 'contentUrl') ?? { status: 'notFound', why: 'noSuchName', kind };
    }
    case 'flow':
    case 'virtualConnection':
      return findNumbered(site, item.kind, item.vizportalUrlId, signal);
    default:
      return item satisfies never;
  }
}
