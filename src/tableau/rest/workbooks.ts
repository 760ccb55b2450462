/** Workbooks: what REST says of one. */
import type { ContentUrl, Luid, SiteRef, View, Workbook } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asBoolean, asNumber, asObject, asText, type Raw } from '../wire/decode';
import { addCommon, type Draft } from './common';
import type { Resource } from './resource';
import { decodeView } from './views';

/** @see REST, "Query Workbooks for Site" and "Query Workbook" */
export const workbooks: Resource<Workbook> = {
  path: 'workbooks',
  list: 'workbooks',
  element: 'workbook',
  sort: 'name:asc,createdAt:asc',
  fields: {
    // Older servers: which of these they know is unsure, `_all_` they do.
    full: [
      ['3.17', '_default_,hasExtracts,sheetCount,owner.name,owner.fullName'],
      ['2.5', '_all_'],
    ],
    slim: [['2.5', 'id,name,contentUrl,webpageUrl,project.id,project.name']],
  },
  decode: decodeWorkbook,
};

export function decodeWorkbook(raw: Raw, site: SiteRef): Workbook | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<Workbook> = {
    site,
    kind: 'workbook',
    luid: luid as Luid,
    name,
    contentUrl: (asText(raw['contentUrl']) ?? '') as ContentUrl,
  };
  addCommon(item, raw, site);
  const sizeMb = asNumber(raw['size']);
  if (sizeMb !== undefined) item.sizeMb = sizeMb;
  const showTabs = asBoolean(raw['showTabs']);
  if (showTabs !== undefined) item.showTabs = showTabs;
  const sheetCount = asNumber(raw['sheetCount']);
  if (sheetCount !== undefined) item.sheetCount = sheetCount;
  const hasExtracts = asBoolean(raw['hasExtracts']);
  if (hasExtracts !== undefined) item.hasExtracts = hasExtracts;
  const defaultView = asText(raw['defaultViewId']);
  if (defaultView !== undefined) item.defaultViewLuid = defaultView as Luid;
  return item;
}

/** @see REST, "Query Views for Workbook" */
export async function viewsOfWorkbook(
  calls: SiteCalls,
  site: SiteRef,
  workbook: Luid,
  signal?: AbortSignal,
): Promise<readonly View[]> {
  const content = await calls.json(
    {
      method: 'GET',
      name: 'GET workbooks/{id}/views',
      path: `{site}/workbooks/${encodeURIComponent(workbook)}/views?includeUsageStatistics=true`,
      nature: 'repeat',
    },
    signal,
  );
  const views: View[] = [];
  for (const raw of asArray(asObject(content['views'])['view'])) {
    const view = decodeView(asObject(raw), site);
    // The answer does not repeat what was asked for.
    if (view !== undefined) views.push({ workbook: { luid: workbook }, ...view });
  }
  return views;
}
