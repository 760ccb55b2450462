// Resolvers of what is published with a project, an owner and a browser address.
import type { Flow, View, VirtualConnection, Workbook, Datasource } from '../../modelTypes';
import { nobody, typeName, type FlowOutputStepRow, type VirtualConnectionTableRow } from '../rows';
import type { Asked, Resolvers } from './resolver';

type Published = Workbook | Datasource | Flow | VirtualConnection;

const uriKinds: Readonly<Record<Published['kind'], string>> = {
  workbook: 'workbooks',
  datasource: 'datasources',
  flow: 'flows',
  virtualConnection: 'virtualconnections',
};

const project = (row: Published, { model }: Asked) => model.projects.get(row.projectLuid);
const inPersonalSpace = (row: Published): boolean => 'personalSpace' in row && row.personalSpace;

/** What workbooks, published data sources, flows and virtual connections share. */
export const published: Resolvers<Published> = {
  id: (row) => row.metadataId,
  vizportalUrlId: (row) => String(row.vizportalUrlId),
  // Differs from the number in the address on purpose, as in Tableau.
  vizportalId: (row) => String(row.vizportalUrlId + 500_000),
  uri: (row, { site }) => `sites/${site.number}/${uriKinds[row.kind]}/${row.vizportalUrlId}`,
  site: (_row, { site }) => site,
  owner: (row, { model }) => model.users.get(row.ownerLuid) ?? nobody,
  projectName: (row, asked) => project(row, asked)?.name ?? (inPersonalSpace(row) ? null : ''),
  projectLuid: (row, asked) => project(row, asked)?.luid,
  projectVizportalUrlId: (row, asked) => {
    const number = project(row, asked)?.vizportalUrlId;
    return number === undefined ? '' : String(number);
  },
  containerType: (row) => (inPersonalSpace(row) ? 'PersonalSpace' : 'Project'),
  containerName: (row, asked) =>
    inPersonalSpace(row)
      ? asked.model.users.get(row.ownerLuid)?.fullName
      : project(row, asked)?.name,
  tags: (row, { index }) => row.tags.map((tag) => index.tag(tag)),
  containsUnsupportedCustomSql: () => false,
  hasActiveWarning: (row) => 'activeWarning' in row && row.activeWarning !== undefined,
  labels: (row, { index }) => index.labelsByAsset().get(row.luid) ?? [],
};

const datasourcesOf = (row: Workbook, { lineage }: Asked) =>
  lineage.published(row.embeddedDatasources);
const tablesOf = (row: Workbook, { lineage }: Asked) =>
  row.embeddedDatasources.flatMap((each) => lineage.tablesOf(each));
const labelsAbove = (row: Workbook, asked: Asked) =>
  datasourcesOf(row, asked).flatMap((each) => asked.index.labelsByAsset().get(each.luid) ?? []);

export const workbook: Resolvers<Workbook> = {
  views: (row, { lineage }) => lineage.viewsOf(row),
  sheets: (row, { lineage }) => lineage.viewsOf(row).filter((view) => typeName(view) === 'Sheet'),
  dashboards: (row, { lineage }) =>
    lineage.viewsOf(row).filter((view) => typeName(view) === 'Dashboard'),
  embeddedDatasources: (row) => row.embeddedDatasources,
  upstreamDatasources: datasourcesOf,
  upstreamTables: (row, asked) => [...new Set(tablesOf(row, asked))],
  upstreamDatabases: (row, asked) => asked.lineage.databasesOf(tablesOf(row, asked)),
  upstreamFlows: (row, { lineage }) => [
    ...new Set(row.embeddedDatasources.flatMap((each) => lineage.flowsInto(each))),
  ],
  upstreamVirtualConnections: (row, asked) =>
    datasourcesOf(row, asked).flatMap((each) =>
      each.upstreamVirtualConnectionLuids.map((luid) => asked.model.virtualConnections.get(luid)),
    ),
  upstreamDataQualityWarnings: (row, asked) =>
    labelsAbove(row, asked).filter((label) => label.kind === 'DataQualityWarning'),
  upstreamLabels: labelsAbove,
};

export const view: Resolvers<View> = {
  id: (row) => row.metadataId,
  luid: (row) => (row.hiddenSheet ? '' : row.luid),
  path: (row) => (row.hiddenSheet ? '' : row.contentUrl.replace('/sheets/', '/')),
  documentViewId: (row) => `{${row.luid.toUpperCase()}}`,
  workbook: (row, { model }) => model.workbooks.get(row.workbookLuid),
  tags: (row, { index }) => row.tags.map((tag) => index.tag(tag)),
  sheets: (row, { lineage }) => lineage.sheetsOn(row),
  containedInDashboards: (row, { lineage }) => lineage.dashboardsWith([row]),
  sheetFieldInstances: (row, { lineage }) => lineage.fieldsOn(row),
  datasourceFields: (row, { lineage }) => lineage.fieldsOn(row),
  parentEmbeddedDatasources: (row, { lineage }) =>
    lineage.datasourcesOn(row).filter((each) => each.kind === 'embeddedDatasource'),
  upstreamDatasources: (row, { lineage }) => lineage.published(lineage.datasourcesOn(row)),
  upstreamTables: (row, { lineage }) => [
    ...new Set(lineage.datasourcesOn(row).flatMap((each) => lineage.tablesOf(each))),
  ],
  upstreamDatabases: (row, { lineage }) =>
    lineage.databasesOf(lineage.datasourcesOn(row).flatMap((each) => lineage.tablesOf(each))),
  upstreamFields: (row, { lineage }) =>
    lineage.fieldsOn(row).flatMap((field) => lineage.fieldsRead(field)),
  upstreamColumns: (row, { lineage }) =>
    lineage.fieldsOn(row).flatMap((field) => lineage.columnsOf(field)),
};

export const flow: Resolvers<Flow> = {
  outputSteps: (row, { index }) => index.flowOutputSteps().filter((step) => step.flow === row),
  upstreamTables: (row, { lineage }) => lineage.tables(row.upstreamTableIds),
  upstreamDatabases: (row, { lineage }) =>
    lineage.databasesOf(lineage.tables(row.upstreamTableIds)),
  downstreamDatasources: (row, { model }) =>
    row.outputDatasourceLuids.map((luid) => model.datasources.get(luid)),
  downstreamWorkbooks: (row, { model, lineage }) => [
    ...new Set(
      row.outputDatasourceLuids.flatMap((luid) => {
        const output = model.datasources.get(luid);
        return output ? lineage.workbooksOf(output) : [];
      }),
    ),
  ],
};

export const flowOutputStep: Resolvers<FlowOutputStepRow> = { id: (row) => row.metadataId };

export const virtualConnection: Resolvers<VirtualConnection> = {
  connectionType: () => null,
  tables: (row, { index }) =>
    index.virtualConnectionTables().filter((table) => table.connection === row),
  upstreamDatabases: (row, { lineage }) => lineage.databasesOf(lineage.tables(row.tableIds)),
  downstreamDatasources: (row, { index }) =>
    index.datasourcesByVirtualConnection().get(row.luid) ?? [],
  downstreamWorkbooks: (row, { index, lineage }) => [
    ...new Set(
      (index.datasourcesByVirtualConnection().get(row.luid) ?? []).flatMap((each) =>
        lineage.workbooksOf(each),
      ),
    ),
  ],
};

export const virtualConnectionTable: Resolvers<VirtualConnectionTableRow> = {
  id: (row) => row.metadataId,
  luid: (row) => row.metadataId,
  name: (row) => row.table.name,
  vizportalUrlId: (row) => String(row.table.vizportalId),
  vizportalId: (row) => String(row.table.vizportalId),
  isEmbedded: () => false,
  isExtracted: (row) => row.connection.hasExtracts,
  owner: (row, { model }) => model.users.get(row.connection.ownerLuid) ?? nobody,
  columns: (row) => row.table.columns,
};
