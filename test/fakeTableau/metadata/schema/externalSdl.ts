// Databases, tables and columns outside Tableau in short SDL (see contentSdl.ts for the conventions).
const databaseBase = /* GraphQL */ `
    id: ID!
    vizportalId: String!
    luid: String! @since(v: "3.9")
    name: String
    connectionType: String
    isEmbedded: Boolean
    description: String
    contact: TableauUser
    isCertified: Boolean!
    isGrouped: Boolean @since(v: "3.17")
    projectVizportalUrlId: String @since(v: "3.15")
    projectName: String @since(v: "3.15")
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.9")
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]! @since(v: "3.9")
    tables: [DatabaseTable]!
`;

const databaseLineage = /* GraphQL */ `
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
    downstreamSheets: [Sheet]!
    downstreamOwners: [TableauUser]!
`;

export const externalSdl = /* GraphQL */ `
  "Where tables live: a server, a file, or something on the web."
  interface Database @plural(root: "databases") { ${databaseBase} ${databaseLineage} }

  type DatabaseServer implements Database & Warnable & Certifiable & CanHaveLabels & Taggable
    @plural(root: "databaseServers") {
    ${databaseBase}
    hostName: String
    port: Int
    service: String
    extendedConnectionType: String @since(v: "3.15")
    ${databaseLineage}
  }

  type File implements Database & Warnable & Certifiable & CanHaveLabels & Taggable @plural(root: "files") {
    ${databaseBase}
    filePath: String
    ${databaseLineage}
  }

  type CloudFile implements Database & Warnable & Certifiable & CanHaveLabels & Taggable
    @plural(root: "cloudFiles") {
    ${databaseBase}
    provider: String
    fileExtension: String
    mimeType: String
    fileId: String
    requestUrl: String
    ${databaseLineage}
  }

  type WebDataConnector implements Database & Warnable & Certifiable & CanHaveLabels & Taggable
    @plural(root: "webDataConnectors") {
    ${databaseBase}
    connectorUrl: String
    ${databaseLineage}
  }

  "Anything with columns."
  interface Table @plural(root: "tables") {
    id: ID!
    name: String
    isEmbedded: Boolean
    description: String
    columns: [Column]!
  }

  type DatabaseTable implements Table & Warnable & Certifiable & CanHaveLabels & Taggable
    @plural(root: "databaseTables") {
    id: ID!
    vizportalId: String!
    luid: String! @since(v: "3.9")
    name: String
    isEmbedded: Boolean
    tableType: TableType! @since(v: "3.25")
    schema: String
    fullName: String
    connectionType: String @since(v: "3.6")
    projectVizportalUrlId: String @since(v: "3.15")
    projectName: String @since(v: "3.15")
    description: String
    contact: TableauUser
    isCertified: Boolean!
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.9")
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]! @since(v: "3.9")
    database: Database
    columns: [Column]!
    referencedByQueries: [CustomSQLTable]!
    upstreamDatabases: [Database]!
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
    downstreamSheets: [Sheet]!
    downstreamOwners: [TableauUser]!
  }

  "A query that somebody typed; lineage through one that could not be parsed is incomplete."
  type CustomSQLTable implements Table @plural(root: "customSQLTables") {
    id: ID!
    name: String
    isEmbedded: Boolean
    description: String
    query: String
    isUnsupportedCustomSql: Boolean @since(v: "3.14")
    connectionType: String @since(v: "3.6")
    database: Database @since(v: "3.6")
    columns: [Column]!
    tables: [DatabaseTable]!
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
  }

  type Column implements Warnable & CanHaveLabels & Taggable @plural(root: "columns") {
    id: ID!
    vizportalId: String
    luid: String! @since(v: "3.9")
    name: String
    displayName: String @since(v: "3.25")
    description: String
    descriptionInherited: [InheritedStringResult] @since(v: "3.9")
    remoteType: RemoteType!
    isNullable: Boolean @since(v: "3.9")
    hasActiveWarning: Boolean! @since(v: "3.14")
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.14")
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]! @since(v: "3.9")
    table: Table
    referencedByFields: [ColumnField]!
    upstreamTables: [DatabaseTable]!
    upstreamDatabases: [Database]!
    downstreamFields: [Field]!
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
    downstreamSheets: [Sheet]!
  }

  enum TableType @since(v: "3.25") { DATABASETABLE DATAMODEL DATALAKE CALCULATEDINSIGHT }

  enum RemoteType {
    EMPTY NULL I1 I2 I4 I8 UI1 UI2 UI4 UI8 R4 R8 CY DATE BSTR BOOL VARIANT DECIMAL NUMERIC GUID BYTES STR WSTR
    DBDATE DBTIME DBTIMESTAMP FILETIME ARRAY ERROR UDT
    WDC_INT WDC_FLOAT WDC_STRING WDC_DATETIME WDC_BOOL WDC_DATE WDC_GEOMETRY
  }
`;
