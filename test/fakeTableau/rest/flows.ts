// GET flows, GET virtual connections.
import type { Tree } from '../http/wire';
import { timestamp } from '../model';
import type { Flow, VirtualConnection } from '../modelTypes';
import {
  commonFilters,
  isListed,
  ownerTree,
  projectTree,
  tagsTree,
  versionOf,
  webpageUrl,
} from './common';
import { pickFields, type FullItem } from './fields';
import { operators } from './filters';
import { list, wrap, type Resource } from './listing';
import { notFound, ok, type Route, type SignedInCall } from './route';

const flowFields = [
  'id',
  'name',
  'description',
  'webpageUrl',
  'fileType',
  'createdAt',
  'updatedAt',
  'project.id',
  'project.name',
  'owner.id',
  'tags',
  'parameters',
];
const knownFlowFields = new Set(flowFields.map((path) => path.split('.')[0] ?? path));

function fullFlow(flow: Flow, call: SignedInCall): FullItem {
  return {
    project: projectTree(flow, call),
    owner: ownerTree(flow, call),
    tags: tagsTree(flow.tags),
    parameters: {},
    id: flow.luid,
    name: flow.name,
    description: flow.description,
    webpageUrl: webpageUrl(call, flow),
    fileType: flow.fileType,
    createdAt: timestamp(flow.createdAt),
    updatedAt: timestamp(flow.updatedAt),
  };
}

const { createdAt, name, ownerName, projectName, updatedAt } = commonFilters<Flow>();

export const flowResource: Resource<Flow> = {
  wrapper: 'flows',
  item: 'flow',
  rows: ({ model, site }) => model.flows.ofSite(site.luid),
  listed: (flow, call) => isListed(flow, call) && call.model.canSee(call.user, flow),
  version: (call) => versionOf(call, call.model.flows),
  full: fullFlow,
  defaults: flowFields,
  known: knownFlowFields,
  filters: {
    createdAt,
    name,
    updatedAt,
    projectName,
    ownerName: { ...ownerName, operators: operators.eq },
    projectId: { type: 'text', operators: operators.eq, value: (row) => row.projectLuid },
  },
};

export function visibleFlow(call: SignedInCall, luid: string): Flow {
  const flow = call.model.flows.on(call.site.luid, luid);
  if (!flow || !call.model.canSee(call.user, flow)) throw notFound(404027, 'Flow', luid);
  return flow;
}

const connectionFields = [
  'id',
  'name',
  'createdAt',
  'updatedAt',
  'hasExtracts',
  'isCertified',
  'webpageUrl',
];

const virtualConnections: Resource<VirtualConnection> = {
  wrapper: 'virtualConnections',
  item: 'virtualConnection',
  rows: ({ model, site }) => model.virtualConnections.ofSite(site.luid),
  listed: (connection, call) =>
    isListed(connection, call) && call.model.canSee(call.user, connection),
  version: (call) => versionOf(call, call.model.virtualConnections),
  full: (connection, call) => ({
    id: connection.luid,
    name: connection.name,
    createdAt: timestamp(connection.createdAt),
    updatedAt: timestamp(connection.updatedAt),
    hasExtracts: connection.hasExtracts,
    isCertified: connection.isCertified,
    webpageUrl: webpageUrl(call, connection),
  }),
  defaults: connectionFields,
  known: new Set(connectionFields),
  filters: {
    name: { type: 'text', operators: operators.eqIn, value: (row) => row.name },
  },
};

/** The databases behind a virtual connection. */
function connectionsOf(connection: VirtualConnection, call: SignedInCall): Tree {
  const databases = new Set(
    connection.tableIds.map((id) => call.model.tableByMetadataId.get(id)?.databaseLuid),
  );
  const found = [...databases].flatMap((luid) => call.model.databases.get(luid) ?? []);
  return wrap(
    'connection',
    found.map((database) => ({
      connectionId: database.luid,
      connectionType: database.connectionType,
      serverAddress: database.hostName,
      serverPort: database.port,
      userName: 'tableau_reader',
    })),
  );
}

export const flowRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/flows',
    name: 'flows',
    since: 3,
    scope: 'tableau:flows:read',
    scopeSince: 27,
    handle: (call) => list(call, flowResource),
  },
  {
    method: 'GET',
    path: 'sites/{site}/flows/{flow}',
    name: 'flow',
    since: 3,
    scope: 'tableau:flows:read',
    scopeSince: 27,
    handle: (call) => {
      const flow = visibleFlow(call, call.part('flow'));
      const item = pickFields(undefined, flowFields, knownFlowFields)(fullFlow(flow, call));
      const steps = flow.outputSteps.map((step) => ({ id: step.luid, name: step.name }));
      return ok({ flow: item, flowOutputSteps: wrap('flowOutputStep', steps) });
    },
  },
  {
    method: 'GET',
    path: 'sites/{site}/virtualconnections',
    name: 'virtual connections',
    since: 18,
    scope: 'tableau:content:read',
    handle: (call) => list(call, virtualConnections),
  },
  {
    method: 'GET',
    path: 'sites/{site}/virtualconnections/{connection}/connections',
    name: 'connections of virtual connection',
    since: 18,
    scope: 'tableau:content:read',
    handle: (call) => {
      const luid = call.part('connection');
      const connection = call.model.virtualConnections.on(call.site.luid, luid);
      if (!connection || !call.model.canSee(call.user, connection)) {
        throw notFound(404003, 'Virtual connection', luid);
      }
      return ok({ virtualConnectionConnections: connectionsOf(connection, call) });
    },
  },
];
