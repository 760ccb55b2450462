// GET workbooks: list, one, its views, its connections, and those of one user.
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Workbook } from '../modelTypes';
import {
  commonFilters,
  isListed,
  locationTree,
  ownerTree,
  projectTree,
  tagsTree,
  tellsOfPersonalSpace,
  versionOf,
  webpageUrl,
  withOwnerNames,
} from './common';
import { connectionsTree } from './connections';
import { pickFields, type FullItem } from './fields';
import { operators } from './filters';
import { list, wrap, type Resource } from './listing';
import { notFound, ok, type Route, type SignedInCall } from './route';
import { viewTree } from './views';

const defaults = [
  'id',
  'name',
  'description',
  'contentUrl',
  'webpageUrl',
  'showTabs',
  'size',
  'createdAt',
  'updatedAt',
  'encryptExtracts',
  'defaultViewId',
  'project.id',
  'project.name',
  'location',
  'owner.id',
  'tags',
  'dataAccelerationConfig',
];

const known = new Set([
  ...defaults.map((path) => path.split('.')[0] ?? path),
  'sheetCount',
  'hasExtracts',
  'shareDescription',
  'lastPublishedAt',
  'hasAlerts',
  'favoritesTotal',
]);

const defaultsFor = (call: SignedInCall): readonly string[] => withOwnerNames(call, defaults);

export const workbookResource: Resource<Workbook> = {
  wrapper: 'workbooks',
  item: 'workbook',
  rows: ({ model, site }) => model.workbooks.ofSite(site.luid),
  listed: (workbook, call) =>
    isListed(workbook, call) &&
    tellsOfPersonalSpace(workbook, call) &&
    call.model.canSee(call.user, workbook),
  version: (call) => versionOf(call, call.model.workbooks),
  full: fullWorkbook,
  defaults: defaultsFor,
  known,
  filters: {
    ...commonFilters<Workbook>(),
    contentUrl: { type: 'text', operators: operators.eqIn, value: (row) => row.contentUrl },
    displayTabs: { type: 'boolean', operators: operators.eq, value: (row) => row.showTabs },
    favoritesTotal: { type: 'number', operators: operators.compare, value: () => 0 },
    hasAlerts: { type: 'boolean', operators: operators.eq, value: () => false },
    hasExtracts: {
      type: 'boolean',
      operators: operators.eq,
      value: (row, call) => call.model.hasExtracts(row),
    },
    sheetCount: {
      type: 'number',
      operators: operators.compare,
      value: (row) => row.viewLuids.length,
    },
    size: { type: 'number', operators: operators.compare, value: (row) => row.sizeInMegabytes },
    subscriptionsTotal: { type: 'number', operators: operators.compare, value: () => 0 },
    tags: { type: 'text', operators: operators.eqIn, value: (row) => row.tags },
  },
};

/** `showTabs`, `size` and `encryptExtracts` are strings in JSON, `accelerationEnabled` is not (recorded). */
function fullWorkbook(workbook: Workbook, call: SignedInCall): FullItem {
  return {
    project: projectTree(workbook, call),
    location: locationTree(workbook, call),
    owner: ownerTree(workbook, call),
    tags: tagsTree(workbook.tags),
    dataAccelerationConfig: { accelerationEnabled: false },
    id: workbook.luid,
    name: workbook.name,
    description: workbook.description,
    contentUrl: workbook.contentUrl,
    webpageUrl: webpageUrl(call, workbook),
    showTabs: String(workbook.showTabs),
    size: String(workbook.sizeInMegabytes),
    createdAt: timestamp(workbook.createdAt),
    updatedAt: timestamp(workbook.updatedAt),
    encryptExtracts: String(workbook.encryptExtracts),
    defaultViewId: workbook.defaultViewLuid,
    sheetCount: String(workbook.viewLuids.length),
    hasExtracts: call.model.hasExtracts(workbook),
    lastPublishedAt: timestamp(workbook.lastPublishedAt),
  };
}

export function visibleWorkbook(call: SignedInCall, luid: string): Workbook {
  const workbook = call.model.workbooks.on(call.site.luid, luid);
  if (!workbook || !call.model.canSee(call.user, workbook)) {
    throw notFound(404006, 'Workbook', luid);
  }
  return workbook;
}

function viewsTree(workbook: Workbook, call: SignedInCall, withUsage: boolean): Tree {
  const views = workbook.viewLuids.flatMap((luid) => call.model.views.get(luid) ?? []);
  return wrap(
    'view',
    views.map((view) => viewTree(view, call, withUsage)),
  );
}

const pickDefault = (call: SignedInCall): ReturnType<typeof pickFields> =>
  pickFields(undefined, defaultsFor(call), known);

export const workbookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/workbooks',
    name: 'workbooks',
    scope: 'tableau:content:read',
    handle: (call) => list(call, workbookResource),
  },
  {
    method: 'GET',
    path: 'sites/{site}/workbooks/{workbook}',
    name: 'workbook',
    scope: 'tableau:content:read',
    handle: (call) => {
      const workbook = visibleWorkbook(call, call.part('workbook'));
      const item = pickDefault(call)(fullWorkbook(workbook, call));
      const withUsage = call.query.get('includeUsageStatistics') === 'true';
      return ok({ workbook: { ...item, views: viewsTree(workbook, call, withUsage) } });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/workbooks/{workbook}/views',
    name: 'views of workbook',
    scope: 'tableau:content:read',
    handle: (call) => {
      const workbook = visibleWorkbook(call, call.part('workbook'));
      const withUsage = call.query.get('includeUsageStatistics') === 'true';
      return ok({ views: viewsTree(workbook, call, withUsage) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/workbooks/{workbook}/connections',
    name: 'connections of workbook',
    scope: 'tableau:content:read',
    handle: (call) => {
      const workbook = visibleWorkbook(call, call.part('workbook'));
      return ok({ connections: connectionsTree(workbook.connections) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/users/{user}/workbooks',
    name: 'workbooks of user',
    scope: 'tableau:content:read',
    handle: workbooksOfUser,
  },
];

/** All that the user may see, or with `ownedBy=true` only the user's own; of other users for administrators. */
function workbooksOfUser(call: SignedInCall): ReturnType<typeof list> {
  const user = call.model.users.on(call.site.luid, call.part('user'));
  const isSelf = user?.luid === call.user.luid;
  if (!user || (!isSelf && !call.model.isAdministrator(call.user))) {
    throw notFound(404002, 'User', call.part('user'));
  }
  const ownedOnly = call.query.get('ownedBy')?.toLowerCase() === 'true';
  return list(call, {
    ...workbookResource,
    listed: (workbook, own) =>
      isListed(workbook, own) &&
      (ownedOnly ? workbook.ownerLuid === user.luid : own.model.canSee(user, workbook)),
    version: () => undefined,
  });
}
