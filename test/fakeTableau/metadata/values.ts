// The value of one field of one row, before anything is hidden from anybody.
import { timestamp } from '../model';
import * as content from './resolvers/content';
import * as data from './resolvers/data';
import type { Asked, Resolve } from './resolvers/resolver';
import * as people from './resolvers/site';
import { typeName, type Row } from './rows';

// Each entry serves the rows of its own type: typeName is what ties a row to its resolvers.
type AnyResolvers = Readonly<Record<string, Resolve<never>>>;

const resolvers: Readonly<Record<string, AnyResolvers>> = {
  Workbook: { ...content.published, ...content.workbook },
  PublishedDatasource: { ...content.published, ...data.publishedDatasource },
  Flow: { ...content.published, ...content.flow },
  VirtualConnection: { ...content.published, ...content.virtualConnection },
  VirtualConnectionTable: content.virtualConnectionTable,
  EmbeddedDatasource: data.embeddedDatasource,
  Sheet: content.view,
  Dashboard: content.view,
  FlowOutputStep: content.flowOutputStep,
  ColumnField: data.field,
  CalculatedField: data.field,
  DatasourceField: data.field,
  GroupField: data.field,
  BinField: data.field,
  DatabaseServer: data.database,
  File: data.database,
  CloudFile: data.database,
  DatabaseTable: data.table,
  CustomSQLTable: data.table,
  Column: data.column,
  TableauUser: people.user,
  TableauSite: people.site,
  Tag: people.tag,
  DataQualityWarning: people.label,
  DataQualityCertification: people.label,
};

const moments = new Set(['createdAt', 'updatedAt']);

/** Rows that the lists of a resolver hold; what the model no longer has drops out. */
export function valueOf(row: Row, field: string, asked: Asked): unknown {
  if ('kind' in row && row.kind === 'Nobody') return undefined;
  const resolve = resolvers[typeName(row)]?.[field] as Resolve<Row> | undefined;
  const value = resolve
    ? resolve(row, asked)
    : (row as unknown as Readonly<Record<string, unknown>>)[field];
  return moments.has(field) && typeof value === 'number' ? timestamp(value) : value;
}
