/** Views: what REST says of one. They have no webpageUrl; a link is built from `contentUrl`. */
import type { ContentUrl, Luid, SiteRef, View } from '../model';
import { asNumber, asObject, asText, type Raw } from '../wire/decode';
import { addCommon, asReference, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "Query Views for Site" and "Get View" */
export const views: Resource<View> = {
  path: 'views',
  list: 'views',
  element: 'view',
  sort: 'name:asc,createdAt:asc',
  fields: {
    // Older servers: which of these they know is unsure, `_all_` they do.
    full: [
      ['3.17', '_default_,sheetType,owner.name,owner.fullName,project.name,workbook.name'],
      ['2.5', '_all_'],
    ],
    slim: [
      ['2.5', 'id,name,contentUrl,viewUrlName,project.id,project.name,workbook.id,workbook.name'],
    ],
  },
  fullParameters: 'includeUsageStatistics=true',
  decode: decodeView,
};

export function decodeView(raw: Raw, site: SiteRef): View | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<View> = {
    site,
    kind: 'view',
    luid: luid as Luid,
    name,
    contentUrl: (asText(raw['contentUrl']) ?? '') as ContentUrl,
  };
  addCommon(item, raw, site);
  const urlName = asText(raw['viewUrlName']);
  if (urlName !== undefined) item.viewUrlName = urlName;
  const sheetType = asText(raw['sheetType']);
  if (sheetType !== undefined) item.sheetType = sheetType;
  const workbook = asReference(raw['workbook']);
  if (workbook !== undefined) item.workbook = workbook;
  const count = asNumber(asObject(raw['usage'])['totalViewCount']);
  if (count !== undefined) item.totalViewCount = count;
  return item;
}
