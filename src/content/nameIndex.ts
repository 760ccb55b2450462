/** Finds items by name among 100,000 of them while somebody types. */
import type { Content, KindName } from '../tableau/model';
import { fold } from './foldedName';
import { NameColumn } from './nameColumn';

export interface NameMatches {
  /** Best first: the whole name, its beginning, the beginning of a word, anywhere, then words in any order. */
  readonly items: readonly Content[];
  /** All whose name matches, also those beyond the limit (of which it is not known whether they fit). */
  readonly total: number;
}

interface Part {
  readonly items: Content[];
  readonly names: NameColumn;
  /** By item: which of `placeNames` it lives in. Places are few. */
  readonly places: number[];
}

const ranks = 5;
const wordsInAnyOrder = 4;
/** Words are bits; nobody types so many. */
const mostWords = 30;
const taken = 1 << mostWords;

export class NameIndex {
  /** Kinds in the order in which they are shown. */
  readonly #parts: ReadonlyMap<KindName, Part>;
  /** A site's views have as many places as there are workbooks: they are searched as names are. */
  readonly #placeNames = new NameColumn();
  readonly #placeNumbers = new Map<string, number>();

  constructor(kinds: readonly KindName[]) {
    this.#parts = new Map(
      kinds.map((kind) => [kind, { items: [], names: new NameColumn(), places: [] }]),
    );
  }

  get size(): number {
    let size = 0;
    for (const { items } of this.#parts.values()) size += items.length;
    return size;
  }

  clear(kind: KindName): void {
    const part = this.#parts.get(kind);
    part?.items.splice(0);
    part?.names.clear();
    part?.places.splice(0);
  }

  /** `placeOf` names where an item lives, folded, so that words of its project find it too. */
  add(kind: KindName, items: readonly Content[], placeOf: (item: Content) => string): void {
    const part = this.#parts.get(kind);
    if (part === undefined) return;
    for (const item of items) {
      part.items.push(item);
      part.names.add(fold(item.name));
      part.places.push(this.#placeNumber(placeOf(item)));
    }
  }

  /** Those of these LUIDs that came so far. */
  withLuids(wanted: ReadonlySet<string>): readonly Content[] {
    const found: Content[] = [];
    for (const { items } of this.#parts.values())
      for (const item of items) if (wanted.has(item.luid)) found.push(item);
    return found;
  }

  /** `fits` is asked of what matches by name, as long as there is room for it. */
  find(text: string, limit: number, fits?: (content: Content) => boolean): NameMatches {
    const wanted = fold(text.trim().replace(/\s+/gu, ' '));
    const words = [...new Set(wanted.split(' '))].slice(0, mostWords);
    const ranked: Content[][] = Array.from({ length: ranks }, () => []);
    const marked = words.length > 1 ? this.#placesWith(words) : undefined;
    let total = 0;
    for (const part of this.#parts.values()) {
      const take = (at: number, rank: number): void => {
        const bucket = ranked[rank];
        const item = part.items[at];
        if (bucket === undefined || item === undefined) return;
        if (bucket.length < limit) {
          if (fits?.(item) === false) return;
          bucket.push(item);
        }
        total += 1;
      };
      if (wanted === '') for (let at = 0; at < part.items.length; at += 1) take(at, 1);
      else {
        part.names.hits(wanted).each(take);
        if (marked !== undefined) withWords(part, wanted, words, marked, take);
      }
    }
    return { items: ranked.flat().slice(0, limit), total };
  }

  /** For each place which of the words it holds, a bit for each. */
  #placesWith(words: readonly string[]): Int32Array {
    const places = new Int32Array(this.#placeNames.size);
    words.forEach((word, nth) => this.#placeNames.holders(word).mark(places, 1 << nth));
    return places;
  }

  #placeNumber(place: string): number {
    const known = this.#placeNumbers.get(place);
    if (known !== undefined) return known;
    const number = this.#placeNames.size;
    this.#placeNames.add(place);
    this.#placeNumbers.set(place, number);
    return number;
  }
}

/** Every word in the name, or in the name of the place. Plain loops: this is the part that is long. */
function withWords(
  { names, places }: Part,
  wanted: string,
  words: readonly string[],
  inPlaces: Int32Array,
  take: (at: number, rank: number) => void,
): void {
  const count = places.length;
  const inNames = new Int32Array(count);
  words.forEach((word, nth) => names.holders(word).mark(inNames, 1 << nth));
  // What holds the text as it was typed has been taken, and better.
  names.hits(wanted).mark(inNames, taken);
  const all = (1 << words.length) - 1;
  for (let at = 0; at < count; at += 1)
    if ((inNames[at]! | inPlaces[places[at]!]!) === all) take(at, wordsInAnyOrder);
}
