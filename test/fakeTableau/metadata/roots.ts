// The rows under each root query, and the short ways to them when a filter names ids or numbers.
import type { Asked } from './resolvers/resolver';
import { typeName, type Row } from './rows';

type RowsOf = (asked: Asked) => readonly Row[];

const ofKind =
  (rows: RowsOf, ...kinds: readonly string[]): RowsOf =>
  (asked) =>
    rows(asked).filter((row) => kinds.includes(typeName(row)));

const workbooks: RowsOf = ({ index }) => index.numbered('Workbook');
const publishedDatasources: RowsOf = ({ index }) => index.numbered('PublishedDatasource');
const flows: RowsOf = ({ index }) => index.numbered('Flow');
const virtualConnections: RowsOf = ({ index }) => index.numbered('VirtualConnection');
const views: RowsOf = ({ model, site }) => model.views.ofSite(site.luid);
const databases: RowsOf = ({ model, site }) => model.databases.ofSite(site.luid);
const tables: RowsOf = ({ model, site }) => model.tables.ofSite(site.luid);
const columns: RowsOf = ({ index }) => index.columns();
const fields: RowsOf = ({ index }) => index.fields();
const labels: RowsOf = ({ index }) => index.labels();
const tableKinds = ['DatabaseTable', 'CustomSQLTable'];

/** By the GraphQL type that the root lists; a type that is not named here has no rows in the model. */
export const rootRows: Readonly<Record<string, RowsOf>> = {
  Workbook: workbooks,
  PublishedDatasource: publishedDatasources,
  EmbeddedDatasource: ({ model, site }) => model.embeddedDatasources.ofSite(site.luid),
  Datasource: ({ index }) => index.datasources(),
  View: views,
  Sheet: ofKind(views, 'Sheet'),
  Dashboard: ofKind(views, 'Dashboard'),
  Flow: flows,
  FlowOutputStep: ({ index }) => index.flowOutputSteps(),
  VirtualConnection: virtualConnections,
  VirtualConnectionTable: ({ index }) => index.virtualConnectionTables(),
  Database: databases,
  DatabaseServer: ofKind(databases, 'DatabaseServer'),
  File: ofKind(databases, 'File'),
  CloudFile: ofKind(databases, 'CloudFile'),
  Table: ofKind(tables, ...tableKinds),
  DatabaseTable: ofKind(tables, 'DatabaseTable'),
  CustomSQLTable: ofKind(tables, 'CustomSQLTable'),
  Column: columns,
  Field: fields,
  DataField: ofKind(fields, 'ColumnField', 'CalculatedField', 'GroupField', 'BinField'),
  FieldReferencingField: ofKind(fields, 'CalculatedField', 'GroupField', 'BinField'),
  ColumnField: ofKind(fields, 'ColumnField'),
  CalculatedField: ofKind(fields, 'CalculatedField'),
  DatasourceField: ofKind(fields, 'DatasourceField'),
  GroupField: ofKind(fields, 'GroupField'),
  BinField: ofKind(fields, 'BinField'),
  TableauSite: ({ site }) => [site],
  TableauUser: ({ model, site }) => model.users.ofSite(site.luid),
  Tag: ({ index }) => index.tags(),
  Label: labels,
  DataQualityWarning: ofKind(labels, 'DataQualityWarning'),
  DataQualityCertification: ofKind(labels, 'DataQualityCertification'),
  Warnable: ({ index }) => [...index.numbered('PublishedDatasource'), ...index.numbered('Flow')],
  Certifiable: publishedDatasources,
  CanHaveLabels: ({ index }) => [
    ...index.numbered('PublishedDatasource'),
    ...index.numbered('Flow'),
  ],
  Taggable: (asked) => [
    ...workbooks(asked),
    ...publishedDatasources(asked),
    ...flows(asked),
    ...views(asked),
  ],
};

/** Roots whose schema has an `X_Required_Filter`: non-administrators must name ids or names (documented). */
export function requiresFilter(type: string): boolean {
  return type === 'Column' || type.endsWith('Field');
}

export type Filter = Readonly<Record<string, unknown>>;

function wanted(filter: Filter, name: string): readonly string[] | undefined {
  const one = filter[name];
  const within = filter[`${name}Within`];
  if (typeof one === 'string') return [one];
  return Array.isArray(within) ? within.filter((value) => typeof value === 'string') : undefined;
}

/** A few rows instead of all, found by an index: what a look-up by number or LUID must cost on a big site. */
export function rowsByIndex(
  type: string,
  filter: Filter,
  { model, index, site }: Asked,
): readonly Row[] | undefined {
  if (
    type !== 'Workbook' &&
    type !== 'PublishedDatasource' &&
    type !== 'Flow' &&
    type !== 'VirtualConnection'
  ) {
    const luids = wanted(filter, 'luid');
    if (!luids || (type !== 'View' && type !== 'Sheet' && type !== 'Dashboard')) return undefined;
    return luids
      .map((luid) => model.views.on(site.luid, luid))
      .filter((row) => row !== undefined && (type === 'View' || typeName(row) === type)) as Row[];
  }
  const numbers = wanted(filter, 'vizportalUrlId');
  if (numbers) {
    const byNumber = index.byNumber(type);
    return [...new Set(numbers)]
      .map((number) => byNumber.get(number))
      .filter((row) => row !== undefined);
  }
  const luids = wanted(filter, 'luid');
  if (!luids) return undefined;
  const stores = {
    Workbook: model.workbooks,
    PublishedDatasource: model.datasources,
    Flow: model.flows,
    VirtualConnection: model.virtualConnections,
  };
  return [...new Set(luids)]
    .map((luid) => stores[type].on(site.luid, luid))
    .filter((row) => row !== undefined);
}
