/** Virtual connections: what REST says of one. They need Data Management; without it the list is refused. */
import type { Luid, SiteRef, VirtualConnection } from '../model';
import { asBoolean, asText, type Raw } from '../wire/decode';
import { addCommon, type Draft } from './common';
import type { Resource } from './resource';

/** @see REST, "List Virtual Connections" */
export const virtualConnections: Resource<VirtualConnection> = {
  path: 'virtualConnections',
  list: 'virtualConnections',
  element: 'virtualConnection',
  decode: decodeVirtualConnection,
};

export function decodeVirtualConnection(raw: Raw, site: SiteRef): VirtualConnection | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const item: Draft<VirtualConnection> = {
    site,
    kind: 'virtualConnection',
    luid: luid as Luid,
    name,
  };
  addCommon(item, raw);
  const hasExtracts = asBoolean(raw['hasExtracts']);
  if (hasExtracts !== undefined) item.hasExtracts = hasExtracts;
  const isCertified = asBoolean(raw['isCertified']);
  if (isCertified !== undefined) item.isCertified = isCertified;
  return item;
}
