// The published content of a site (workbooks, views, data sources, flows, virtual connections) in short SDL.
//
// A list of entities stands for three things that `expandSdl.ts` writes out: the list with its arguments, its
// `…Connection` twin, and the types of both. `@since` is the API version of a field that Server 2019.3 (3.5) lacked.
// Documented: permissionMode, containerType, projectLuid, labels, virtual connections. Other versions are guessed.
export const contentSdl = /* GraphQL */ `
  "Something that is published with tags."
  interface Taggable @plural(root: "taggables") @since(v: "3.9") {
    id: ID!
    name: String
    luid: String!
    tags: [Tag]!
  }

  "A workbook as it was published to a site."
  type Workbook implements Taggable @plural(root: "workbooks") {
    "Identifier inside the Metadata API only; REST knows the luid."
    id: ID!
    name: String
    "The identifier that REST uses."
    luid: String!
    "The digits in the workbook's browser address."
    vizportalUrlId: String!
    uri: String
    description: String
    createdAt: DateTime!
    updatedAt: DateTime!
    site: TableauSite!
    "The digits in the browser address of the project."
    projectVizportalUrlId: String
    projectName: String
    projectLuid: String @since(v: "3.17")
    "project or personal space"
    containerType: String! @since(v: "3.10")
    containerName: String @since(v: "3.10")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")
    owner: TableauUser!
    tags: [Tag]! @since(v: "3.9")
    "Sheets and dashboards together."
    views: [View]!
    sheets: [Sheet]!
    dashboards: [Dashboard]! @since(v: "3.6")
    embeddedDatasources: [EmbeddedDatasource]!
    parameters: [Parameter]!
    upstreamDatasources: [PublishedDatasource]!
    upstreamDatabases: [Database]!
    upstreamTables: [DatabaseTable]!
    upstreamFlows: [Flow]!
    upstreamVirtualConnections: [VirtualConnection]! @since(v: "3.14")
    upstreamDataQualityWarnings: [DataQualityWarning]!
    upstreamLabels: [Label]! @since(v: "3.19")
    downstreamOwners: [TableauUser]! @since(v: "3.14")
  }

  "A view of a workbook: a sheet or a dashboard."
  interface View @plural(root: "views") {
    id: ID!
    name: String
    "Empty while the view is hidden in its workbook."
    luid: String!
    "Workbook and view as they stand in a browser address; empty while the view is hidden."
    path: String
    documentViewId: String @since(v: "3.12")
    createdAt: DateTime!
    updatedAt: DateTime!
    index: Int
    tags: [Tag]! @since(v: "3.9")
    workbook: Workbook
  }

  type Sheet implements View & Taggable @plural(root: "sheets") {
    id: ID!
    name: String
    luid: String!
    path: String
    documentViewId: String @since(v: "3.12")
    createdAt: DateTime!
    updatedAt: DateTime!
    index: Int
    tags: [Tag]! @since(v: "3.9")
    workbook: Workbook
    worksheetFields: [CalculatedField]!
    datasourceFields: [Field]!
    sheetFieldInstances: [Field]! @since(v: "3.9")
    parentEmbeddedDatasources: [EmbeddedDatasource]! @since(v: "3.15")
    containedInDashboards: [Dashboard]!
    upstreamDatasources: [PublishedDatasource]! @since(v: "3.9")
    upstreamDatabases: [Database]! @since(v: "3.9")
    upstreamTables: [DatabaseTable]! @since(v: "3.9")
    upstreamFields: [Field]! @since(v: "3.9")
    upstreamColumns: [Column]! @since(v: "3.9")
  }

  type Dashboard implements View & Taggable @plural(root: "dashboards") {
    id: ID!
    name: String
    luid: String!
    path: String
    documentViewId: String @since(v: "3.12")
    createdAt: DateTime!
    updatedAt: DateTime!
    index: Int
    tags: [Tag]! @since(v: "3.9")
    workbook: Workbook
    sheets: [Sheet]!
    upstreamDatasources: [PublishedDatasource]! @since(v: "3.9")
    upstreamDatabases: [Database]! @since(v: "3.9")
    upstreamTables: [DatabaseTable]! @since(v: "3.9")
    upstreamFields: [Field]! @since(v: "3.9")
  }

  "A prompt that a workbook or a published data source offers."
  type Parameter @plural(root: "parameters") {
    id: ID!
    name: String
    parentName: String
    datasource: PublishedDatasource
    workbook: Workbook
    referencedByCalculations: [CalculatedField]!
  }

  "A Tableau Prep flow."
  type Flow implements Warnable & CanHaveLabels & Taggable @plural(root: "flows") {
    id: ID!
    name: String
    luid: String! @since(v: "3.6")
    vizportalUrlId: String!
    uri: String
    description: String
    createdAt: DateTime @since(v: "3.9")
    updatedAt: DateTime @since(v: "3.9")
    site: TableauSite
    projectVizportalUrlId: String
    projectName: String
    personalSpaceUrlLink: String @since(v: "3.10")
    containerType: String! @since(v: "3.10")
    containerName: String @since(v: "3.10")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")
    owner: TableauUser
    outputSteps: [FlowOutputStep]!
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.9")
    labels: [Label]! @since(v: "3.19")
    tags: [Tag]! @since(v: "3.9")
    upstreamDatasources: [PublishedDatasource]!
    upstreamDatabases: [Database]!
    upstreamTables: [DatabaseTable]!
    downstreamDatasources: [PublishedDatasource]!
    downstreamWorkbooks: [Workbook]!
    nextDownstreamFlows: [Flow]! @since(v: "3.15")
    nextUpstreamFlows: [Flow]! @since(v: "3.15")
  }

  type FlowOutputStep @plural(root: "flowOutputSteps") {
    id: ID!
    name: String
    stepId: String @since(v: "3.9")
    flow: Flow
  }
`;
