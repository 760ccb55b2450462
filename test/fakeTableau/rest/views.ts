// GET views and custom views.
import type { Tree } from '../http/wire';
import { timestamp, type CustomView, type View, type Workbook } from '../model';
import {
  isListed,
  ownerOf,
  ownerTree,
  projectOf,
  projectTree,
  locationTree,
  tagsTree,
  tellsOfPersonalSpace,
  versionOf,
} from './common';
import { pickFields, type FullItem } from './fields';
import { operators } from './filters';
import { list, type Resource } from './listing';
import { notFound, ok, type Route, type SignedInCall } from './route';

const defaults = [
  'id',
  'name',
  'contentUrl',
  'viewUrlName',
  'createdAt',
  'updatedAt',
  'workbook.id',
  'owner.id',
  'project.id',
  'location',
  'tags',
  'usage',
];
const known = new Set([
  ...defaults.map((path) => path.split('.')[0] ?? path),
  'sheetType',
  'favoritesTotal',
]);

function workbookOf(view: View, call: SignedInCall): Workbook | undefined {
  return call.model.workbooks.get(view.workbookLuid);
}

/** No `webpageUrl` (documented). `usage` only when it was asked for. */
function fullView(view: View, call: SignedInCall): FullItem {
  const workbook = workbookOf(view, call);
  const withUsage = call.query.get('includeUsageStatistics')?.toLowerCase() === 'true';
  return {
    workbook: workbook && { id: workbook.luid, name: workbook.name },
    owner: workbook && ownerTree(workbook, call),
    project: workbook && projectTree(workbook, call),
    location: workbook && locationTree(workbook, call),
    tags: tagsTree(view.tags),
    usage: withUsage ? { totalViewCount: String(view.totalViewCount) } : undefined,
    ...plainView(view),
    sheetType: view.sheetType,
    favoritesTotal: String(view.favoritesTotal),
  };
}

const plainView = (view: View): Tree => ({
  id: view.luid,
  name: view.name,
  contentUrl: view.contentUrl,
  viewUrlName: view.viewUrlName,
  createdAt: timestamp(view.createdAt),
  updatedAt: timestamp(view.updatedAt),
});

/** A view inside its workbook. */
export function viewTree(view: View, _call: SignedInCall, withUsage: boolean): Tree {
  return {
    ...plainView(view),
    tags: tagsTree(view.tags),
    usage: withUsage ? { totalViewCount: String(view.totalViewCount) } : undefined,
  };
}

export const viewResource: Resource<View> = {
  wrapper: 'views',
  item: 'view',
  rows: ({ model, site }) => model.views.ofSite(site.luid),
  listed: (view, call) => {
    const workbook = workbookOf(view, call);
    return (
      !view.hiddenSheet &&
      workbook !== undefined &&
      isListed(workbook, call) &&
      tellsOfPersonalSpace(workbook, call) &&
      call.model.canSee(call.user, view)
    );
  },
  version: (call) => versionOf(call, call.model.views, call.model.workbooks),
  full: fullView,
  defaults,
  known,
  filters: {
    caption: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
    contentUrl: { type: 'text', operators: operators.eqIn, value: (row) => row.contentUrl },
    createdAt: { type: 'date', operators: operators.compare, value: (row) => row.createdAt },
    favoritesTotal: {
      type: 'number',
      operators: operators.compare,
      value: (row) => row.favoritesTotal,
    },
    hitsTotal: { type: 'number', operators: operators.compare, value: (row) => row.totalViewCount },
    name: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
    ownerDomain: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOfView(row, call)?.domain,
    },
    ownerEmail: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => ownerOfView(row, call)?.email,
    },
    ownerName: {
      type: 'text',
      operators: operators.eq,
      value: (row, call) => ownerOfView(row, call)?.fullName,
    },
    projectName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => projectNameOf(row, call),
    },
    sheetNumber: { type: 'number', operators: operators.compare, value: (row) => row.index },
    sheetType: { type: 'text', operators: operators.eqIn, value: (row) => row.sheetType },
    tags: { type: 'text', operators: operators.eqIn, value: (row) => row.tags },
    title: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
    updatedAt: { type: 'date', operators: operators.compare, value: (row) => row.updatedAt },
    viewUrlName: { type: 'text', operators: operators.eqIn, value: (row) => row.viewUrlName },
    workbookName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row, call) => workbookOf(row, call)?.name,
    },
  },
};

function ownerOfView(view: View, call: SignedInCall): ReturnType<typeof ownerOf> {
  const workbook = workbookOf(view, call);
  return workbook && ownerOf(workbook, call);
}

function projectNameOf(view: View, call: SignedInCall): string | undefined {
  const workbook = workbookOf(view, call);
  return workbook && projectOf(workbook, call)?.name;
}

function fullCustomView(view: CustomView, call: SignedInCall): FullItem {
  const { model } = call;
  const owner = model.users.get(view.ownerLuid);
  return {
    view: { id: view.viewLuid, name: model.views.get(view.viewLuid)?.name },
    workbook: { id: view.workbookLuid, name: model.workbooks.get(view.workbookLuid)?.name },
    owner: owner && { id: owner.luid, name: owner.name },
    id: view.luid,
    name: view.name,
    createdAt: timestamp(view.createdAt),
    updatedAt: timestamp(view.updatedAt),
    lastAccessedAt: view.lastAccessedAt === undefined ? undefined : timestamp(view.lastAccessedAt),
    shared: view.shared,
  };
}

const customViewFields = [
  'id',
  'name',
  'createdAt',
  'updatedAt',
  'lastAccessedAt',
  'shared',
  'view',
  'workbook',
  'owner',
];

/** The method's own page admits these filters only (guide 2.4). */
const customViews: Resource<CustomView> = {
  wrapper: 'customViews',
  item: 'customView',
  rows: ({ model, site }) => model.customViews.ofSite(site.luid),
  listed: (view, call) => call.model.canSee(call.user, view),
  version: () => undefined,
  full: fullCustomView,
  defaults: customViewFields,
  known: new Set(customViewFields),
  filters: {
    viewId: { type: 'text', operators: operators.eq, value: (row) => row.viewLuid },
    ownerId: { type: 'text', operators: operators.eq, value: (row) => row.ownerLuid },
    workbookId: { type: 'text', operators: operators.eq, value: (row) => row.workbookLuid },
  },
};

const facts = { scope: 'tableau:content:read' } as const;

export const viewRoutes: readonly Route[] = [
  {
    ...facts,
    method: 'GET',
    path: 'sites/{site}/views',
    name: 'views',
    handle: (call) => list(call, viewResource),
  },
  {
    ...facts,
    method: 'GET',
    path: 'sites/{site}/views/{view}',
    name: 'view',
    handle: (call) => {
      const view = call.model.views.on(call.site.luid, call.part('view'));
      if (!view || view.hiddenSheet || !call.model.canSee(call.user, view)) {
        throw notFound(404011, 'View', call.part('view'));
      }
      return ok({ view: pickFields(undefined, defaults, known)(fullView(view, call)) });
    },
  },
  {
    ...facts,
    method: 'GET',
    path: 'sites/{site}/customviews',
    name: 'custom views',
    since: 18,
    handle: (call) => list(call, customViews),
  },
  {
    ...facts,
    method: 'GET',
    path: 'sites/{site}/customviews/{view}',
    name: 'custom view',
    since: 18,
    handle: (call) => {
      const view = call.model.customViews.on(call.site.luid, call.part('view'));
      if (!view || !call.model.canSee(call.user, view)) {
        throw notFound(404003, 'Custom view', call.part('view'));
      }
      const pick = pickFields(undefined, customViewFields, new Set(customViewFields));
      return ok({ customView: pick(fullCustomView(view, call)) });
    },
  },
];
