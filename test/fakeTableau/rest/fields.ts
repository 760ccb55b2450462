// `fields=`: which of an item's fields are answered, by default and when asked.
import { Refusal } from '../http/errors';
import type { Variant } from '../guesses';
import type { Tree, TreeValue } from '../http/wire';

/** An item with everything that it can say; what costs something is a function. */
export type FullItem = { readonly [name: string]: TreeValue | (() => TreeValue) };

export type Pick = (item: FullItem) => Tree;

/**
 * Defaults and wishes are paths of one or two steps, such as `owner.name`; a path of one step means the whole child.
 * Documented: `_all_` and `_default_` come first, names are case-sensitive, and asking changes what is default.
 */
export function pickFields(
  wish: string | undefined,
  defaults: readonly string[],
  known: ReadonlySet<string>,
  unknown: Variant<'unknownField'> = '400008',
): Pick {
  if (wish === undefined || wish === '') return picker(new Set(defaults));
  const names = wish.split(',');
  if (names.includes('_all_')) return (item) => picked(item, () => true);
  const wanted = new Set<string>();
  for (const name of names) {
    if (name === '_default_') for (const one of defaults) wanted.add(one);
    else if (known.has(name.split('.')[0] ?? '')) wanted.add(name);
    // The guide names no code for an unknown field.
    else if (unknown === '400008') throw new Refusal(400008, `The field '${name}' is not known.`);
  }
  return picker(wanted);
}

function picker(wanted: ReadonlySet<string>): Pick {
  const parents = new Set([...wanted].map((path) => path.split('.')[0] ?? path));
  return (item) =>
    picked(item, (name, inner) => {
      if (inner === undefined) return parents.has(name);
      return wanted.has(name) || wanted.has(`${name}.${inner}`);
    });
}

function picked(item: FullItem, wants: (name: string, inner?: string) => boolean): Tree {
  const result: Record<string, TreeValue> = {};
  for (const name in item) {
    if (!wants(name)) continue;
    const held = item[name];
    const value = typeof held === 'function' ? held() : held;
    if (value === undefined) continue;
    result[name] =
      typeof value === 'object' && !Array.isArray(value)
        ? inner(name, value as Tree, wants)
        : value;
  }
  return result;
}

function inner(name: string, tree: Tree, wants: (name: string, inner?: string) => boolean): Tree {
  const result: Record<string, TreeValue> = {};
  for (const key in tree) {
    if (wants(name, key) && tree[key] !== undefined) result[key] = tree[key];
  }
  return result;
}
