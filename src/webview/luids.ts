/** Finds the LUIDs in an answer. Never a metadata id: what a key holds is read from the query, not from its name. */
import {
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** In the order of the answer, each once. */
export function luidsIn(asked: {
  readonly query: string;
  readonly operationName?: string;
  readonly data?: unknown;
}): readonly string[] {
  const found = new Set<string>();
  const document = parsed(asked.query);
  if (document === undefined) return [];
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  // Without a name only one can have been run.
  const operation =
    operations.find(({ name }) => name?.value === asked.operationName) ?? operations[0];
  if (operation !== undefined) collect([operation.selectionSet], asked.data, fragments, found);
  return [...found];
}

interface Asked {
  readonly names: Set<string>;
  readonly below: SelectionSetNode[];
}

function collect(
  sets: readonly SelectionSetNode[],
  value: unknown,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
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

/** What each key of an object was asked as: a key may stand in several fragments, under different types. */
function askedKeys(
  sets: readonly SelectionSetNode[],
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): ReadonlyMap<string, Asked> {
  const keys = new Map<string, Asked>();
  const seen = new Set<string>();
  const visit = (set: SelectionSetNode): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT) visit(selection.selectionSet);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined || seen.has(name)) continue;
        seen.add(name);
        visit(fragment.selectionSet);
      } else {
        const key = selection.alias?.value ?? selection.name.value;
        const asked = keys.get(key) ?? { names: new Set<string>(), below: [] };
        asked.names.add(selection.name.value);
        if (selection.selectionSet !== undefined) asked.below.push(selection.selectionSet);
        keys.set(key, asked);
      }
    }
  };
  for (const set of sets) visit(set);
  return keys;
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    // Only what the server took gives an answer; a text that our parser refuses has no LUIDs to offer.
    return undefined;
  }
}
