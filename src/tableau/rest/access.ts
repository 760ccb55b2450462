/** Permissions, users, groups and sites of a server: what REST says of who may do what. */
import type {
  AccessApi,
  Grant,
  GranteeType,
  Group,
  Mode,
  PermissionKind,
  Permissions,
  Person,
  ServerSite,
} from '../access';
import type { ContentUrl, Luid, Page, SiteRef } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from './common';
import { decodePage, resourceLists } from './lists';
import type { Resource } from './resource';

/** @see REST, "Get Users in Group": it knows no `fields`. */
const members: Resource<Person> = {
  path: 'users',
  list: 'users',
  element: 'user',
  decode: decodePerson,
};

/** @see REST, "Get Users on Site": full names are told only when they are asked for. */
const users: Resource<Person> = {
  ...members,
  sort: 'name:asc',
  fields: { full: [['2.5', 'id,name,fullName,siteRole']], slim: [['2.5', 'id,name']] },
};

/** @see REST, "Query Groups" */
const groups: Resource<Group> = {
  path: 'groups',
  list: 'groups',
  element: 'group',
  decode: decodeGroup,
};

/** @see REST, "Query Sites" */
const sites: Resource<ServerSite> = {
  path: 'sites',
  list: 'sites',
  element: 'site',
  decode: decodeSite,
};

const pageSize = 1000;

export function accessApi(calls: SiteCalls, site: SiteRef): AccessApi {
  const userLists = resourceLists(calls, site, users);
  const memberLists = resourceLists(calls, site, members);
  const groupLists = resourceLists(calls, site, groups);
  return {
    async permissions(kind, luid, signal) {
      const path = `{site}/${kind}s/${encodeURIComponent(luid)}/permissions`;
      const name = `GET ${kind}s/{id}/permissions`;
      const content = await calls.json({ method: 'GET', name, path, nature: 'repeat' }, signal);
      return decodePermissions(asObject(content['permissions']), kind);
    },
    users: (filters, limit, signal) =>
      upTo(limit, (page) => userLists.page({ filters }, page, signal)),
    groups: (limit, signal) => upTo(limit, (page) => groupLists.page({}, page, signal)),
    groupsOf(user, signal) {
      const list = { path: `users/${user}/groups`, name: 'GET users/{id}/groups' };
      return upTo(pageSize, (page) => groupLists.pageOf(list, page, signal));
    },
    members: (group, signal) =>
      memberLists.pageOf(
        { path: `groups/${group}/users`, name: 'GET groups/{id}/users' },
        1,
        signal,
      ),
    async sites(pageNumber, signal) {
      const path = `sites?pageSize=${pageSize}&pageNumber=${pageNumber}`;
      const content = await calls.json(
        { method: 'GET', name: 'GET sites', path, nature: 'repeat' },
        signal,
      );
      return decodePage(content, sites, site, pageNumber, pageSize);
    },
  };
}

async function upTo<T>(
  limit: number,
  pageOf: (pageNumber: number) => Promise<Page<T>>,
): Promise<readonly T[]> {
  const items: T[] = [];
  for (let next: number | undefined = 1; next !== undefined && items.length < limit;) {
    const page: Page<T> = await pageOf(next);
    items.push(...page.items);
    next = page.nextPage;
  }
  return items;
}

/** @see REST, "Query Workbook Permissions" and its kin */
export function decodePermissions(raw: Raw, kind: PermissionKind): Permissions {
  const owner = asText(asObject(asObject(raw[kind])['owner'])['id']);
  const parent = asObject(raw['parent']);
  const lockedBy = asText(parent['type']) === 'Project' ? asText(parent['id']) : undefined;
  return {
    ...(owner === undefined ? {} : { ownerLuid: owner as Luid }),
    ...(lockedBy === undefined ? {} : { lockedBy: lockedBy as Luid }),
    grants: asArray(raw['granteeCapabilities']).flatMap((each) => decodeGrant(asObject(each))),
  };
}

const granteeTypes: readonly GranteeType[] = ['user', 'group', 'groupSet'];

function decodeGrant(raw: Raw): readonly Grant[] {
  for (const type of granteeTypes) {
    const luid = asText(asObject(raw[type])['id']);
    if (luid === undefined) continue;
    const capabilities: Record<string, Mode> = {};
    for (const each of asArray(asObject(raw['capabilities'])['capability'])) {
      const name = asText(asObject(each)['name']);
      const mode = asText(asObject(each)['mode']);
      if (name !== undefined && (mode === 'Allow' || mode === 'Deny')) capabilities[name] = mode;
    }
    return [{ type, luid: luid as Luid, capabilities }];
  }
  return [];
}

function decodePerson(raw: Raw): Person | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const person: Draft<Person> = { luid: luid as Luid, name };
  const fullName = asText(raw['fullName']);
  if (fullName !== undefined) person.fullName = fullName;
  const siteRole = asText(raw['siteRole']);
  if (siteRole !== undefined) person.siteRole = siteRole;
  return person;
}

function decodeGroup(raw: Raw): Group | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  const domain = asText(asObject(raw['domain'])['name']);
  return { luid: luid as Luid, name, ...(domain === undefined ? {} : { domain }) };
}

function decodeSite(raw: Raw): ServerSite | undefined {
  const luid = asText(raw['id']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return undefined;
  return {
    luid: luid as Luid,
    name,
    contentUrl: (asText(raw['contentUrl']) ?? '') as ContentUrl,
    active: asText(raw['state']) !== 'Suspended',
  };
}
