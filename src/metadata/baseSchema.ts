/**
 * A schema written by hand, for servers that do not give theirs: what every version has had since 2019.3. Not all of it, and no newer
 * field: what it completes, every server takes.
 */
import { buildSchema, introspectionFromSchema, type IntrospectionQuery } from 'graphql';

interface Kind {
  /** The query that lists it. */
  readonly root?: string;
  readonly about: string;
  /** `name`, or `name:Type`, or `name:[Type]`; without a type a String. */
  readonly fields: string;
  /** What it can be filtered by, besides id and name. */
  readonly filter?: string;
}

const warnable = 'isCertified:Boolean hasActiveWarning:Boolean';
const view = 'luid path createdAt:DateTime updatedAt:DateTime index:Int workbook:Workbook';
const external = `description contact connectionType isEmbedded:Boolean ${warnable}`;
const dataField = 'dataCategory role dataType aggregation';
const field = `description isHidden:Boolean folderName datasource:Datasource sheets:[Sheet]`;
const upstream = 'upstreamTables:[DatabaseTable] upstreamDatabases:[Database]';
const both = `${upstream} upstreamDatasources:[PublishedDatasource] upstreamFlows:[Flow]`;
const published = 'description uri vizportalUrlId projectName projectVizportalUrlId';
const people = 'site:TableauSite owner:TableauUser';

const kinds: Readonly<Record<string, Kind>> = {
  Workbook: {
    root: 'workbooks',
    about: 'A workbook as it was published to a site.',
    fields: `luid ${published} ${people} createdAt:DateTime updatedAt:DateTime views:[View] sheets:[Sheet]
      embeddedDatasources:[EmbeddedDatasource] parameters:[Parameter] ${both}`,
    filter: 'vizportalUrlId projectName',
  },
  View: {
    root: 'views',
    about: 'A sheet or a dashboard of a workbook.',
    fields: view,
    filter: 'path',
  },
  Sheet: {
    root: 'sheets',
    about: 'A worksheet.',
    fields: `${view} worksheetFields:[CalculatedField] datasourceFields:[Field] containedInDashboards:[Dashboard]`,
    filter: 'path',
  },
  Dashboard: {
    root: 'dashboards',
    about: 'A dashboard: several sheets on one page.',
    fields: `${view} sheets:[Sheet]`,
    filter: 'path',
  },
  Datasource: {
    root: 'datasources',
    about: 'A data source: published, or embedded in a workbook.',
    fields: `hasExtracts:Boolean extractLastRefreshTime:DateTime fields:[Field] ${upstream}`,
  },
  PublishedDatasource: {
    root: 'publishedDatasources',
    about: 'A data source that was published by itself.',
    fields: `luid ${published} ${people} ${warnable} hasExtracts:Boolean extractLastRefreshTime:DateTime
      hasUserReference:Boolean fields:[Field] parameters:[Parameter] ${both} downstreamWorkbooks:[Workbook]
      downstreamSheets:[Sheet] downstreamDatasources:[PublishedDatasource] downstreamFlows:[Flow]
      downstreamOwners:[TableauUser]`,
    filter: 'vizportalUrlId projectName isCertified:Boolean hasActiveWarning:Boolean',
  },
  EmbeddedDatasource: {
    root: 'embeddedDatasources',
    about: 'A data source inside of a workbook. It has no luid here.',
    fields: `hasExtracts:Boolean extractLastRefreshTime:DateTime hasUserReference:Boolean fields:[Field]
      workbook:Workbook ${both} downstreamSheets:[Sheet]`,
  },
  Flow: {
    root: 'flows',
    about: 'A Tableau Prep flow.',
    fields: `${published} ${people} hasActiveWarning:Boolean ${upstream}
      upstreamDatasources:[PublishedDatasource] downstreamDatasources:[PublishedDatasource] downstreamWorkbooks:[Workbook]`,
    filter: 'vizportalUrlId projectName hasActiveWarning:Boolean',
  },
  Parameter: { root: 'parameters', about: 'A parameter.', fields: 'workbook:Workbook' },
  Database: {
    root: 'databases',
    about: 'A database, a file, or another place that data comes from.',
    fields: `${external} tables:[DatabaseTable]`,
    filter: 'connectionType isEmbedded:Boolean isCertified:Boolean',
  },
  DatabaseTable: {
    root: 'databaseTables',
    about: 'A table of a database.',
    fields: `schema fullName description contact isEmbedded:Boolean ${warnable} database:Database columns:[Column]
      downstreamWorkbooks:[Workbook] downstreamDatasources:[PublishedDatasource]`,
    filter: 'schema fullName isEmbedded:Boolean isCertified:Boolean',
  },
  CustomSQLTable: {
    root: 'customSQLTables',
    about: 'A query that somebody wrote in SQL, used as a table.',
    fields: 'description isEmbedded:Boolean query columns:[Column] tables:[DatabaseTable]',
  },
  Column: {
    root: 'columns',
    about: 'A column of a table.',
    fields: 'description remoteType table:DatabaseTable downstreamWorkbooks:[Workbook]',
  },
  Field: { root: 'fields', about: 'A field of a data source.', fields: field },
  ColumnField: {
    root: 'columnFields',
    about: 'A field that comes from a column.',
    fields: `${field} ${dataField} columns:[Column]`,
  },
  CalculatedField: {
    root: 'calculatedFields',
    about: 'A field with a formula.',
    fields: `${field} ${dataField} formula fields:[Field]`,
  },
  TableauSite: { about: 'A site.', fields: 'luid uri' },
  TableauUser: { about: 'A user.', fields: 'luid username email domain' },
};

/** As a server would give it. */
export function baseIntrospection(): IntrospectionQuery {
  return introspectionFromSchema(buildSchema(sdl(), { assumeValidSDL: true }));
}

function sdl(): string {
  const types = Object.entries(kinds).map(([name, kind]) => typeOf(name, kind));
  const roots = Object.entries(kinds).flatMap(([name, { root }]) =>
    root === undefined ? [] : [listOf(root, name)],
  );
  return `scalar DateTime
    "Where a page of a list ends."
    type PageInfo { hasNextPage: Boolean! endCursor: String }
    type Query { ${roots.join('\n')} }
    ${types.join('\n')}`;
}

function typeOf(name: string, { root, about, fields, filter = '' }: Kind): string {
  const members = ['name', ...words(fields)].map((word) => {
    const [member = '', type = 'String'] = word.split(':');
    const list = /^\[(\w+)\]$/u.exec(type)?.[1];
    return list === undefined ? `${member}: ${type}` : listOf(member, list);
  });
  const connection = `type ${capital(name)}sConnection { nodes: [${name}]! pageInfo: PageInfo! totalCount: Int! }`;
  return `"${about}"
    type ${name} { "Known to the Metadata API only: no luid." id: ID! ${members.join('\n')} }
    ${root === undefined ? '' : `${filterOf(name, filter)} ${connection}`}`;
}

function filterOf(name: string, filter: string): string {
  const members = ['id:ID', 'name', ...words(filter)].flatMap((word) => {
    const [member = '', type = 'String'] = word.split(':');
    return [`${member}: ${type}`, `${member}Within: [${type}]`];
  });
  return `input ${name}_Filter { ${members.join(' ')} }`;
}

function listOf(field: string, type: string): string {
  if (kinds[type]?.root === undefined) return `${field}: [${type}]!`;
  const filter = `filter: ${type}_Filter`;
  return `${field}(${filter}): [${type}]!
    ${field}Connection(${filter}, first: Int, after: String, offset: Int): ${capital(type)}sConnection!`;
}

function words(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
