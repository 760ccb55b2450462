/** Finds items by name among 100,000 of them while somebody types. */
import type { Content, KindName } from '../tableau/model';
import { fold } from './foldedName';

export interface NameMatches {
  /** Best first: the whole name, its beginning, the beginning of a word, anywhere, then words in any order. */
  readonly items: readonly Content[];
  /** All that match, also those beyond the limit. */
  readonly total: number;
}

const ranks = 5;
const wordCharacter = /[\p{L}\p{N}]/u;

interface Part {
  readonly items: Content[];
  readonly names: string[];
  readonly places: string[];
}

export class NameIndex {
  /** Kinds in the order in which they are shown. */
  readonly #parts: ReadonlyMap<KindName, Part>;

  constructor(kinds: readonly KindName[]) {
    this.#parts = new Map(kinds.map((kind) => [kind, { items: [], names: [], places: [] }]));
  }

  get size(): number {
    let size = 0;
    for (const { items } of this.#parts.values()) size += items.length;
    return size;
  }

  clear(kind: KindName): void {
    const part = this.#parts.get(kind);
    for (const column of [part?.items, part?.names, part?.places]) column?.splice(0);
  }

  /** `placeOf` names where an item lives, folded, so that words of its project find it too. */
  add(kind: KindName, items: readonly Content[], placeOf: (item: Content) => string): void {
    const part = this.#parts.get(kind);
    if (part === undefined) return;
    for (const item of items) {
      part.items.push(item);
      part.names.push(fold(item.name));
      part.places.push(placeOf(item));
    }
  }

  /** `fits` is asked about what matches by name only. */
  find(text: string, limit: number, fits?: (content: Content) => boolean): NameMatches {
    const wanted = fold(text.trim());
    const words = wanted.split(/\s+/u);
    const ranked: Content[][] = Array.from({ length: ranks }, () => []);
    let total = 0;
    for (const { items, names, places } of this.#parts.values())
      for (const [at, name] of names.entries()) {
        const rank = rankOf(name, wanted) ?? rankOfWords(name, places[at] ?? '', words);
        const item = items[at];
        if (rank === undefined || item === undefined || fits?.(item) === false) continue;
        total += 1;
        const bucket = ranked[rank];
        if (bucket !== undefined && bucket.length < limit) bucket.push(item);
      }
    return { items: ranked.flat().slice(0, limit), total };
  }
}

function rankOf(name: string, wanted: string): number | undefined {
  const found = name.indexOf(wanted);
  if (found === -1) return undefined;
  if (found === 0) return name.length === wanted.length ? 0 : 1;
  for (let next = found; next !== -1; next = name.indexOf(wanted, next + 1))
    if (!wordCharacter.test(name.charAt(next - 1))) return 2;
  return 3;
}

function rankOfWords(name: string, place: string, words: readonly string[]): number | undefined {
  if (words.length < 2) return undefined;
  return words.every((word) => name.includes(word) || place.includes(word)) ? 4 : undefined;
}
