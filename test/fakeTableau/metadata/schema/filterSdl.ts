// What can be filtered and sorted by, in short SDL: `expandSdl.ts` adds a `…Within` list beside every equality, the
// input types that sort, and (for kinds not named here) a filter by id alone. Documented (introspection, 2025).
const databaseFilter = /* GraphQL */ `
    id: ID name: String isEmbedded: Boolean connectionType: String isCertified: Boolean hasActiveWarning: Boolean
    luid: String @since(v: "3.9") projectName: String @since(v: "3.15") text: String
`;
const fieldFilter = 'id: ID name: String isHidden: Boolean text: String';
const viewFilter = `id: ID name: String path: String luid: String @since(v: "3.6")
    documentViewId: String @since(v: "3.12")`;
const labelFilter = `id: ID luid: String isActive: Boolean isElevated: Boolean @since(v: "3.19")
    category: String @since(v: "3.19") value: String @since(v: "3.19")`;
const containerFilter = `luid: String @since(v: "3.6") containerName: String @since(v: "3.10")
    containsUnsupportedCustomSql: Boolean @since(v: "3.14")`;

export const filterSdl = /* GraphQL */ `
  input Workbook_Filter {
    id: ID name: String vizportalUrlId: String projectName: String projectLuid: String @since(v: "3.17")
    ${containerFilter}
  }
  input PublishedDatasource_Filter {
    id: ID name: String vizportalUrlId: String projectName: String isCertified: Boolean hasActiveWarning: Boolean
    ${containerFilter}
  }
  input Flow_Filter {
    id: ID name: String vizportalUrlId: String projectName: String hasActiveWarning: Boolean
    ${containerFilter}
  }
  input VirtualConnection_Filter @since(v: "3.14") {
    id: ID luid: String name: String vizportalUrlId: String projectName: String containerName: String
    connectionType: String isCertified: Boolean hasActiveWarning: Boolean
  }
  input VirtualConnectionTable_Filter @since(v: "3.14") {
    id: ID luid: String name: String vizportalUrlId: String isExtracted: Boolean extractLastRefreshedAt: DateTime
    isCertified: Boolean hasActiveWarning: Boolean
  }
  input Sheet_Filter { ${viewFilter} }
  input Dashboard_Filter { ${viewFilter} }
  input View_Filter { ${viewFilter} }
  input Datasource_Filter { id: ID name: String containsUnsupportedCustomSql: Boolean @since(v: "3.14") }
  input EmbeddedDatasource_Filter { id: ID name: String containsUnsupportedCustomSql: Boolean @since(v: "3.14") }
  input Parameter_Filter { id: ID name: String parentName: String }
  input FlowOutputStep_Filter { id: ID name: String }
  input Database_Filter { ${databaseFilter} }
  input DatabaseServer_Filter { ${databaseFilter} hostName: String }
  input File_Filter { ${databaseFilter} }
  input CloudFile_Filter { ${databaseFilter} }
  input WebDataConnector_Filter { ${databaseFilter} }
  input Table_Filter { id: ID name: String text: String }
  input DatabaseTable_Filter {
    id: ID name: String schema: String fullName: String isEmbedded: Boolean isCertified: Boolean
    hasActiveWarning: Boolean luid: String @since(v: "3.9") projectName: String @since(v: "3.15")
    connectionType: String @since(v: "3.6") text: String
  }
  input CustomSQLTable_Filter {
    id: ID name: String isUnsupportedCustomSql: Boolean @since(v: "3.14") text: String
  }
  input Column_Filter {
    id: ID name: String luid: String @since(v: "3.9") displayName: String @since(v: "3.25")
    hasActiveWarning: Boolean @since(v: "3.14")
  }
  input Field_Filter { ${fieldFilter} }
  input ColumnField_Filter { ${fieldFilter} }
  input CalculatedField_Filter { ${fieldFilter} }
  input DatasourceField_Filter { ${fieldFilter} }
  input GroupField_Filter { ${fieldFilter} }
  input BinField_Filter { ${fieldFilter} }
  input SetField_Filter { ${fieldFilter} }
  input HierarchyField_Filter { ${fieldFilter} }
  input CombinedField_Filter { ${fieldFilter} }
  input CombinedSetField_Filter { ${fieldFilter} }
  input Tag_Filter @since(v: "3.9") { id: ID name: String text: String }
  input TableauSite_Filter { id: ID name: String luid: String }
  input TableauUser_Filter {
    id: ID luid: String username: String name: String email: String domain: String
  }
  input Label_Filter @since(v: "3.19") { ${labelFilter} }
  input DataQualityWarning_Filter { ${labelFilter} warningType: String isSevere: Boolean @since(v: "3.9") }
  input DataQualityCertification_Filter @since(v: "3.19") { ${labelFilter} }
  input GenericLabel_Filter @since(v: "3.19") { ${labelFilter} }
  input Taggable_Filter @since(v: "3.9") { id: ID luid: String }
  input Warnable_Filter { id: ID luid: String @since(v: "3.9") hasActiveWarning: Boolean }
  input Certifiable_Filter { id: ID luid: String @since(v: "3.9") isCertified: Boolean }
  input CanHaveLabels_Filter @since(v: "3.19") { id: ID luid: String }
`;

const database =
  'CONNECTION_TYPE HAS_ACTIVE_WARNING IS_CERTIFIED IS_EMBEDDED LUID NAME PROJECT_NAME';
const dataField = 'DATA_CATEGORY DATA_TYPE DOWNSTREAM_SHEETS_COUNT IS_HIDDEN NAME ROLE';
const container =
  'CONTAINER_NAME CONTAINS_UNSUPPORTED_CUSTOM_SQL LUID NAME PROJECT_NAME VIZPORTAL_URL_ID';
const datasource =
  'NAME FIELDS_COUNT CONTAINS_UNSUPPORTED_CUSTOM_SQL DOWNSTREAM_OWNERS_COUNT DOWNSTREAM_WORKBOOKS_COUNT';
const view = 'DOCUMENT_VIEW_ID LUID NAME PATH';
const label = 'CATEGORY IS_ACTIVE IS_ELEVATED LUID VALUE';

/** The sortable fields of each kind; every kind can also be sorted by ID. There are no dates (documented). */
export const orderFields: Readonly<Record<string, string>> = {
  Workbook: `${container} PROJECT_LUID SHEETS_COUNT DASHBOARDS_COUNT VIEWS_COUNT EMBEDDED_DATASOURCES_COUNT OWNER_COUNT`,
  PublishedDatasource: `${container} IS_CERTIFIED HAS_ACTIVE_WARNING FIELDS_COUNT OWNER_COUNT DOWNSTREAM_OWNERS_COUNT DOWNSTREAM_SHEETS_COUNT DOWNSTREAM_WORKBOOKS_COUNT`,
  Flow: `${container} HAS_ACTIVE_WARNING`,
  VirtualConnection:
    'CONTAINER_NAME HAS_ACTIVE_WARNING IS_CERTIFIED LUID NAME OWNER_COUNT PROJECT_NAME VIZPORTAL_URL_ID',
  VirtualConnectionTable:
    'COLUMNS_COUNT HAS_ACTIVE_WARNING IS_CERTIFIED IS_EXTRACTED LUID NAME OWNER_COUNT VIZPORTAL_URL_ID',
  Datasource: datasource,
  EmbeddedDatasource: datasource,
  Sheet: `${view} DATASOURCE_FIELDS_COUNT SHEET_FIELD_INSTANCES_COUNT WORKSHEET_FIELDS_COUNT`,
  Dashboard: view,
  View: view,
  Parameter: 'NAME PARENT_NAME',
  FlowOutputStep: 'NAME',
  Database: database,
  DatabaseServer: `${database} HOST_NAME`,
  File: database,
  CloudFile: database,
  WebDataConnector: database,
  Table: 'COLUMNS_COUNT NAME',
  DatabaseTable: `${database} COLUMNS_COUNT FULL_NAME SCHEMA DOWNSTREAM_DATASOURCES_COUNT DOWNSTREAM_WORKBOOKS_COUNT`,
  CustomSQLTable: 'COLUMNS_COUNT IS_UNSUPPORTED_CUSTOM_SQL NAME',
  Column: 'DISPLAY_NAME DOWNSTREAM_SHEETS_COUNT HAS_ACTIVE_WARNING LUID NAME',
  Field: 'DOWNSTREAM_SHEETS_COUNT IS_HIDDEN NAME',
  DatasourceField: 'DOWNSTREAM_SHEETS_COUNT IS_HIDDEN NAME',
  ColumnField: dataField,
  CalculatedField: `${dataField} FIELDS_COUNT`,
  GroupField: `${dataField} FIELDS_COUNT`,
  BinField: `${dataField} FIELDS_COUNT`,
  TableauUser: 'DOMAIN EMAIL LUID NAME USERNAME',
  TableauSite: 'LUID NAME',
  Tag: 'NAME',
  Label: label,
  GenericLabel: label,
  DataQualityWarning: `${label} IS_SEVERE WARNING_TYPE`,
  DataQualityCertification: label,
};
