/** What a format of a mapping table is. */
import type { MappingRow } from '../row';

export interface MappingFile {
  /** Its name beside the others of one export. */
  readonly name: string;
  readonly text: string;
}

export interface MappingFormat {
  readonly id: 'csv' | 'json' | 'dbtSeed' | 'sql' | 'snowflake';
  /** Its proper name, in every language. */
  readonly label: string;
  readonly extension: string;
  /** The files of an export: the table first. `base` is its name without extension. */
  files(rows: readonly MappingRow[], base: string): readonly [MappingFile, ...MappingFile[]];
}
