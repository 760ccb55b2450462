// Fields of the invented company's data sources: from columns, calculated, grouped, binned, referenced.
import type { Column, Field, Table } from '../modelTypes';
import type { Builder } from './build';

const dataTypes: Readonly<Record<string, Field['dataType']>> = {
  I4: 'INTEGER',
  I8: 'INTEGER',
  R8: 'REAL',
  BOOL: 'BOOLEAN',
  DBDATE: 'DATE',
  DBTIMESTAMP: 'DATETIME',
};

/** Everything that a new field need not say. */
const plain = {
  description: undefined,
  isHidden: false,
  folderName: undefined,
  aggregation: undefined,
  formula: undefined,
  columnIds: [],
  fieldIds: [],
} satisfies Partial<Field>;

function columnField(builder: Builder, datasourceId: string, column: Column): Field {
  const dataType = dataTypes[column.remoteType] ?? 'STRING';
  const measure = dataType === 'REAL' || (dataType === 'INTEGER' && !column.name.endsWith('ID'));
  return {
    ...plain,
    metadataId: builder.newMetadataId(),
    kind: 'ColumnField',
    name: column.name,
    isHidden: column.name === 'Is Active',
    folderName: measure ? 'Numbers' : undefined,
    role: measure ? 'MEASURE' : 'DIMENSION',
    dataCategory: measure ? 'QUANTITATIVE' : dataType.startsWith('DATE') ? 'ORDINAL' : 'NOMINAL',
    dataType,
    aggregation: measure ? 'Sum' : dataType.startsWith('DATE') ? 'Year' : 'Count',
    columnIds: [column.metadataId],
    datasourceId,
  };
}

/** All columns of the tables, and for the first measures a ratio, a bin and a group on top. */
export function fieldsOf(
  builder: Builder,
  datasourceId: string,
  tables: readonly Table[],
): Field[] {
  const fields = tables
    .flatMap((table) => table.columns)
    .map((column) => columnField(builder, datasourceId, column));
  const measures = fields.filter((field) => field.dataType === 'REAL');
  const [one, other] = measures;
  if (one && other) {
    const ratio = `${one.name} Ratio`;
    fields.push({
      ...calculation(builder, datasourceId, ratio, `SUM([${one.name}]) / SUM([${other.name}])`),
      fieldIds: [one.metadataId, other.metadataId],
    });
    const ratioId = fields.at(-1)?.metadataId ?? '';
    fields.push({
      ...calculation(
        builder,
        datasourceId,
        `${ratio} Band`,
        `IF [${ratio}] > 1 THEN "high" ELSE "low" END`,
      ),
      role: 'DIMENSION',
      dataCategory: 'NOMINAL',
      dataType: 'STRING',
      fieldIds: [ratioId],
    });
  }
  if (one) {
    fields.push({
      ...calculation(builder, datasourceId, `${one.name} (bin)`, `[${one.name}]`),
      kind: 'BinField',
      role: 'DIMENSION',
      dataType: 'INTEGER',
      fieldIds: [one.metadataId],
    });
  }
  const text = fields.find((field) => field.kind === 'ColumnField' && field.dataType === 'STRING');
  if (text) {
    fields.push({
      ...calculation(builder, datasourceId, `${text.name} (group)`, ''),
      kind: 'GroupField',
      role: 'DIMENSION',
      dataCategory: 'NOMINAL',
      dataType: 'STRING',
      formula: undefined,
      fieldIds: [text.metadataId],
    });
  }
  return fields;
}

export function calculation(
  builder: Builder,
  datasourceId: string,
  name: string,
  formula: string,
): Field {
  return {
    ...plain,
    metadataId: builder.newMetadataId(),
    kind: 'CalculatedField',
    name,
    description: `Worked out: ${name}`,
    role: 'MEASURE',
    dataCategory: 'QUANTITATIVE',
    dataType: 'REAL',
    formula,
    datasourceId,
  };
}

/** A workbook's references to the fields of a published data source. */
export function referencesTo(
  builder: Builder,
  datasourceId: string,
  fields: readonly Field[],
): Field[] {
  return fields.map((field) => ({
    ...field,
    metadataId: builder.newMetadataId(),
    kind: 'DatasourceField' as const,
    columnIds: [],
    formula: undefined,
    fieldIds: [field.metadataId],
    datasourceId,
  }));
}
