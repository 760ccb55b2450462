// GET users and sites.
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Site, User } from '../modelTypes';
import { pickFields, type FullItem } from './fields';
import { operators } from './filters';
import { list, pageOf, pagination, wrap, type Resource } from './listing';
import {
  notFound,
  notPermitted,
  ok,
  requireAdministrator,
  type Route,
  type SignedInCall,
} from './route';

const defaults = [
  'id',
  'name',
  'siteRole',
  'lastLogin',
  'externalAuthUserId',
  'authSetting',
  'locale',
  'language',
];
const known = new Set([...defaults, 'fullName', 'email', 'domain']);

function fullUser(user: User): FullItem {
  return {
    domain: { name: user.domain },
    id: user.luid,
    name: user.name,
    siteRole: user.siteRole,
    lastLogin: user.lastLogin === undefined ? undefined : timestamp(user.lastLogin),
    externalAuthUserId: '',
    authSetting: user.authSetting,
    locale: 'local',
    language: 'en',
    fullName: user.fullName,
    email: user.email,
  };
}

const resource: Resource<User> = {
  wrapper: 'users',
  item: 'user',
  rows: ({ model, site }) => model.users.ofSite(site.luid),
  listed: () => true,
  version: () => undefined,
  full: fullUser,
  defaults,
  known,
  filters: {
    domainName: { type: 'text', operators: operators.eqIn, value: (row) => row.domain },
    friendlyName: { type: 'text', operators: operators.caseless, value: (row) => row.fullName },
    isLocal: { type: 'boolean', operators: operators.eq, value: (row) => row.domain === 'local' },
    lastLogin: { type: 'date', operators: operators.compare, value: (row) => row.lastLogin },
    luid: { type: 'text', operators: operators.eqIn, value: (row) => row.luid },
    name: { type: 'text', operators: operators.caseless, value: (row) => row.name },
    siteRole: { type: 'text', operators: operators.eqIn, value: (row) => row.siteRole },
  },
};

/** Others can be seen by administrators, and by everybody where the site does not limit it (403133, documented). */
function requireVisibility(call: SignedInCall): void {
  if (call.site.limitedUserVisibility && !call.model.isAdministrator(call.user)) {
    throw new Refusal(403133, 'User visibility is limited on this site.');
  }
}

const pickUser = pickFields(undefined, [...defaults, 'fullName', 'email', 'domain'], known);

function siteTree(site: Site): Tree {
  return {
    id: site.luid,
    name: site.name,
    contentUrl: site.contentUrl,
    adminMode: 'ContentAndUsers',
    state: 'Active',
    runNowEnabled: String(site.runNowEnabled),
    userVisibilityMode: site.limitedUserVisibility ? 'LIMITED' : 'FULL',
  };
}

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/users',
    name: 'users',
    scope: 'tableau:users:read',
    handle: (call) => {
      requireVisibility(call);
      return list(call, resource);
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/users/{user}',
    name: 'user',
    scope: 'tableau:users:read',
    handle: (call) => {
      const luid = call.part('user');
      if (luid !== call.user.luid) requireVisibility(call);
      const user = call.model.users.on(call.site.luid, luid);
      if (!user) throw notFound(404002, 'User', luid);
      return ok({ user: pickUser(fullUser(user)) });
    },
  },
  {
    method: 'GET',
    path: 'sites',
    name: 'sites',
    scope: 'tableau:sites:read',
    scopeSince: 27,
    // Server administrators only, and not on Cloud (documented).
    handle: (call) => {
      if (call.profile.cloud || call.user.siteRole !== 'ServerAdministrator') {
        throw notPermitted(403069);
      }
      const page = pageOf(call.query, [...call.model.sites.values()]);
      return ok({ pagination: pagination(page), sites: wrap('site', page.rows.map(siteTree)) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}',
    name: 'site',
    scope: 'tableau:sites:read',
    scopeSince: 27,
    handle: (call) => {
      requireAdministrator(call);
      return ok({ site: siteTree(call.site) });
    },
  },
];
