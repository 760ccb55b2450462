/** A mapping table as it was read back: each cell with its place in the text. */
import { fields, type Field } from '../row';

export interface Cell {
  readonly value: string;
  /** Offsets in the text, with quotes. */
  readonly start: number;
  readonly end: number;
}

export interface PlacedRow {
  readonly start: number;
  readonly end: number;
  readonly cells: Readonly<Partial<Record<Field, Cell>>>;
}

export interface ReadTable {
  readonly rows: readonly PlacedRow[];
  /** Rows are lines of their own: one can be taken out without touching others. */
  readonly rowsAreLines: boolean;
  /** A value as the table would have it written. */
  encode(value: string): string;
}

/** Which field a heading names, in the spellings that people and other tools use. */
export function fieldOf(heading: string): Field | undefined {
  const plain = heading
    .trim()
    .replace(/([a-z])([A-Z])/gu, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z]+/gu, '_');
  const other: Readonly<Record<string, Field>> = {
    kind: 'resource_type',
    type: 'resource_type',
    path: 'project_path',
    id: 'luid',
    vizportal_url_id: 'vizportal_id',
  };
  return fields.find((field) => field === plain) ?? other[plain];
}

/** What a table needs to be compared: it says what it is about. */
export function isMapping(named: readonly (Field | undefined)[]): boolean {
  return named.includes('luid') && named.includes('resource_type');
}
