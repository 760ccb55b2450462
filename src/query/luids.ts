/** Finds the LUIDs in an answer. Never a metadata id: what a key holds is read from the query, not from its name. */
import type { SelectionSetNode } from 'graphql';
import { askedKeys, selectionsOf, type AskedQuery, type Fragments } from './selections';

/** In the order of the answer, each once. */
export function luidsIn(asked: AskedQuery & { readonly data?: unknown }): readonly string[] {
  const found = new Set<string>();
  const selections = selectionsOf(asked);
  if (selections === undefined) return [];
  collect(selections.sets, asked.data, keysOf(selections.fragments), found);
  return [...found];
}

type KeysOf = (sets: readonly SelectionSetNode[]) => ReturnType<typeof askedKeys>;

/** Looked up once for all the rows of a list. */
function keysOf(fragments: Fragments): KeysOf {
  const known = new Map<readonly SelectionSetNode[], ReturnType<typeof askedKeys>>();
  return (sets) => {
    const keys = known.get(sets) ?? askedKeys(sets, fragments);
    known.set(sets, keys);
    return keys;
  };
}

function collect(
  sets: readonly SelectionSetNode[],
  value: unknown,
  keysOf: KeysOf,
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(sets, item, keysOf, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const keys = keysOf(sets);
  for (const [key, member] of Object.entries(value)) {
    const asked = keys.get(key);
    if (asked === undefined) continue;
    if (typeof member === 'string' && member !== '' && [...asked.names].every(isLuidField))
      found.add(member);
    else collect(asked.below, member, keysOf, found);
  }
}

/** `luid`, and fields such as `projectLuid`. */
function isLuidField(name: string): boolean {
  return name === 'luid' || name.endsWith('Luid');
}
