// Everything that GraphQL can return as an object: the model's own rows, and the few that only GraphQL knows.
import type {
  Column,
  Database,
  Datasource,
  EmbeddedDatasource,
  Field,
  Flow,
  Moment,
  Site,
  Table,
  User,
  View,
  VirtualConnection,
  Workbook,
} from '../model';

export interface TagRow {
  readonly kind: 'Tag';
  readonly metadataId: string;
  readonly name: string;
}

export interface LabelRow {
  readonly kind: 'DataQualityWarning' | 'DataQualityCertification';
  readonly metadataId: string;
  readonly luid: string;
  readonly author: User | undefined;
  readonly category: 'WARNING' | 'CERTIFICATION';
  readonly value: string;
  readonly message: string | undefined;
  readonly createdAt: Moment;
  readonly updatedAt: Moment;
  readonly asset: Datasource;
}

export interface FlowOutputStepRow {
  readonly kind: 'FlowOutputStep';
  readonly metadataId: string;
  readonly name: string;
  readonly flow: Flow;
}

export interface VirtualConnectionTableRow {
  readonly kind: 'VirtualConnectionTable';
  readonly metadataId: string;
  readonly table: Table;
  readonly connection: VirtualConnection;
}

/** Stands where a link may not be null but its target may not be seen. */
export interface NobodyRow {
  readonly kind: 'Nobody';
  readonly metadataId: '';
}

export type Row =
  | Workbook
  | View
  | Datasource
  | EmbeddedDatasource
  | Flow
  | VirtualConnection
  | Database
  | Table
  | Column
  | Field
  | Site
  | User
  | TagRow
  | LabelRow
  | FlowOutputStepRow
  | VirtualConnectionTableRow
  | NobodyRow;

export const nobody: NobodyRow = { kind: 'Nobody', metadataId: '' };

/** The GraphQL type of a row. A story counts as a dashboard (guessed). */
export function typeName(row: Row): string {
  if (!('kind' in row)) {
    if ('remoteType' in row) return 'Column';
    return 'siteRole' in row ? 'TableauUser' : 'TableauSite';
  }
  switch (row.kind) {
    case 'workbook':
      return 'Workbook';
    case 'view':
      return row.sheetType === 'worksheet' ? 'Sheet' : 'Dashboard';
    case 'datasource':
      return 'PublishedDatasource';
    case 'embeddedDatasource':
      return 'EmbeddedDatasource';
    case 'flow':
      return 'Flow';
    case 'virtualConnection':
      return 'VirtualConnection';
    case 'Nobody':
      return 'TableauUser';
    default:
      return row.kind;
  }
}
