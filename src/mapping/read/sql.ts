/** Reads the rows of every VALUES in SQL with the place of each literal: what we export, and tables written like it. */
import { ansiString, snowflakeString } from '../../pipelines/quote';
import { fieldOf, isMapping, type Cell, type PlacedRow, type ReadTable } from './placed';

export function readSql(text: string): ReadTable | undefined {
  const word = /\bVALUES\b/giu;
  const rows: PlacedRow[] = [];
  let isSnowflake: boolean | undefined;
  /** Where the VALUES before this one ended: what stands in its literals is no word of SQL. */
  let last = 0;
  for (let found = word.exec(text); found !== null; found = word.exec(text)) {
    const before = text.slice(Math.max(last, found.index - farthest), found.index);
    const snowflake = /\bFROM\s*$/iu.test(before);
    const { tuples, end } = tuplesFrom(text, found.index + found[0].length, snowflake);
    if (tuples.length === 0) continue;
    const named = headings(before, text.slice(end, end + farthest)).map(fieldOf);
    last = end;
    word.lastIndex = end;
    // A file is of one dialect: a cell that is mended is written in it.
    if (!isMapping(named) || (isSnowflake ?? snowflake) !== snowflake) continue;
    isSnowflake = snowflake;
    for (const { cells, ...place } of tuples) {
      const placed = cells.flatMap((cell, n) => {
        const field = named[n];
        return field === undefined ? [] : [[field, cell] as const];
      });
      rows.push({ ...place, cells: Object.fromEntries(placed) });
    }
  }
  if (isSnowflake === undefined) return undefined;
  return { rows, rowsAreLines: false, encode: isSnowflake ? snowflakeString : ansiString };
}

/** So far from VALUES the names of its columns may stand. */
const farthest = 20_000;

/** The columns of the tuples: `column1 AS a`, `INSERT INTO t (a, b) VALUES`, or `VALUES … ) AS t (a, b)`. */
function headings(before: string, after: string): readonly string[] {
  const numbered = [...before.matchAll(/\bcolumn\d+\s+AS\s+(\w+)/giu)].map(
    ([, name]) => name ?? '',
  );
  if (numbered.length > 0) return numbered;
  const list =
    /\(([\w\s",]+)\)\s*$/u.exec(before)?.[1] ??
    /^\s*\)\s*AS\s+\w+\s*\(([\w\s",]+)\)/iu.exec(after)?.[1];
  return list?.split(',').map((name) => name.trim().replaceAll('"', '')) ?? [];
}

interface Tuple {
  readonly start: number;
  readonly end: number;
  readonly cells: readonly Cell[];
}

function tuplesFrom(
  text: string,
  from: number,
  snowflake: boolean,
): { readonly tuples: readonly Tuple[]; readonly end: number } {
  const tuples: Tuple[] = [];
  const space = /(?:\s|--[^\n]*\n)*/uy;
  const skip = (at: number): number => {
    space.lastIndex = at;
    return at + (space.exec(text)?.[0].length ?? 0);
  };
  let at = skip(from);
  let end = at;
  while (text[at] === '(') {
    const start = at;
    const cells: Cell[] = [];
    do {
      const cell = literalAt(text, skip(at + 1), snowflake);
      if (cell === undefined) return { tuples: [], end };
      cells.push(cell);
      at = skip(cell.end);
    } while (text[at] === ',');
    if (text[at] !== ')') return { tuples: [], end };
    at += 1;
    tuples.push({ start, end: at, cells });
    end = at;
    at = skip(at);
    if (text[at] !== ',') break;
    at = skip(at + 1);
  }
  return { tuples, end };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

/** A string, a number, a truth, NULL or DEFAULT; a name of a column is none. */
function literalAt(text: string, start: number, snowflake: boolean): Cell | undefined {
  if (text[start] !== "'") {
    const bare = /^(?:null|true|false|default|[+-]?[\d.][\w.+-]*)(?![\w.])/iu.exec(
      text.slice(start, start + 100),
    )?.[0];
    if (bare === undefined) return undefined;
    return {
      value: /^(?:null|default)$/iu.test(bare) ? '' : bare,
      start,
      end: start + bare.length,
    };
  }
  let value = '';
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === "'" && text[at + 1] !== "'") return { value, start, end: at + 1 };
    if (character === "'") at += 1;
    if (character !== '\\' || !snowflake) {
      value += character;
      continue;
    }
    const unicode = /^u([\da-f]{4})/iu.exec(text.slice(at + 1, at + 6))?.[1];
    const next = text[at + 1] ?? '';
    value +=
      unicode === undefined ? (escapes[next] ?? next) : String.fromCharCode(parseInt(unicode, 16));
    at += unicode === undefined ? 1 : 5;
  }
  return undefined;
}
