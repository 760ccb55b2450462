/** Which names hold a text, in their order, and how well each does: a growing list of numbers that costs four bytes each. */

/** 0 for the whole name, 1 for its beginning, 2 for the beginning of a word, 3 for anywhere. */
export type Rank = 0 | 1 | 2 | 3;

export class NameHits {
  #codes = new Int32Array(64);
  #count = 0;

  get count(): number {
    return this.#count;
  }

  push(at: number, rank: Rank): void {
    if (this.#count === this.#codes.length) {
      const more = new Int32Array(this.#codes.length * 2);
      more.set(this.#codes);
      this.#codes = more;
    }
    this.#codes[this.#count] = at * 4 + rank;
    this.#count += 1;
  }

  /** Sets a bit at each of the names: a plain loop, because there may be a hundred thousand with every key. */
  mark(names: Int32Array, bit: number): void {
    const codes = this.#codes;
    const count = this.#count;
    for (let n = 0; n < count; n += 1) names[codes[n]! >> 2]! |= bit;
  }

  each(hit: (at: number, rank: Rank) => void): void {
    const codes = this.#codes;
    for (let n = 0; n < this.#count; n += 1) {
      const code = codes[n] ?? 0;
      hit(code >> 2, (code & 3) as Rank);
    }
  }
}

/** How well a name does; undefined for one that does not hold the text. */
export function rankOf(name: string, wanted: string): Rank | undefined {
  let found = name.indexOf(wanted);
  if (found === -1) return undefined;
  if (found === 0) return name.length === wanted.length ? 0 : 1;
  for (; found !== -1; found = name.indexOf(wanted, found + 1))
    if (!isWordCharacter(name, found - 1)) return 2;
  return 3;
}

export function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}
