// GET permissions of an item or project, groups, their members, and the groups of a user.
import type { Tree } from '../http/wire';
import { Refusal } from '../http/errors';
import type { Group, Rule } from '../accessRules';
import type { Datasource, Flow, Project, User, Workbook } from '../modelTypes';
import { operators } from './filters';
import { pageOf, pagination, selectRows, wrap, type Resource } from './listing';
import {
  notFound,
  notPermitted,
  ok,
  requireAdministrator,
  type Answer,
  type Route,
  type SignedInCall,
} from './route';

type Ruled = Workbook | Datasource | Flow | Project;
const notFoundCode = { workbook: 404006, datasource: 404004, flow: 404032, project: 404005 };
type RuledKind = keyof typeof notFoundCode;

function permissions(call: SignedInCall, kind: RuledKind): Answer {
  const { model, site, user } = call;
  const luid = call.part('item');
  const item: Ruled | undefined = {
    workbook: model.workbooks,
    datasource: model.datasources,
    flow: model.flows,
    project: model.projects,
  }[kind].on(site.luid, luid);
  if (!item || !model.canSee(user, item)) throw notFound(notFoundCode[kind], kind, luid);
  requireReadable(call, item);
  const locked = lockedBy(call, item);
  const owner = item.ownerLuid === undefined ? undefined : { id: item.ownerLuid };
  return ok({
    permissions: {
      ...(locked === undefined ? {} : { parent: { type: 'Project', id: locked.luid } }),
      [kind]: { id: item.luid, name: item.name, ...(owner === undefined ? {} : { owner }) },
      granteeCapabilities: model.access.rulesOf(item.luid).map(ruleTree),
    },
  });
}

/** Who may read rules is told nowhere: three variants. */
function requireReadable(call: SignedInCall, item: Ruled): void {
  const { rulesReadableBy } = call.knobs.guesses;
  if (call.model.isAdministrator(call.user) || rulesReadableBy === 'viewers') return;
  const leads = item.ownerLuid === call.user.luid || ledFromAbove(call, item);
  if (rulesReadableBy === 'leaders' && leads) return;
  throw notPermitted(403004);
}

function ledFromAbove(call: SignedInCall, item: Ruled): boolean {
  const { access, projects } = call.model;
  const first = 'parentLuid' in item ? item.luid : item.projectLuid;
  for (let at = projects.get(first); at; at = projects.get(at.parentLuid)) {
    if (access.leads(call.user, at)) return true;
  }
  return false;
}

function lockedBy(call: SignedInCall, item: Ruled): Project | undefined {
  if ('parentLuid' in item) return undefined;
  const project = call.model.projects.get(item.projectLuid);
  return project?.contentPermissions.startsWith('LockedToProject') ? project : undefined;
}

function ruleTree({ type, luid, capabilities }: Rule): Tree {
  const capability = Object.entries(capabilities).map(([name, mode]) => ({ name, mode }));
  return { [type]: { id: luid }, capabilities: { capability } };
}

/** Groups name their people, so they are limited as users are (guessed). */
function requireGroups(call: SignedInCall): void {
  if (call.model.isAdministrator(call.user)) return;
  if (call.knobs.guesses.groupsReadableBy === 'administrators') throw notPermitted(403004);
  if (call.site.limitedUserVisibility) {
    throw new Refusal(403133, 'User visibility is limited on this site.');
  }
}

function groupTree({ luid, name }: Group): Tree {
  return { domain: { name: 'local' }, id: luid, name };
}

function listed(call: SignedInCall, groups: readonly Group[]): Answer {
  const page = pageOf(call.query, groups);
  return ok({ pagination: pagination(page), groups: wrap('group', page.rows.map(groupTree)) });
}

/** Of the documented filters those that the company can tell apart. */
const groups: Resource<Group> = {
  wrapper: 'groups',
  item: 'group',
  rows: (call) => call.model.access.ofSite(call.site.luid),
  listed: () => true,
  version: () => undefined,
  full: groupTree,
  defaults: [],
  known: new Set(),
  filters: {
    luid: { type: 'text', operators: operators.eqIn, value: ({ luid }) => luid },
    name: { type: 'text', operators: operators.eqIn, value: ({ name }) => name },
  },
};

function memberTree(user: User): Tree {
  return { id: user.luid, name: user.name, siteRole: user.siteRole, externalAuthUserId: '' };
}

const ruledKinds: readonly RuledKind[] = ['workbook', 'datasource', 'flow', 'project'];

export const permissionRoutes: readonly Route[] = [
  ...ruledKinds.map((kind): Route => ({
    method: 'GET',
    path: `sites/{site}/${kind}s/{item}/permissions`,
    name: `${kind} permissions`,
    scope: 'tableau:permissions:read',
    handle: (call) => permissions(call, kind),
  })),
  {
    method: 'GET',
    path: 'sites/{site}/groups',
    name: 'groups',
    scope: 'tableau:groups:read',
    handle: (call) => {
      requireGroups(call);
      return listed(call, selectRows(call, groups, undefined));
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/groups/{group}/users',
    name: 'group members',
    scope: 'tableau:groups:read',
    handle: (call) => {
      requireGroups(call);
      const group = call.model.access.groups.get(call.part('group'));
      if (group?.siteLuid !== call.site.luid) throw notFound(404012, 'Group', call.part('group'));
      const members = call.model.users
        .ofSite(call.site.luid)
        .filter((user) => call.model.access.isMember(user, group));
      const page = pageOf(call.query, members);
      return ok({ pagination: pagination(page), users: wrap('user', page.rows.map(memberTree)) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/users/{user}/groups',
    name: 'groups of user',
    since: 7,
    scope: 'tableau:groups:read',
    // One's own, and for administrators everybody's (guessed).
    handle: (call) => {
      const luid = call.part('user');
      if (luid !== call.user.luid) requireAdministrator(call);
      const user = call.model.users.on(call.site.luid, luid);
      if (!user) throw notFound(404002, 'User', luid);
      return listed(call, call.model.access.groupsOf(user));
    },
  },
];
