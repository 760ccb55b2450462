/** Custom views: found by the UUID in a browser address. */
import type { CustomView, Luid, SiteRef } from '../model';
import { asBoolean, asText, type Raw } from '../wire/decode';
import { addCommon, asReference, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "Get Custom View" */
export const customViews: Resource<CustomView> = {
  path: 'customviews',
  list: 'customViews',
  element: 'customView',
  decode: decodeCustomView,
};

export function decodeCustomView(raw: Raw, site: SiteRef): CustomView | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<CustomView> = { site, kind: 'customView', luid: luid as Luid, name };
  addCommon(item, raw, site);
  const shared = asBoolean(raw['shared']);
  if (shared !== undefined) item.shared = shared;
  const view = asReference(raw['view']);
  if (view !== undefined) item.view = view;
  const workbook = asReference(raw['workbook']);
  if (workbook !== undefined) item.workbook = workbook;
  return item;
}
