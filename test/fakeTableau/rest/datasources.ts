// GET data sources: list, one, connections. Embedded ones never appear here.
import { timestamp } from '../model';
import type { Datasource } from '../modelTypes';
import {
  commonFilters,
  isListed,
  ownerTree,
  projectTree,
  tagsTree,
  versionOf,
  webpageUrl,
  withOwnerNames,
} from './common';
import { connectionsTree } from './connections';
import { pickFields, type FullItem } from './fields';
import { operators } from './filters';
import { list, type Resource } from './listing';
import { notFound, ok, type Route, type SignedInCall } from './route';

const defaults = [
  'id',
  'name',
  'contentUrl',
  'description',
  'type',
  'webpageUrl',
  'createdAt',
  'updatedAt',
  'encryptExtracts',
  'isCertified',
  'certificationNote',
  'useRemoteQueryAgent',
  'hasExtracts',
  'project.id',
  'project.name',
  'owner.id',
  'tags',
];
const known = new Set([
  ...defaults.map((path) => path.split('.')[0] ?? path),
  'size',
  'favoritesTotal',
  'connectedWorkbooksCount',
  'databaseName',
  'serverName',
  'hasAlert',
  'isPublished',
]);

const defaultsFor = (call: SignedInCall): readonly string[] => withOwnerNames(call, defaults);

/** `isCertified`, `hasExtracts`, `useRemoteQueryAgent` are native in JSON, `encryptExtracts` is not (recorded). */
function fullDatasource(datasource: Datasource, call: SignedInCall): FullItem {
  return {
    project: projectTree(datasource, call),
    owner: ownerTree(datasource, call),
    tags: tagsTree(datasource.tags),
    id: datasource.luid,
    name: datasource.name,
    contentUrl: datasource.contentUrl,
    description: datasource.description,
    type: datasource.type,
    webpageUrl: webpageUrl(call, datasource),
    createdAt: timestamp(datasource.createdAt),
    updatedAt: timestamp(datasource.updatedAt),
    encryptExtracts: String(datasource.encryptExtracts),
    isCertified: datasource.isCertified,
    certificationNote: datasource.certificationNote,
    useRemoteQueryAgent: datasource.useRemoteQueryAgent,
    hasExtracts: datasource.hasExtracts,
    hasAlert: false,
    isPublished: true,
    size: datasource.sizeInMegabytes,
    favoritesTotal: '0',
    connectedWorkbooksCount: () => connectedWorkbooks(datasource, call),
    databaseName: datasource.connections[0]?.datasourceName,
    serverName: datasource.connections[0]?.serverAddress,
  };
}

function connectedWorkbooks(datasource: Datasource, call: SignedInCall): number {
  return call.model.workbooks
    .ofSite(call.site.luid)
    .filter((workbook) =>
      workbook.embeddedDatasources.some((one) =>
        one.parentPublishedDatasourceLuids.includes(datasource.luid),
      ),
    ).length;
}

const { projectName, ...common } = commonFilters<Datasource>();

export const datasourceResource: Resource<Datasource> = {
  wrapper: 'datasources',
  item: 'datasource',
  rows: ({ model, site }) => model.datasources.ofSite(site.luid),
  listed: (datasource, call) =>
    isListed(datasource, call) && call.model.canSee(call.user, datasource),
  version: (call) => versionOf(call, call.model.datasources, call.model.workbooks),
  full: fullDatasource,
  defaults: defaultsFor,
  known,
  filters: {
    ...common,
    // Documented: refused by API 3.13 to 3.17.
    projectName: { ...projectName, notIn: [13, 17] },
    connectionType: { type: 'text', operators: operators.eqIn, value: (row) => row.type },
    contentUrl: { type: 'text', operators: operators.eqIn, value: (row) => row.contentUrl },
    description: { type: 'text', operators: operators.eqIn, value: (row) => row.description },
    hasExtracts: { type: 'boolean', operators: operators.eq, value: (row) => row.hasExtracts },
    isCertified: { type: 'boolean', operators: operators.eq, value: (row) => row.isCertified },
    isPublished: { type: 'boolean', operators: operators.eq, value: () => true },
    serverName: {
      type: 'text',
      operators: operators.eqIn,
      value: (row) => row.connections[0]?.serverAddress,
    },
    size: { type: 'number', operators: operators.compare, value: (row) => row.sizeInMegabytes },
    tags: { type: 'text', operators: operators.eqIn, value: (row) => row.tags },
    type: { type: 'text', operators: operators.eq, value: (row) => row.type },
  },
};

export function visibleDatasource(call: SignedInCall, luid: string): Datasource {
  const datasource = call.model.datasources.on(call.site.luid, luid);
  if (!datasource || !call.model.canSee(call.user, datasource)) {
    throw notFound(404004, 'Datasource', luid);
  }
  return datasource;
}

export const datasourceRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/datasources',
    name: 'datasources',
    scope: 'tableau:content:read',
    handle: (call) => list(call, datasourceResource),
  },
  {
    method: 'GET',
    path: 'sites/{site}/datasources/{datasource}',
    name: 'datasource',
    scope: 'tableau:content:read',
    handle: (call) => {
      const datasource = visibleDatasource(call, call.part('datasource'));
      const pick = pickFields(undefined, defaultsFor(call), known);
      return ok({ datasource: pick(fullDatasource(datasource, call)) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/datasources/{datasource}/connections',
    name: 'connections of datasource',
    scope: 'tableau:content:read',
    handle: (call) => {
      const datasource = visibleDatasource(call, call.part('datasource'));
      return ok({ connections: connectionsTree(datasource.connections) });
    },
  },
];
