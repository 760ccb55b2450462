/** Flows: what REST says of one. */
import type { Flow, Luid, SiteRef } from '../model';
import { asText, type Raw } from '../wire/decode';
import { addCommon, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "Query Flows for Site" and "Query Flow" */
export const flows: Resource<Flow> = {
  path: 'flows',
  list: 'flows',
  element: 'flow',
  sort: 'name:asc,createdAt:asc',
  decode: decodeFlow,
};

export function decodeFlow(raw: Raw, site: SiteRef): Flow | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<Flow> = { site, kind: 'flow', luid: luid as Luid, name };
  addCommon(item, raw, site);
  const fileType = asText(raw['fileType']);
  if (fileType !== undefined) item.fileType = fileType;
  return item;
}
