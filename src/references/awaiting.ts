/** Whether a LUID is about to be written at a place: in a value after `luid`, `workbook_id`, `find=` and the like. */
import type { KindName } from '../tableau/model';
import { above, around, lineOf, type Lines } from './surroundings';
import { isStrong, kindNamed, speaksOfSecrets, speaksOfTableau } from './words';

export interface Awaiting {
  /** What is written there already, to be replaced. */
  readonly start: number;
  readonly end: number;
  readonly typed: string;
  readonly kind?: KindName;
}

const quotes = `"'\``;

/** `column`: where the caret stands. */
export function awaitedLuid(lines: Lines, at: number, column: number): Awaiting | undefined {
  const text = lineOf(lines, at);
  const before = text.slice(0, column);
  const value = openValue(before);
  if (value === undefined) return undefined;
  const key = keyOf(before.slice(0, value.keyEnd)) ?? keyOfList(lines, at, value);
  if (key === undefined || speaksOfSecrets(key)) return undefined;
  if (!awaits(key, () => [text, ...around(lines, at)])) return undefined;
  const rest = text.slice(column);
  const closing =
    value.quote === undefined
      ? (/^[\w-]*/u.exec(rest)?.[0].length ?? 0)
      : rest.indexOf(value.quote);
  const kind = kindNamed(key) ?? kindBeside(before, key);
  return {
    start: value.start,
    end: column + (closing < 0 ? 0 : closing),
    typed: before.slice(value.start),
    ...(kind === undefined ? {} : { kind }),
  };
}

/** `f'`, `rb'`: of Python. */
const stringPrefix = /(?:^|[^\p{L}\p{N}_])[rbfu]{1,2}$/iu;

interface OpenValue {
  /** Where the value begins, behind its quote. */
  readonly start: number;
  readonly keyEnd: number;
  readonly quote?: string;
}

/** The string that is open at the end of the text, or a value without quotes as YAML and shells have them. */
function openValue(before: string): OpenValue | undefined {
  let quote: string | undefined;
  let start = 0;
  for (let at = 0; at < before.length; at += 1) {
    const letter = before[at] ?? '';
    if (quote !== undefined) {
      if (letter === '\\') at += 1;
      else if (letter === quote) quote = undefined;
    } else if (quotes.includes(letter)) {
      // An apostrophe inside a word opens nothing.
      const inWord = letter === "'" && /\p{L}/u.test(before[at - 1] ?? '');
      if (inWord && !stringPrefix.test(before.slice(Math.max(0, at - 3), at))) continue;
      quote = letter;
      start = at + 1;
    }
  }
  if (quote !== undefined) return { start, keyEnd: start - 1, quote };
  const plain = /(?:[:=]\s*|^\s*-\s+|--[\w-]+\s+)([^\s"'`,;:=#()[\]{}][^"'`,;#()[\]{}]*)?$/u.exec(
    before,
  );
  if (plain === null) return undefined;
  const typed = plain[1] ?? '';
  return { start: before.length - typed.length, keyEnd: before.length - typed.length };
}

const longestKey = 2_000;

/** The name before a value: `luid = `, `"luid": `, `luid=`, `luid in ('a', `, `--luid `, `workbooks.get_by_id(`. */
function keyOf(before: string): string | undefined {
  // What stands far in front names nothing, and a line may be very long.
  const text = before
    .slice(-longestKey)
    .replace(/\b[rbfu]$/iu, '')
    .trimEnd();
  const list = text.replace(/(?:["'][^"']*["']\s*,\s*)+$/u, '');
  const named = /([\w.-]+)["'`\])]*\s*(?:=>|:=|==?|<>|!=|:|\bin\b)\s*[([{]?$/iu.exec(list);
  if (named?.[1] !== undefined) return named[1];
  const call = /([\w.]*(?:by_id|luid|refresh|download|delete))\s*\($/iu.exec(list);
  if (call?.[1] !== undefined) return call[1];
  return /(?:^|\s)--([\w-]+)$/u.exec(list)?.[1];
}

/** A list that is written over several lines has its key above. */
function keyOfList(lines: Lines, at: number, value: OpenValue): string | undefined {
  const text = lineOf(lines, at).slice(0, value.keyEnd);
  if (!/^\s*(?:-\s*)?$/u.test(text)) return undefined;
  const [parent] = above(lines, at);
  const opener =
    parent === undefined ? undefined : /([\w.-]+)["']?\s*[:=]\s*[([{]?\s*$/u.exec(parent);
  return opener?.[1];
}

/** Names that are Tableau's by themselves; others only where something around speaks of Tableau. */
function awaits(key: string, context: () => readonly string[]): boolean {
  const last = key.split('.').at(-1) ?? key;
  if (/luids?$/iu.test(last)) return true;
  if (/(?:work_?book|data_?source)_?s?_?ids?$/iu.test(last)) return true;
  if (/tableau\w*[_-]ids?$/iu.test(last)) return true;
  if (/by_id$|^refresh$|^download$|^delete$/iu.test(last))
    return /(?:workbooks|datasources|views|flows|projects|virtual_connections)\.\w+$/iu.test(key);
  const shared =
    /^(?:view|flow|project|item|resource|content|target)_?-?ids?$|^find$|^ids?$/iu.test(last);
  if (!shared) return false;
  const around = context();
  return last.toLowerCase().startsWith('id')
    ? around.some(isStrong)
    : around.some((line) => isStrong(line) || speaksOfTableau(line));
}

/** `TableauOperator(resource='workbooks', find='`: the kind is said beside. */
function kindBeside(before: string, key: string): KindName | undefined {
  return kindNamed(before.slice(0, before.lastIndexOf(key)));
}
