// Sites, users, tags and labels in short SDL (see contentSdl.ts), and the few types that the expander cannot derive.
const labelFields = /* GraphQL */ `
    id: ID!
    luid: String! @since(v: "3.9")
    vizportalId: String!
    author: TableauUser
    authorDisplayName: String
    isActive: Boolean!
    isElevated: Boolean! @since(v: "3.19")
    value: String! @since(v: "3.19")
    category: String! @since(v: "3.19")
    message: String
    createdAt: DateTime!
    updatedAt: DateTime!
    asset: CanHaveLabels @since(v: "3.19")
`;

export const siteSdl = /* GraphQL */ `
  directive @since(v: String!) on OBJECT | INTERFACE | FIELD_DEFINITION | ENUM | ENUM_VALUE | INPUT_FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_OBJECT
  directive @until(v: String!) on OBJECT | FIELD_DEFINITION
  directive @plural(root: String!) on OBJECT | INTERFACE

  scalar DateTime

  type TableauSite @plural(root: "tableauSites") {
    id: ID!
    luid: String!
    name: String
    uri: String
    createdAt: DateTime @since(v: "3.9")
  }

  type TableauUser @plural(root: "tableauUsers") {
    id: ID!
    uri: String!
    vizportalId: String!
    luid: String!
    username: String
    name: String
    domain: String
    email: String
    ownedWorkbooks: [Workbook]!
    ownedDatasources: [PublishedDatasource]!
    ownedFlows: [Flow]!
    ownedVirtualConnections: [VirtualConnection]! @since(v: "3.14")
    certifiedDatasources: [PublishedDatasource]! @since(v: "3.6")
  }

  type Tag @plural(root: "tags") @since(v: "3.9") {
    id: ID!
    name: String
    workbooks: [Workbook]!
    publishedDatasources: [PublishedDatasource]!
    views: [View]!
    flows: [Flow]!
    databaseTables: [DatabaseTable]!
    columns: [Column]!
  }

  "Something that can carry a data quality warning."
  interface Warnable @plural(root: "warnables") {
    id: ID!
    name: String
    luid: String! @since(v: "3.9")
    hasActiveWarning: Boolean!
    dataQualityWarnings: [DataQualityWarning]! @since(v: "3.14")
  }

  "Something that can be certified."
  interface Certifiable @plural(root: "certifiables") {
    id: ID!
    name: String
    luid: String! @since(v: "3.9")
    isCertified: Boolean!
    dataQualityCertifications: [DataQualityCertification]! @since(v: "3.19")
  }

  interface CanHaveLabels @plural(root: "canHaveLabels") @since(v: "3.19") {
    id: ID!
    name: String
    luid: String!
    labels: [Label]!
  }

  interface Label @plural(root: "labels") @since(v: "3.19") { ${labelFields} }

  type DataQualityWarning implements Label @plural(root: "dataQualityWarnings") {
    ${labelFields}
    warningType: String
    isSevere: Boolean @since(v: "3.9")
  }

  type DataQualityCertification implements Label @plural(root: "dataQualityCertifications") @since(v: "3.19") {
    ${labelFields}
  }

  type GenericLabel implements Label @plural(root: "genericLabels") @since(v: "3.19") { ${labelFields} }

  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }

  "Whether what may not be seen is returned without its name, or left out."
  enum PermissionMode @since(v: "3.6") { OBFUSCATE_RESULTS FILTER_RESULTS }

  enum OrderDirection { ASC DESC }
`;
