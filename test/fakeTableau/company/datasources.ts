// The invented company's 40 published data sources.
import type { Connection, Datasource, ExtractTime, Table } from '../modelTypes';
import { urlName } from '../ids';
import { projectAt, userCalled, type Builder, type SiteSeed } from './build';
import { fieldsOf } from './fields';

/** x: extract, l: live, b: extract refreshed by Tableau Bridge. */
type Mode = 'x' | 'l' | 'b';
type Seed = readonly [
  name: string,
  project: string,
  owner: string,
  mode: Mode,
  tables: string,
  tags?: string,
];

export const mainDatasources: readonly Seed[] = [
  ['Orders', 'Data Platform', 'etl.robot', 'x', 'orders', 'certified,q3'],
  ['Orders & Returns', 'Data Platform', 'etl.robot', 'x', 'orders,shipments'],
  ['Customers', 'Data Platform', 'etl.robot', 'x', 'customers', 'certified'],
  ['Products', 'Data Platform', 'etl.robot', 'l', 'products'],
  ['Stores', 'Data Platform', 'etl.robot', 'l', 'stores'],
  ['Late Orders', 'Data Platform', 'etl.robot', 'x', 'late orders'],
  ['Ledger', 'Finance', 'niamh.obrien', 'b', 'ledger', 'month-end'],
  ['Budget', 'Finance', 'niamh.obrien', 'b', 'budget'],
  [
    'Ledger, consolidated',
    'Finance/Reports',
    'niamh.obrien',
    'x',
    'ledger,budget',
    'month-end,a b',
  ],
  ['Budget 2026', 'Finance/Budget, Actuals & Forecast', 'zoe.dubois', 'x', 'budget'],
  ['Forecast', 'Finance/Budget, Actuals & Forecast', 'zoe.dubois', 'l', 'budget,ledger'],
  ['Cost Centers', 'Finance', 'niamh.obrien', 'l', 'ledger'],
  ['Campaigns', 'Marketing', 'ana.ruiz', 'x', 'campaigns', 'q3'],
  ['campaigns', 'Marketing', 'priya.nair', 'l', 'campaigns'],
  ['Web Sessions', 'Marketing', 'ana.ruiz', 'x', 'web_sessions'],
  ['Spend per Channel', 'Marketing/Reports', 'ana.ruiz', 'x', 'campaigns'],
  ['Summer Push ☀️', 'Marketing/Campaigns 🚀', 'priya.nair', 'x', 'campaigns,web_sessions'],
  ['Attribution', 'Marketing/Campaigns 🚀', 'priya.nair', 'l', 'campaigns,orders'],
  ['Newsletter', 'Marketing', 'ana.ruiz', 'x', 'customers'],
  ['Stock Levels', 'Operations/Warehouse', 'tom.becker', 'x', 'stock_levels'],
  ['Shipments', 'Operations/Warehouse', 'tom.becker', 'x', 'shipments', 'late'],
  ['Berlin Picks', 'Operations/Warehouse/Berlin', 'tom.becker', 'l', 'stock_levels'],
  ['Night Picks', 'Operations/Warehouse/Berlin/Night Shift', 'tom.becker', 'x', 'stock_levels'],
  ['Carrier Punctuality', 'Operations/Reports', 'tom.becker', 'x', 'shipments'],
  ['Board Numbers', 'Executive', 'max.adler', 'x', 'ledger,orders'],
  ['Headcount', 'Executive/Compensation', 'max.adler', 'x', 'employees'],
  ['Board Pack Source', 'Executive/Board Pack', 'max.adler', 'l', 'ledger'],
  ['מכירות לפי אזור', 'מכירות ישראל', 'noa.levi', 'x', 'orders'],
  ['לקוחות', 'מכירות ישראל', 'noa.levi', 'l', 'customers'],
  ['Scratch', 'Sandbox', 'ana.ruiz', 'x', 'orders'],
  ['scratch', 'sandbox', 'priya.nair', 'x', 'orders'],
  ['Copy of Orders', 'Sandbox', 'ana.ruiz', 'l', 'orders'],
  ['売上データ', 'Sandbox', 'yuki.tanaka', 'x', 'orders,customers'],
  ['Sample - Superstore', 'Default', 'max.adler', 'l', 'orders,customers,products'],
  ['World Indicators', 'Default', 'max.adler', 'x', 'stores'],
  ['Nobody’s Data', 'Default', '', 'x', 'web_sessions'],
  ['Lost & Found', '', 'ana.ruiz', 'l', 'products'],
  ['Regional "Special" <Sales>', 'Finance/Reports/Quarterly', 'niamh.obrien', 'x', 'orders,stores'],
  ['Quarter Close', 'Finance/Reports/Quarterly', 'niamh.obrien', 'x', 'ledger'],
  ['Store Footfall', 'Operations', 'tom.becker', 'x', 'stores'],
];

export const secondDatasources: readonly Seed[] = [
  ['Orders', 'Finance/Reports', 'niamh.obrien', 'x', 'orders'],
  ['Headcount', 'Payroll', 'max.adler', 'x', 'employees'],
  ['Applicants', 'Recruiting', 'ana.ruiz', 'x', 'employees'],
];

export function addDatasources(
  builder: Builder,
  seed: SiteSeed,
  tables: ReadonlyMap<string, Table>,
  seeds: readonly Seed[],
): Map<string, Datasource> {
  const made = new Map<string, Datasource>();
  for (const [name, project, owner, mode, tableNames, tags] of seeds) {
    const metadataId = builder.newMetadataId();
    const its = tableNames.split(',').flatMap((table) => tables.get(table) ?? []);
    const createdAt = builder.ago(120, 700);
    const certified = tags?.includes('certified') ?? false;
    const luid = builder.newLuid();
    const datasource = builder.model.datasources.add({
      kind: 'datasource',
      luid,
      metadataId,
      siteLuid: seed.site.luid,
      vizportalUrlId: builder.number(seed.site, 'datasource'),
      name,
      description: certified ? `The ${name.toLowerCase()} that everybody should use.` : undefined,
      contentUrl: builder.contentUrl(seed.site, 'datasource', urlName(name)),
      createdAt,
      updatedAt: builder.ago(1, 100),
      ownerLuid: owner === '' ? undefined : userCalled(seed, owner).luid,
      projectLuid: project === '' ? undefined : projectAt(seed, project).luid,
      hidden: false,
      listedFrom: undefined,
      indexedFrom: undefined,
      tags: tags?.split(',') ?? [],
      type: connectionType(builder, its),
      isCertified: certified,
      certificationNote: certified ? 'Checked by the data team.' : undefined,
      useRemoteQueryAgent: mode === 'b',
      encryptExtracts: false,
      sizeInMegabytes: 1 + builder.chance.below(400),
      hasExtracts: mode !== 'l',
      extractTimes: mode === 'l' ? [] : [pastRefresh(builder)],
      upstreamTableIds: its.map((table) => table.metadataId),
      upstreamFlowLuids: [],
      upstreamVirtualConnectionLuids: [],
      fields: fieldsOf(builder, metadataId, its),
      connections: its.slice(0, 1).map((table) => connectionTo(builder, table, luid, name)),
      activeWarning: name === 'Shipments' ? 'Carrier codes are wrong since Monday.' : undefined,
    });
    made.set(name, datasource);
  }
  return made;
}

export function pastRefresh(builder: Builder): ExtractTime {
  const at = builder.ago(0.1, 6);
  return { at, shownFrom: at, incremental: false };
}

function connectionType(builder: Builder, tables: readonly Table[]): string {
  return builder.model.databases.get(tables[0]?.databaseLuid)?.connectionType ?? 'textscan';
}

export function connectionTo(
  builder: Builder,
  table: Table,
  datasourceLuid: string,
  datasourceName: string,
): Connection {
  const database = builder.model.databases.get(table.databaseLuid);
  return {
    luid: builder.newLuid(),
    type: database?.connectionType ?? 'textscan',
    serverAddress: database?.hostName ?? '',
    serverPort: database?.port === undefined ? '' : String(database.port),
    userName: database?.hostName === undefined ? '' : 'tableau_reader',
    embedPassword: database?.hostName !== undefined,
    datasourceLuid,
    datasourceName,
  };
}
