/** Folded names of many items in one string, because one search through a long string beats 100,000 through short ones. */

const separator = '\n';

export class NameColumn {
  readonly #names: string[] = [];
  #text: string | undefined;
  #starts = new Int32Array(0);

  get size(): number {
    return this.#names.length;
  }

  add(foldedName: string): void {
    this.#names.push(foldedName.replaceAll(separator, ' '));
    this.#text = undefined;
  }

  clear(): void {
    this.#names.length = 0;
    this.#text = undefined;
  }

  /**
   * Calls back once for each name that holds `wanted`, in order, with how well it does: 0 for the whole name, 1 for its
   * beginning, 2 for the beginning of a word, 3 for anywhere.
   */
  scan(wanted: string, hit: (at: number, rank: number) => void): void {
    const text = (this.#text ??= this.#join());
    const starts = this.#starts;
    let at = 0;
    for (let found = text.indexOf(wanted); found !== -1;) {
      while ((starts[at + 1] ?? text.length) <= found) at += 1;
      const start = starts[at] ?? 0;
      const next = starts[at + 1] ?? text.length;
      hit(at, rankOf(text, wanted, { found, start, end: next - 1 }));
      found = text.indexOf(wanted, next);
    }
  }

  #join(): string {
    const starts = new Int32Array(this.#names.length + 1);
    let length = 0;
    for (const [at, name] of this.#names.entries()) {
      starts[at] = length;
      length += name.length + 1;
    }
    starts[this.#names.length] = length;
    this.#starts = starts;
    return this.#names.length === 0 ? '' : this.#names.join(separator) + separator;
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
