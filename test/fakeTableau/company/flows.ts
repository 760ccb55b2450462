// The invented company's flows and virtual connections.
import type { Datasource, Flow, Table, VirtualConnection } from '../modelTypes';
import { projectAt, userCalled, type Builder, type SiteSeed } from './build';

const flowSeeds: readonly (readonly [
  name: string,
  project: string,
  owner: string,
  from: string,
  to: string,
])[] = [
  ['Clean Orders', 'Data Platform', 'etl.robot', 'orders', 'Orders'],
  ['Customers, deduplicated', 'Data Platform', 'etl.robot', 'customers', 'Customers'],
  ['Ledger Consolidation', 'Finance', 'niamh.obrien', 'ledger', 'Ledger, consolidated'],
  ['Campaign Prep', 'Marketing', 'ana.ruiz', 'campaigns', 'Campaigns'],
  ['Web Sessions & Bots 🤖', 'Marketing', 'ana.ruiz', 'web_sessions', 'Web Sessions'],
  ['Shipments Nightly', 'Operations/Warehouse', 'tom.becker', 'shipments', 'Shipments'],
  ['Board Prep', 'Executive', 'max.adler', 'ledger', 'Board Numbers'],
  ['My Flow', 'Sandbox', 'ana.ruiz', 'orders', 'Scratch'],
];

const inProject = { hidden: false, listedFrom: undefined, indexedFrom: undefined, tags: [] };

export function addFlows(
  builder: Builder,
  site: SiteSeed,
  tables: ReadonlyMap<string, Table>,
  datasources: ReadonlyMap<string, Datasource>,
): void {
  for (const [name, project, owner, from, to] of flowSeeds) {
    const output = datasources.get(to);
    const flow: Flow = builder.model.flows.add({
      ...inProject,
      kind: 'flow',
      luid: builder.newLuid(),
      metadataId: builder.newMetadataId(),
      siteLuid: site.site.luid,
      vizportalUrlId: builder.number(site.site, 'flow'),
      name,
      description: name === 'Campaign Prep' ? 'Reads the agency’s workbook.' : undefined,
      createdAt: builder.ago(100, 400),
      updatedAt: builder.ago(1, 90),
      ownerLuid: userCalled(site, owner).luid,
      projectLuid: projectAt(site, project).luid,
      tags: name === 'Campaign Prep' ? ['campaign'] : [],
      fileType: from === 'campaigns' ? 'tflx' : 'tfl',
      // A flow without output steps cannot be run: 400142 (documented).
      outputSteps: name === 'My Flow' ? [] : [{ luid: builder.newLuid(), name: 'Output' }],
      outputDatasourceLuids: output ? [output.luid] : [],
      upstreamTableIds: tables.get(from) ? [tables.get(from)?.metadataId ?? ''] : [],
    });
    output?.upstreamFlowLuids.push(flow.luid);
  }
}

export function addVirtualConnections(
  builder: Builder,
  site: SiteSeed,
  tables: ReadonlyMap<string, Table>,
  datasources: ReadonlyMap<string, Datasource>,
): void {
  const add = (name: string, project: string, from: readonly string[]): VirtualConnection =>
    builder.model.virtualConnections.add({
      ...inProject,
      kind: 'virtualConnection',
      luid: builder.newLuid(),
      metadataId: builder.newMetadataId(),
      siteLuid: site.site.luid,
      vizportalUrlId: builder.number(site.site, 'virtualConnection'),
      name,
      description: undefined,
      createdAt: builder.ago(100, 200),
      updatedAt: builder.ago(1, 90),
      ownerLuid: userCalled(site, 'etl.robot').luid,
      projectLuid: projectAt(site, project).luid,
      tags: [],
      hasExtracts: name === 'Warehouse Tables',
      isCertified: name === 'Warehouse Tables',
      connectionType: 'snowflake',
      tableIds: from.flatMap((table) => tables.get(table)?.metadataId ?? []),
    });
  const warehouse = add('Warehouse Tables', 'Data Platform', ['orders', 'customers', 'products']);
  add('ERP, read only', 'Finance', ['ledger', 'budget']);
  add('Board Connection', 'Executive', ['ledger']);
  datasources.get('Products')?.upstreamVirtualConnectionLuids.push(warehouse.luid);
}
