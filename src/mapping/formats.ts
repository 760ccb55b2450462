/** The formats of mapping tables: to add one is to write its file in `formats/` and name it here. */
import { csv } from './formats/csv';
import { dbtSeed } from './formats/dbtSeed';
import type { MappingFormat } from './formats/format';
import { json } from './formats/json';
import { snowflakeSql, sql } from './formats/sql';

export const formats: readonly MappingFormat[] = [csv, json, dbtSeed, sql, snowflakeSql];
