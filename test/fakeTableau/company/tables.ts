// The invented company's databases and tables, where lineage begins.
import type { Column, Database, Site, Table } from '../modelTypes';
import type { Builder } from './build';

type ColumnSeed = readonly [name: string, remoteType: string];

const tableSeeds: Readonly<Record<string, readonly ColumnSeed[]>> = {
  orders: [
    ['Order ID', 'I8'],
    ['Order Date', 'DBDATE'],
    ['Customer ID', 'I8'],
    ['Region', 'WSTR'],
    ['Sales', 'R8'],
    ['Quantity', 'I4'],
    ['Discount', 'R8'],
    ['Profit', 'R8'],
  ],
  customers: [
    ['Customer ID', 'I8'],
    ['Customer Name', 'WSTR'],
    ['Segment', 'WSTR'],
    ['Country', 'WSTR'],
    ['Since', 'DBDATE'],
  ],
  products: [
    ['Product ID', 'I8'],
    ['Product Name', 'WSTR'],
    ['Category', 'WSTR'],
    ['Cost', 'R8'],
    ['Is Active', 'BOOL'],
  ],
  campaigns: [
    ['Campaign ID', 'I8'],
    ['Campaign', 'WSTR'],
    ['Channel', 'WSTR'],
    ['Spend', 'R8'],
    ['Clicks', 'I4'],
    ['Started', 'DBTIMESTAMP'],
  ],
  web_sessions: [
    ['Session ID', 'WSTR'],
    ['Landing Page', 'WSTR'],
    ['Duration', 'I4'],
    ['Visited At', 'DBTIMESTAMP'],
  ],
  stock_levels: [
    ['Product ID', 'I8'],
    ['Warehouse', 'WSTR'],
    ['On Hand', 'I4'],
    ['Counted At', 'DBTIMESTAMP'],
  ],
  shipments: [
    ['Shipment ID', 'I8'],
    ['Order ID', 'I8'],
    ['Carrier', 'WSTR'],
    ['Shipped', 'DBDATE'],
    ['Late', 'BOOL'],
  ],
  ledger: [
    ['Entry', 'I8'],
    ['Account', 'WSTR'],
    ['Amount', 'R8'],
    ['Booked', 'DBDATE'],
    ['Cost Center', 'WSTR'],
  ],
  budget: [
    ['Cost Center', 'WSTR'],
    ['Month', 'DBDATE'],
    ['Planned', 'R8'],
  ],
  employees: [
    ['Employee ID', 'I8'],
    ['Team', 'WSTR'],
    ['Hired', 'DBDATE'],
    ['Grade', 'I4'],
  ],
  stores: [
    ['Store ID', 'I8'],
    ['Store', 'WSTR'],
    ['City', 'WSTR'],
    ['Opened', 'DBDATE'],
    ['Square Meters', 'R8'],
  ],
};

const databaseSeeds: readonly (Pick<Database, 'name' | 'kind' | 'connectionType'> & {
  readonly host?: string;
  readonly port?: number;
  readonly file?: string;
  readonly schema: string | undefined;
  readonly tables: readonly string[];
})[] = [
  {
    name: 'FERNWEH_DWH',
    kind: 'DatabaseServer',
    connectionType: 'snowflake',
    host: 'fernweh.snowflake.example',
    port: 443,
    schema: 'SALES',
    tables: ['orders', 'customers', 'products', 'stores'],
  },
  {
    name: 'erp',
    kind: 'DatabaseServer',
    connectionType: 'sqlserver',
    host: 'erp-sql.fernweh.example',
    port: 1433,
    schema: 'dbo',
    tables: ['ledger', 'budget', 'employees'],
  },
  {
    name: 'logistics',
    kind: 'DatabaseServer',
    connectionType: 'postgres',
    host: 'pg.fernweh.example',
    port: 5432,
    schema: 'public',
    tables: ['stock_levels', 'shipments'],
  },
  {
    name: 'campaigns 2025, final.xlsx',
    kind: 'File',
    connectionType: 'excel-direct',
    file: '//share/marketing/campaigns 2025, final.xlsx',
    schema: undefined,
    tables: ['campaigns'],
  },
  {
    name: 'web_sessions.csv',
    kind: 'CloudFile',
    connectionType: 'google-drive',
    schema: undefined,
    tables: ['web_sessions'],
  },
];

/** By table name; `late orders` is custom SQL over orders and shipments. */
export function addTables(builder: Builder, site: Site): Map<string, Table> {
  const tables = new Map<string, Table>();
  let last: Database | undefined;
  for (const seed of databaseSeeds) {
    const database = builder.model.databases.add({
      luid: builder.newLuid(),
      metadataId: builder.newMetadataId(),
      siteLuid: site.luid,
      vizportalId: builder.number(site, 'database'),
      kind: seed.kind,
      name: seed.name,
      connectionType: seed.connectionType,
      isEmbedded: seed.kind !== 'DatabaseServer',
      hostName: seed.host,
      port: seed.port,
      filePath: seed.file,
      description: seed.name === 'erp' ? 'The ledger of record.' : undefined,
    });
    if (seed.name === 'FERNWEH_DWH') last = database;
    for (const name of seed.tables) {
      const fullName = seed.schema === undefined ? `[${name}$]` : `[${seed.schema}].[${name}]`;
      const facts = {
        kind: 'DatabaseTable',
        schema: seed.schema,
        fullName,
        query: undefined,
      } as const;
      tables.set(name, addTable(builder, site, database, name, facts, tableSeeds[name] ?? []));
    }
  }
  if (last) {
    const table = addTable(
      builder,
      site,
      last,
      'late orders',
      {
        kind: 'CustomSQLTable',
        schema: undefined,
        fullName: undefined,
        query: 'SELECT o.*, s.Late FROM SALES.orders o JOIN public.shipments s USING ("Order ID")',
      },
      [
        ['Order ID', 'I8'],
        ['Late', 'BOOL'],
      ],
      ['orders', 'shipments'].flatMap((name) => tables.get(name)?.metadataId ?? []),
    );
    tables.set('late orders', table);
  }
  return tables;
}

function addTable(
  builder: Builder,
  site: Site,
  database: Database,
  name: string,
  facts: Pick<Table, 'kind' | 'schema' | 'fullName' | 'query'>,
  columnSeeds: readonly ColumnSeed[],
  sourceTableIds: string[] = [],
): Table {
  const metadataId = builder.newMetadataId();
  const columns: Column[] = columnSeeds.map(([column, remoteType]) => ({
    metadataId: builder.newMetadataId(),
    luid: builder.newLuid(),
    name: column,
    remoteType,
    tableId: metadataId,
    isNullable: !column.endsWith('ID'),
  }));
  return builder.model.addTable({
    luid: builder.newLuid(),
    metadataId,
    siteLuid: site.luid,
    vizportalId: builder.number(site, 'table'),
    ...facts,
    name,
    databaseLuid: database.luid,
    isEmbedded: database.isEmbedded,
    description: name === 'orders' ? 'One row per order line.' : undefined,
    sourceTableIds,
    columns,
  });
}
