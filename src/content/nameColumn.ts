/** Folded names of many items in a few long strings, because one search through a long string beats many through short ones. */

const separator = '\n';
/** Names in one string: joining so many takes a millisecond or two, and nothing is joined twice while a list grows. */
const sealedAt = 4096;

interface Segment {
  readonly first: number;
  readonly text: string;
  /** Where each name begins, and where the text ends. */
  readonly starts: Int32Array;
}

export class NameColumn {
  readonly #segments: Segment[] = [];
  #open: string[] = [];
  #sealed = 0;

  get size(): number {
    return this.#sealed + this.#open.length;
  }

  add(foldedName: string): void {
    this.#open.push(foldedName.replaceAll(separator, ' '));
    if (this.#open.length >= sealedAt) {
      this.#segments.push(segmentOf(this.#open, this.#sealed));
      this.#sealed += this.#open.length;
      this.#open = [];
    }
  }

  clear(): void {
    this.#segments.length = 0;
    this.#open = [];
    this.#sealed = 0;
  }

  /**
   * Calls back once for each name that holds `wanted`, in order, with how well it does: 0 for the whole name, 1 for its
   * beginning, 2 for the beginning of a word, 3 for anywhere.
   */
  scan(wanted: string, hit: (at: number, rank: number) => void): void {
    for (const segment of this.#segments) scanSegment(segment, wanted, hit);
    if (this.#open.length > 0) scanSegment(segmentOf(this.#open, this.#sealed), wanted, hit);
  }
}

function segmentOf(names: readonly string[], first: number): Segment {
  const starts = new Int32Array(names.length + 1);
  let length = 0;
  for (let at = 0; at < names.length; at += 1) {
    starts[at] = length;
    length += (names[at] ?? '').length + 1;
  }
  starts[names.length] = length;
  return { first, starts, text: names.join(separator) + separator };
}

function scanSegment(
  { first, text, starts }: Segment,
  wanted: string,
  hit: (at: number, rank: number) => void,
): void {
  let at = 0;
  for (let found = text.indexOf(wanted); found !== -1;) {
    while ((starts[at + 1] ?? text.length) <= found) at += 1;
    const start = starts[at] ?? 0;
    const next = starts[at + 1] ?? text.length;
    hit(first + at, rankOf(text, wanted, { found, start, end: next - 1 }));
    found = text.indexOf(wanted, next);
  }
}

function rankOf(
  text: string,
  wanted: string,
  name: { readonly found: number; readonly start: number; readonly end: number },
): number {
  if (name.found === name.start) return wanted.length === name.end - name.start ? 0 : 1;
  for (
    let found = name.found;
    found !== -1 && found < name.end;
    found = indexBefore(text, wanted, found + 1, name.end)
  )
    if (!isWordCharacter(text, found - 1)) return 2;
  return 3;
}

/** `indexOf` that does not look beyond the end of the name. */
function indexBefore(text: string, wanted: string, from: number, end: number): number {
  const found = text.slice(from, end).indexOf(wanted);
  return found === -1 ? -1 : from + found;
}

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
