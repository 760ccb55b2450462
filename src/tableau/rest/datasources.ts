/** Published data sources: what REST says of one. Embedded ones are never listed. */
import type { ContentUrl, Datasource, Luid, SiteRef } from '../model';
import { asBoolean, asNumber, asText, type Raw } from '../wire/decode';
import { addCommon, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "Query Data Sources" and "Query Data Source" */
export const datasources: Resource<Datasource> = {
  path: 'datasources',
  list: 'datasources',
  element: 'datasource',
  sort: 'name:asc,createdAt:asc',
  fields: {
    // Older servers: which of these they know is unsure, `_all_` they do.
    full: [
      ['3.17', '_default_,hasExtracts,size,connectedWorkbooksCount,owner.name,owner.fullName'],
      ['2.5', '_all_'],
    ],
    slim: [['2.5', 'id,name,contentUrl,webpageUrl,project.id,project.name']],
  },
  // Field guide §2.4.
  lacks: [{ field: 'projectName', from: '3.13', to: '3.17' }],
  decode: decodeDatasource,
};

export function decodeDatasource(raw: Raw, site: SiteRef): Datasource | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<Datasource> = {
    site,
    kind: 'datasource',
    luid: luid as Luid,
    name,
    contentUrl: (asText(raw['contentUrl']) ?? '') as ContentUrl,
  };
  addCommon(item, raw, site);
  const type = asText(raw['type']);
  if (type !== undefined) item.type = type;
  const hasExtracts = asBoolean(raw['hasExtracts']);
  if (hasExtracts !== undefined) item.hasExtracts = hasExtracts;
  const isCertified = asBoolean(raw['isCertified']);
  if (isCertified !== undefined) item.isCertified = isCertified;
  const note = asText(raw['certificationNote']);
  if (note !== undefined) item.certificationNote = note;
  const usesBridge = asBoolean(raw['useRemoteQueryAgent']);
  if (usesBridge !== undefined) item.usesBridge = usesBridge;
  const sizeMb = asNumber(raw['size']);
  if (sizeMb !== undefined) item.sizeMb = sizeMb;
  const connected = asNumber(raw['connectedWorkbooksCount']);
  if (connected !== undefined) item.connectedWorkbooksCount = connected;
  return item;
}
