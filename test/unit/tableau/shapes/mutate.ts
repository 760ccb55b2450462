/** Damages bodies of answers: bytes that change, and members that are something else than they should be. */
import type { Seeded } from '../../support/seeded';

/** A proper beginning of it: the connection ended, and nobody noticed. */
export function truncated(body: Buffer, chance: Seeded): Buffer {
  return body.subarray(0, chance.below(body.toString('utf8').trimEnd().length));
}

/** Some bytes changed, gone, doubled or strange. */
export function scrambled(body: Buffer, chance: Seeded): Buffer {
  let damaged = Buffer.from(body);
  for (let times = 1 + chance.below(3); times > 0; times--) {
    const at = chance.below(damaged.length);
    const [before, after] = [damaged.subarray(0, at), damaged.subarray(at)];
    const length = 1 + chance.below(12);
    switch (chance.below(5)) {
      case 0:
        damaged[at] = (damaged[at] ?? 0) ^ (1 << chance.below(8));
        break;
      case 1:
        damaged = Buffer.concat([before, after.subarray(length)]);
        break;
      case 2:
        damaged = Buffer.concat([before, after.subarray(0, length), after]);
        break;
      case 3:
        damaged = Buffer.concat([before, Buffer.from(chance.pick(strange)), after]);
        break;
      default:
        damaged = Buffer.concat([after, before]);
    }
  }
  return damaged;
}

const strange = [
  '\0',
  '"',
  '{',
  ']',
  '<',
  '&',
  '&#0;',
  '\\u',
  '\ufeff',
  '\ud83d',
  'null',
  '>',
  '}',
];

/** What stands where something else should. */
const oddValues: readonly unknown[] = [
  ...[null, '', ' ', 'x', 0, -1, 1e21, true, [], {}, [null], [[]], [{}], [{ id: null }]],
  ...['NaN', 'False', '2024-02-30T00:00:00Z', '2024-03-01T09:00:00-0700', 'undefined'],
  ...[{ '#text': 'x' }, { id: '' }, { id: {} }, { length: 3 }, ['a', 'b']],
];

/** A copy in which one member, anywhere, is something odd, missing, or of another name. */
export function withOddMember(value: unknown, chance: Seeded): unknown {
  const copy = structuredClone(value);
  const places: { readonly holder: Record<string, unknown>; readonly key: string }[] = [];
  collect(copy, places);
  const { holder, key } = chance.pick(places);
  const odd = chance.below(10);
  if (odd === 0) Reflect.deleteProperty(holder, key);
  else if (odd === 1 && !Array.isArray(holder)) {
    const kept = holder[key];
    Reflect.deleteProperty(holder, key);
    Object.defineProperty(holder, chance.pick(['__proto__', 'constructor', 'ID', `${key}s`]), {
      value: kept,
      enumerable: true,
      configurable: true,
    });
  } else holder[key] = structuredClone(chance.pick(oddValues));
  return copy;
}

function collect(
  value: unknown,
  places: { readonly holder: Record<string, unknown>; readonly key: string }[],
): void {
  if (typeof value !== 'object' || value === null) return;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    places.push({ holder, key });
    collect(holder[key], places);
  }
}
