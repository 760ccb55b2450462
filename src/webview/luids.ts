/** Finds the LUIDs in an answer. Never a metadata id: what a key holds is read from the query, not from its name. */
import type { SelectionSetNode } from 'graphql';
import { askedKeys, selectionsOf, type AskedQuery, type Fragments } from '../query/selections';

/** In the order of the answer, each once. */
export function luidsIn(asked: AskedQuery & { readonly data?: unknown }): readonly string[] {
  const found = new Set<string>();
  const selections = selectionsOf(asked);
  if (selections !== undefined) collect(selections.sets, asked.data, selections.fragments, found);
  return [...found];
}

function collect(
  sets: readonly SelectionSetNode[],
  value: unknown,
  fragments: Fragments,
  found: Set<string>,
): void {
  if (Array.isArray(value)) {
    for (const item of value) collect(sets, item, fragments, found);
    return;
  }
  if (typeof value !== 'object' || value === null) return;
  const keys = askedKeys(sets, fragments);
  for (const [key, member] of Object.entries(value)) {
    const asked = keys.get(key);
    if (asked === undefined) continue;
    if (typeof member === 'string' && member !== '' && [...asked.names].every(isLuidField))
      found.add(member);
    else collect(asked.below, member, fragments, found);
  }
}

/** `luid`, and fields such as `projectLuid`. */
function isLuidField(name: string): boolean {
  return name === 'luid' || name.endsWith('Luid');
}
