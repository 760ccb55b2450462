/** SQL that makes the table and brings it up to date, safe to run twice: standard SQL, and Snowflake's. */
import { fields, type MappingRow } from '../row';
import type { MappingFormat } from './format';

/** A string of standard SQL: a backslash is a letter like any other. */
export const ansiLiteral = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A string of Snowflake's SQL: a backslash begins an escape. */
export const snowflakeLiteral = (text: string): string =>
  `'${text.replaceAll('\\', '\\\\').replaceAll("'", "''").replaceAll('\n', '\\n')}'`;

/** What tells two rows apart. */
const keys = ['site', 'resource_type', 'luid'] as const;
const facts = fields.filter((field) => !(keys as readonly string[]).includes(field));
const table = 'tableau_mapping';

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
  if (rows.length === 0) return created;
  const tuples = rows.map(
    (row) => `    (${fields.map((field) => literal(row[field])).join(', ')})`,
  );
  return `${created}
MERGE INTO ${table} AS known
USING (
${source(tuples.join(',\n'))}
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
        ansiLiteral,
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
        snowflakeLiteral,
      ),
    },
  ],
};
