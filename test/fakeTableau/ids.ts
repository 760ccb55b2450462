// Repeatable ids, URL names and chance for the invented company: the same start gives the same server.

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

const hex = (value: number): string => value.toString(16).padStart(8, '0');

/** One letter-coded family of ids; `n` counts within it. Looks like a version 4 UUID. */
export function uuid(family: string, n: number): string {
  let seed = 0;
  for (let i = 0; i < family.length; i++) seed = Math.imul(seed, 31) + family.charCodeAt(i);
  const one = mix(seed ^ Math.imul(n, 0x9e3779b1));
  const two = mix(one + n);
  const three = mix(two ^ seed);
  const four = mix(three + n);
  const b = hex(two);
  const c = hex(three);
  const variant = '89ab'.charAt(three & 3);
  return `${hex(one)}-${b.slice(0, 4)}-4${b.slice(5)}-${variant}${c.slice(1, 4)}-${c.slice(4)}${hex(four)}`;
}

/** A stream of uuids of one family. */
export function uuids(family: string): () => string {
  let n = 0;
  return () => uuid(family, ++n);
}

/** Blanks and punctuation go, letters and digits of every script stay (fixture: ENDANGERED SAFARI). */
export function urlName(name: string): string {
  return name.replace(/[^\p{L}\p{M}\p{N}_-]/gu, '');
}

/** Repeatable chance: mulberry32. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  of<T>(choices: readonly T[]): T {
    const choice = choices[this.below(choices.length)];
    if (choice === undefined) throw new Error('Nothing to choose from.');
    return choice;
  }

  some<T>(choices: readonly T[], count: number): T[] {
    const left = [...choices];
    const taken: T[] = [];
    while (taken.length < count && left.length > 0) {
      taken.push(...left.splice(this.below(left.length), 1));
    }
    return taken;
  }
}
