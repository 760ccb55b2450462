/** Reads a mapping table from a file's text, whichever of our formats it is in. */
import { readCsv } from './read/csv';
import { readJson } from './read/json';
import type { ReadTable } from './read/placed';
import { readSql } from './read/sql';

/** Undefined where it is none: the name's ending says what is tried first. */
export function readTable(fileName: string, text: string): ReadTable | undefined {
  const all = { csv: readCsv, json: readJson, sql: readSql };
  const ending = /\.(csv|tsv|jsonc?|sql)$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (ending === 'sql') return all.sql(text);
  if (ending?.startsWith('json') === true) return all.json(text);
  if (ending !== undefined) return all.csv(text);
  return /^\s*[[{]/u.test(text) ? all.json(text) : (all.sql(text) ?? all.csv(text));
}
