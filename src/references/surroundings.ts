/** What stands around a line and is about it: its neighbours, the lines that it is nested in, the head of its table. */

export interface Lines {
  readonly lineCount: number;
  lineAt(line: number): string;
}

const neighbours = 2;
/** A list longer than this has its key out of sight of people too. */
const farthest = 2_000;
/** Nobody writes such a line by hand: only its beginning is read. */
const longest = 20_000;

export function linesOf(text: string): Lines {
  const lines = text.split(/\r\n|\r|\n/u);
  return { lineCount: lines.length, lineAt: (line) => lines[line] ?? '' };
}

export function lineOf(lines: Lines, at: number): string {
  return lines.lineAt(at).slice(0, longest);
}

/** Without the line itself, nearest first. */
export function around(lines: Lines, at: number, nestedIn = above(lines, at)): readonly string[] {
  const found: string[] = [...nestedIn];
  for (let distance = 1; distance <= neighbours; distance += 1) {
    if (at - distance >= 0) found.push(lineOf(lines, at - distance));
    if (at + distance < lines.lineCount) found.push(lineOf(lines, at + distance));
  }
  const head = headOfTable(lines, at);
  if (head !== undefined) found.push(head);
  return found;
}

/** Of lines that were asked about: who reads a long list from its top finds each parent once. */
const known = new WeakMap<Lines, Map<number, readonly string[]>>();

/** The lines that this one is nested in, innermost first: keys of YAML, calls, statements. `lines` are read as they are now. */
export function above(lines: Lines, at: number): readonly string[] {
  const kept = known.get(lines) ?? new Map<number, readonly string[]>();
  known.set(lines, kept);
  const found = kept.get(at) ?? parentsOf(lines, at, kept);
  kept.set(at, found);
  return found;
}

function parentsOf(
  lines: Lines,
  at: number,
  kept: ReadonlyMap<number, readonly string[]>,
): readonly string[] {
  const found: string[] = [];
  const own = lineOf(lines, at);
  const start = indentOf(own);
  const isItem = isListItem(own);
  let depth = start;
  /** YAML allows the items of a list to stand as far to the left as their key, which is still to come then. */
  let keyMayCome = isItem;
  for (let line = at - 1; line >= Math.max(0, at - farthest); line -= 1) {
    if (depth === 0 && !keyMayCome) break;
    const text = lineOf(lines, line);
    if (text.trim() === '' || isComment(text)) continue;
    const indent = indentOf(text);
    if (keyMayCome && indent === depth && !isListItem(text)) {
      keyMayCome = false;
      if (isOpenKey(text)) found.push(text);
      continue;
    }
    // What stands beside it, in a list or not as it does, is nested in the same.
    const isBeside = found.length === 0 && indent === start && keyMayCome === isItem;
    const sibling = isBeside ? kept.get(line) : undefined;
    if (sibling !== undefined && isListItem(text) === isItem) return sibling;
    if (indent >= depth) continue;
    depth = indent;
    keyMayCome = isListItem(text);
    found.push(text);
  }
  return found;
}

/** `workbooks:`, whose values follow. */
function isOpenKey(text: string): boolean {
  return /:\s*(?:#.*)?$/u.test(text);
}

/** The first line, where it has as many cells as this one: a table with names above its columns. */
function headOfTable(lines: Lines, at: number): string | undefined {
  if (at === 0) return undefined;
  const [head, row] = [lineOf(lines, 0), lineOf(lines, at)];
  for (const separator of ['\t', ';', ',', '|']) {
    const cells = head.split(separator).length;
    if (cells < 2 || /["'{}()=]/u.test(head.replaceAll(/"[^"]*"/gu, ''))) continue;
    if (row.split(separator).length >= cells) return head;
  }
  return undefined;
}

function indentOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (letter === ' ') width += 1;
    else if (letter === '\t') width += 4;
    else break;
  }
  return width;
}

function isListItem(text: string): boolean {
  return /^\s*-(?:\s|$)/u.test(text);
}

function isComment(text: string): boolean {
  return /^\s*(?:#|\/\/|--)/u.test(text);
}
