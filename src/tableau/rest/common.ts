/** What every kind of content has on the wire, decoded once. */
import type { Location, Luid, Owner, SiteRef } from '../model';
import { Same } from './same';
import { asArray, asDate, asObject, asText, type Raw } from '../wire/decode';

/** Turns one element of a list into an item; undefined drops the element, not the page. */
export type Decode<T> = (raw: Raw, site: SiteRef) => T | undefined;

/** A value under construction: the decoders fill it in, and hand it out as readonly. */
export type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** The members that all kinds share; the decoders run ten thousand times in a row, so they add to one object. */
export interface Common {
  description?: string;
  owner?: Owner;
  location?: Location;
  createdAt?: string;
  updatedAt?: string;
  webpageUrl?: string;
  tags?: readonly string[];
}

export function addCommon(item: Common, raw: Raw, site: SiteRef): void {
  const description = asText(raw['description']);
  if (description !== undefined) item.description = description;
  const owner = asOwner(raw['owner'], site);
  if (owner !== undefined) item.owner = owner;
  const location = asLocation(raw, site);
  if (location !== undefined) item.location = location;
  const createdAt = asDate(raw['createdAt']);
  if (createdAt !== undefined) item.createdAt = createdAt;
  const updatedAt = asDate(raw['updatedAt']);
  if (updatedAt !== undefined) item.updatedAt = updatedAt;
  const webpageUrl = asText(raw['webpageUrl']);
  if (webpageUrl !== undefined) item.webpageUrl = webpageUrl;
  const tags = asTags(raw['tags']);
  if (tags !== undefined) item.tags = tags;
}

function asOwner(value: unknown, site: SiteRef): Owner | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const raw = value as Raw;
  const luid = asText(raw['id']);
  if (luid === undefined) return undefined;
  const name = asText(raw['name']);
  const fullName = asText(raw['fullName']);
  const { owners } = sharedOf(site);
  const known = owners.find(luid as Luid, name, fullName);
  if (known !== undefined) return known;
  const owner: Draft<Owner> = { luid: luid as Luid };
  if (name !== undefined) owner.name = name;
  if (fullName !== undefined) owner.fullName = fullName;
  return owners.keep(owner);
}

/** Personal-space items have a `location` and no `project`; older servers send a `project` alone. */
function asLocation(raw: Raw, site: SiteRef): Location | undefined {
  const given = raw['location'];
  const location = typeof given === 'object' && given !== null ? (given as Raw) : undefined;
  const personal = location?.['type'] === 'PersonalSpace';
  const source = personal ? location : (raw['project'] ?? location);
  if (typeof source !== 'object' || source === null) return undefined;
  const luid = asText((source as Raw)['id']);
  if (luid === undefined) return undefined;
  const type = personal ? 'PersonalSpace' : 'Project';
  const name = asText((source as Raw)['name']);
  const { locations } = sharedOf(site);
  const known = locations.find(luid as Luid, name, undefined, type);
  if (known !== undefined) return known;
  const found: Draft<Location> = { type, luid: luid as Luid };
  if (name !== undefined) found.name = name;
  return locations.keep(found);
}

/** Of a site whose client is gone nothing is kept. */
const shared = new WeakMap<SiteRef, { locations: Same<Location>; owners: Same<Owner> }>();

function sharedOf(site: SiteRef): { locations: Same<Location>; owners: Same<Owner> } {
  let known = shared.get(site);
  if (known === undefined) {
    known = { locations: new Same(), owners: new Same() };
    shared.set(site, known);
  }
  return known;
}

function asTags(value: unknown): readonly string[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const list = (value as Raw)['tag'];
  if (list === undefined) return undefined;
  const tags: string[] = [];
  for (const tag of asArray(list)) {
    const label = asText(asObject(tag)['label']);
    if (label !== undefined) tags.push(label);
  }
  return tags.length === 0 ? undefined : tags;
}

/** A reference such as a view's workbook. */
export function asReference(value: unknown): { luid: Luid; name?: string } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const luid = asText((value as Raw)['id']);
  if (luid === undefined) return undefined;
  const name = asText((value as Raw)['name']);
  return name === undefined ? { luid: luid as Luid } : { luid: luid as Luid, name };
}
