/**
 * Folded names of many items in a few long strings, because one search through a long string beats many through short
 * ones. What was looked for last is remembered: with the next key only what matched so far, and what came since, is looked at.
 */
import { isWordCharacter, NameHits, rankOf } from './nameHits';

const separator = '\n';
/** Names in one string: joining so many takes a millisecond or two, and nothing is joined twice while a list grows. */
const sealedAt = 4096;
/** Two keys of four words: the key before is what the next one narrows. */
const mostKnown = 8;
/** Where one in so many matched, looking at those alone is quicker than looking through all. */
const fewOf = 8;

interface Segment {
  readonly first: number;
  readonly text: string;
  /** Where each name begins, and where the text ends. */
  readonly starts: Int32Array;
}

/** What is known of one text, after so many names; not `ranked`: only which names hold it, which is told sooner. */
interface Known {
  readonly wanted: string;
  readonly ranked: boolean;
  readonly hits: NameHits;
  seen: number;
}

export class NameColumn {
  readonly #segments: Segment[] = [];
  /** The latest last. */
  readonly #known: Known[] = [];
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
    this.#known.length = 0;
    this.#open = [];
    this.#sealed = 0;
  }

  /** The names that hold `wanted`: once each, in order. They grow with the column when they are asked for again. */
  hits(wanted: string): NameHits {
    return this.#looked(wanted, true);
  }

  /** The same without telling how well each does. */
  holders(wanted: string): NameHits {
    return this.#looked(wanted, false);
  }

  #looked(wanted: string, ranked: boolean): NameHits {
    const known = this.#take(wanted, ranked) ?? this.#narrowed(wanted, ranked);
    this.#catchUp(known);
    this.#known.push(known);
    if (this.#known.length > mostKnown) this.#known.shift();
    return known.hits;
  }

  #take(wanted: string, ranked: boolean): Known | undefined {
    const at = this.#known.findIndex(
      (known) => known.wanted === wanted && (known.ranked || !ranked),
    );
    return at === -1 ? undefined : this.#known.splice(at, 1)[0];
  }

  /** What holds `margin` is among what holds `margi`. */
  #narrowed(wanted: string, ranked: boolean): Known {
    const narrowed: Known = { wanted, ranked, hits: new NameHits(), seen: 0 };
    const wider = this.#known
      .filter((known) => wanted.includes(known.wanted) && known.hits.count * fewOf < known.seen)
      .toSorted((one, other) => one.hits.count - other.hits.count)[0];
    if (wider === undefined) return narrowed;
    narrowed.seen = wider.seen;
    wider.hits.each((at) => this.#look(at, narrowed));
    return narrowed;
  }

  #look(at: number, { wanted, hits }: Known): void {
    const rank = rankOf(this.#name(at), wanted);
    if (rank !== undefined) hits.push(at, rank);
  }

  #catchUp(known: Known): void {
    while (known.seen < this.size) {
      const segment = this.#segments[Math.floor(known.seen / sealedAt)];
      if (segment?.first === known.seen) {
        scanSegment(segment, known);
        known.seen += sealedAt;
      } else {
        this.#look(known.seen, known);
        known.seen += 1;
      }
    }
  }

  #name(at: number): string {
    if (at >= this.#sealed) return this.#open[at - this.#sealed] ?? '';
    const { text, starts } = this.#segments[Math.floor(at / sealedAt)]!;
    return text.slice(starts[at % sealedAt], (starts[(at % sealedAt) + 1] ?? 0) - 1);
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
  // One flat string: what is put together by `+` is made flat by whoever searches first.
  return { first, starts, text: [...names, ''].join(separator) };
}

/** One walk through the text, whatever it holds how often: this is the part that is long. */
function scanSegment({ first, text, starts }: Segment, { wanted, ranked, hits }: Known): void {
  let at = 0;
  for (let found = text.indexOf(wanted); found !== -1;) {
    while ((starts[at + 1] ?? text.length) <= found) at += 1;
    const start = starts[at] ?? 0;
    const next = starts[at + 1] ?? text.length;
    if (!ranked) hits.push(first + at, 3);
    else if (found === start) hits.push(first + at, wanted.length === next - 1 - start ? 0 : 1);
    else {
      // Inside of a word: perhaps another word of the same name begins with it.
      while (found !== -1 && found < next && isWordCharacter(text, found - 1))
        found = text.indexOf(wanted, found + 1);
      const beginsWord = found !== -1 && found < next;
      hits.push(first + at, beginsWord ? 2 : 3);
      if (!beginsWord) continue;
    }
    found = text.indexOf(wanted, next);
  }
}
