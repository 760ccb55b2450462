// Data sources of both kinds and virtual connections in short SDL (see contentSdl.ts for the conventions).
export const datasourceSdl = /* GraphQL */ `
  "What published and embedded data sources have in common."
  interface Datasource @plural(root: "datasources") {
    id: ID!
    name: String
    hasUserReference: Boolean
    hasExtracts: Boolean
    extractLastRefreshTime: DateTime
    extractLastIncrementalUpdateTime: DateTime @since(v: "3.7")
    extractLastUpdateTime: DateTime @since(v: "3.7")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")
    createdAt: DateTime @since(v: "3.14")
    updatedAt: DateTime @since(v: "3.14")
    fields: [Field]!
    datasourceFilters: [DatasourceFilter]!
    upstreamTables: [DatabaseTable]!
    upstreamDatabases: [Database]!
    downstreamSheets: [Sheet]!
    downstreamDashboards: [Dashboard]! @since(v: "3.9")
    downstreamWorkbooks: [Workbook]!
    downstreamOwners: [TableauUser]!
  }

  type PublishedDatasource implements Datasource &
    Warnable &
    Certifiable &
    CanHaveLabels &
    Taggable @plural(root: "publishedDatasources") {
    id: ID!
    name: String
    luid: String!
    "Another number than the one in the browser address."
    vizportalId: String!
    "The digits in the data source's browser address."
    vizportalUrlId: String!
    uri: String
    description: String
    createdAt: DateTime @since(v: "3.14")
    updatedAt: DateTime @since(v: "3.14")
    site: TableauSite!
    projectVizportalUrlId: String
    projectName: String
    containerType: String! @since(v: "3.10")
    containerName: String @since(v: "3.10")
    owner: TableauUser!
    hasUserReference: Boolean
    hasExtracts: Boolean
    extractLastRefreshTime: DateTime
    extractLastIncrementalUpdateTime: DateTime @since(v: "3.7")
    extractLastUpdateTime: DateTime @since(v: "3.7")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")
    isCertified: Boolean!
    certificationNote: String @until(v: "3.19")
    certifierDisplayName: String @until(v: "3.19")
    certifier: TableauUser @until(v: "3.19")
    hasActiveWarning: Boolean!
    dataQualityWarning: DataQualityWarning @until(v: "3.9")
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.9")
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]! @since(v: "3.9")
    fields: [Field]!
    datasourceFilters: [DatasourceFilter]!
    parameters: [Parameter]!
    upstreamTables: [DatabaseTable]!
    upstreamDatabases: [Database]!
    upstreamDatasources: [PublishedDatasource]!
    upstreamFlows: [Flow]!
    upstreamDataQualityWarnings: [DataQualityWarning]!
    upstreamLabels: [Label]! @since(v: "3.19")
    upstreamVirtualConnections: [VirtualConnection]! @since(v: "3.14")
    downstreamDatasources: [PublishedDatasource]!
    downstreamFlows: [Flow]!
    downstreamSheets: [Sheet]!
    downstreamDashboards: [Dashboard]! @since(v: "3.9")
    downstreamWorkbooks: [Workbook]!
    downstreamOwners: [TableauUser]!
  }

  "A data source that lives inside a workbook: it has neither a luid nor an address."
  type EmbeddedDatasource implements Datasource @plural(root: "embeddedDatasources") {
    id: ID!
    name: String
    hasUserReference: Boolean
    hasExtracts: Boolean
    extractLastRefreshTime: DateTime
    extractLastIncrementalUpdateTime: DateTime @since(v: "3.7")
    extractLastUpdateTime: DateTime @since(v: "3.7")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")
    createdAt: DateTime @since(v: "3.14")
    updatedAt: DateTime @since(v: "3.14")
    workbook: Workbook
    "The published data sources that this one merely wraps."
    parentPublishedDatasources: [PublishedDatasource]! @since(v: "3.9")
    fields: [Field]!
    datasourceFilters: [DatasourceFilter]!
    upstreamTables: [DatabaseTable]!
    upstreamDatabases: [Database]!
    upstreamDatasources: [PublishedDatasource]!
    upstreamFlows: [Flow]!
    upstreamDataQualityWarnings: [DataQualityWarning]!
    upstreamLabels: [Label]! @since(v: "3.19")
    downstreamSheets: [Sheet]!
    downstreamDashboards: [Dashboard]! @since(v: "3.9")
    downstreamWorkbooks: [Workbook]!
    downstreamOwners: [TableauUser]!
  }

  type DatasourceFilter @plural(root: "datasourceFilters") {
    id: ID!
    field: Field!
    datasource: Datasource
  }

  type VirtualConnection implements Certifiable & Warnable & CanHaveLabels & Taggable
    @plural(root: "virtualConnections")
    @since(v: "3.14") {
    id: ID!
    name: String
    luid: String!
    vizportalId: String!
    vizportalUrlId: String!
    uri: String
    description: String
    createdAt: DateTime
    updatedAt: DateTime
    site: TableauSite!
    projectVizportalUrlId: String
    projectName: String
    containerType: String!
    containerName: String
    "Always null since 2023.1."
    connectionType: String
    owner: TableauUser!
    isCertified: Boolean!
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]!
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]!
    tables: [VirtualConnectionTable]!
    upstreamDatabases: [Database]!
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
  }

  type VirtualConnectionTable implements Table & Certifiable & Warnable & CanHaveLabels & Taggable
    @plural(root: "virtualConnectionTables")
    @since(v: "3.14") {
    id: ID!
    name: String
    luid: String!
    vizportalId: String
    vizportalUrlId: String!
    uri: String
    isEmbedded: Boolean
    description: String
    isExtracted: Boolean
    extractLastRefreshedAt: DateTime
    extractLastRefreshType: ExtractType
    owner: TableauUser!
    isCertified: Boolean!
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]!
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]!
    columns: [Column]!
  }

  enum ExtractType @since(v: "3.14") {
    INCREMENTAL
    FULL
  }
`;
