/** SQL that makes the table and brings it up to date, safe to run twice: standard SQL, and Snowflake's. */
import { ansiString, snowflakeString } from '../../pipelines/quote';
import { fields, type MappingRow } from '../row';
import type { MappingFormat } from './format';

/** What tells two rows apart. */
const keys = ['site', 'resource_type', 'luid'] as const;
const facts = fields.filter((field) => !(keys as readonly string[]).includes(field));
const table = 'tableau_mapping';
/** In one MERGE: Snowflake takes a megabyte a statement well, and no more than 16,384 rows. */
const atOnce = 2_000;

const head = `-- Tableau items and their LUIDs, exported by Vizport for Visual Studio Code. Safe to run twice.`;

function script(
  rows: readonly MappingRow[],
  type: string,
  source: (tuples: string) => string,
  literal: (text: string) => string,
): string {
  const columns = fields.map((field) => {
    const isKey = (keys as readonly string[]).includes(field);
    return `  ${field} ${type}${isKey ? ' NOT NULL' : ''}`;
  });
  const created = `${head}\nCREATE TABLE IF NOT EXISTS ${table} (\n${columns.join(',\n')}\n);\n`;
  const merges: string[] = [];
  for (let from = 0; from < rows.length; from += atOnce) {
    const tuples = rows
      .slice(from, from + atOnce)
      .map((row) => `    (${fields.map((field) => literal(row[field])).join(', ')})`);
    merges.push(merge(source(tuples.join(',\n'))));
  }
  return [created, ...merges].join('\n');
}

function merge(given: string): string {
  return `MERGE INTO ${table} AS known
USING (
${given}
ON ${keys.map((key) => `known.${key} = given.${key}`).join(' AND ')}
WHEN MATCHED THEN UPDATE SET
${facts.map((field) => `  ${field} = given.${field}`).join(',\n')}
WHEN NOT MATCHED THEN INSERT (${fields.join(', ')})
  VALUES (${fields.map((field) => `given.${field}`).join(', ')});
`;
}

export const sql: MappingFormat = {
  id: 'sql',
  label: 'SQL (ANSI)',
  extension: 'sql',
  files: (rows, base) => [
    {
      name: `${base}.sql`,
      text: script(
        rows,
        'VARCHAR(1000)',
        (tuples) => `  VALUES\n${tuples}\n) AS given (${fields.join(', ')})`,
        ansiString,
      ),
    },
  ],
};

export const snowflakeSql: MappingFormat = {
  id: 'snowflake',
  label: 'SQL (Snowflake)',
  extension: 'sql',
  files: (rows, base) => [
    {
      name: `${base}.sql`,
      text: script(
        rows,
        'STRING',
        (tuples) =>
          `  SELECT ${fields.map((field, n) => `column${n + 1} AS ${field}`).join(', ')}\n  FROM VALUES\n${tuples}\n) AS given`,
        snowflakeString,
      ),
    },
  ],
};
