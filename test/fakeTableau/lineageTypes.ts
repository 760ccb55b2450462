// Where data comes from in the fake server's model: databases, tables, columns, fields.

export interface Database {
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  readonly vizportalId: number;
  readonly kind: 'DatabaseServer' | 'File' | 'CloudFile';
  readonly name: string;
  readonly connectionType: string;
  readonly isEmbedded: boolean;
  readonly hostName: string | undefined;
  readonly port: number | undefined;
  readonly filePath: string | undefined;
  readonly description: string | undefined;
}

export interface Table {
  readonly luid: string;
  readonly metadataId: string;
  readonly siteLuid: string;
  readonly vizportalId: number;
  readonly kind: 'DatabaseTable' | 'CustomSQLTable';
  readonly name: string;
  readonly schema: string | undefined;
  readonly fullName: string | undefined;
  readonly databaseLuid: string;
  readonly isEmbedded: boolean;
  readonly description: string | undefined;
  /** Custom SQL only. */
  readonly query: string | undefined;
  /** Custom SQL only: metadata ids of the tables that the query reads. */
  readonly sourceTableIds: string[];
  readonly columns: Column[];
}

export interface Column {
  readonly metadataId: string;
  readonly luid: string;
  readonly name: string;
  /** OLE DB name, such as `WSTR`. */
  readonly remoteType: string;
  readonly tableId: string;
  readonly isNullable: boolean;
}

export type FieldKind =
  'ColumnField' | 'CalculatedField' | 'DatasourceField' | 'GroupField' | 'BinField';

export interface Field {
  readonly metadataId: string;
  readonly kind: FieldKind;
  readonly name: string;
  readonly description: string | undefined;
  readonly isHidden: boolean;
  readonly folderName: string | undefined;
  readonly role: 'DIMENSION' | 'MEASURE';
  readonly dataCategory: 'QUANTITATIVE' | 'NOMINAL' | 'ORDINAL';
  readonly dataType: 'INTEGER' | 'REAL' | 'STRING' | 'DATETIME' | 'DATE' | 'BOOLEAN';
  readonly aggregation: string | undefined;
  readonly formula: string | undefined;
  /** Metadata ids of columns (ColumnField). */
  readonly columnIds: string[];
  /** Metadata ids of fields read by this one (calculated, group, bin; a DatasourceField's remote field). */
  readonly fieldIds: string[];
  /** Metadata id of the published or embedded data source that owns the field. */
  readonly datasourceId: string;
}
