/** Virtual connections: what REST says of one. They need Data Management; without it the list is refused. */
import type { Gets, Lists } from '../client';
import { TableauError } from '../errors';
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
  addCommon(item, raw, site);
  const hasExtracts = asBoolean(raw['hasExtracts']);
  if (hasExtracts !== undefined) item.hasExtracts = hasExtracts;
  const isCertified = asBoolean(raw['isCertified']);
  if (isCertified !== undefined) item.isCertified = isCertified;
  return item;
}

/** REST has no method for a single one, so it is looked for in the list; sites have few. */
export function getFromList(lists: Lists<VirtualConnection>): Gets<VirtualConnection> {
  return {
    async get(luid, signal) {
      for await (const page of lists.pages({}, { ahead: 0 }, signal)) {
        const found = page.find((one) => one.luid === luid);
        if (found !== undefined) return found;
      }
      throw new TableauError('notFound', { code: 'NOT_LISTED' });
    },
  };
}
