/** What a query asked for under each key of its answer: keys may be aliases, and stand in fragments. */
import {
  Kind,
  parse,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export interface AskedQuery {
  readonly query: string;
  readonly operationName?: string;
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export interface Asked {
  /** The fields of the schema that the key stands for. */
  readonly names: Set<string>;
  readonly below: SelectionSetNode[];
  /** The types of the fragments that it was asked in. */
  readonly types: Set<string>;
}

export interface Selections {
  readonly sets: readonly SelectionSetNode[];
  readonly fragments: Fragments;
}

/** Of the operation that was run; undefined where the text cannot be read. */
export function selectionsOf(asked: AskedQuery): Selections | undefined {
  const document = parsed(asked.query);
  if (document === undefined) return undefined;
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
  return operation === undefined ? undefined : { sets: [operation.selectionSet], fragments };
}

/** What each key of an object was asked as: a key may stand in several fragments, under different types. */
export function askedKeys(
  sets: readonly SelectionSetNode[],
  fragments: Fragments,
): ReadonlyMap<string, Asked> {
  const keys = new Map<string, Asked>();
  const seen = new Set<string>();
  const visit = (set: SelectionSetNode, type: string | undefined): void => {
    for (const selection of set.selections) {
      if (selection.kind === Kind.INLINE_FRAGMENT)
        visit(selection.selectionSet, selection.typeCondition?.name.value ?? type);
      else if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const name = selection.name.value;
        const fragment = fragments.get(name);
        if (fragment === undefined || seen.has(name)) continue;
        seen.add(name);
        visit(fragment.selectionSet, fragment.typeCondition.name.value);
      } else {
        const key = selection.alias?.value ?? selection.name.value;
        const asked = keys.get(key) ?? { names: new Set(), below: [], types: new Set() };
        asked.names.add(selection.name.value);
        if (type !== undefined) asked.types.add(type);
        if (selection.selectionSet !== undefined) asked.below.push(selection.selectionSet);
        keys.set(key, asked);
      }
    }
  };
  for (const set of sets) visit(set, undefined);
  return keys;
}

function parsed(query: string): DocumentNode | undefined {
  try {
    return parse(query, { noLocation: true });
  } catch {
    // Only what the server took gives an answer; a text that our parser refuses has no ids to offer.
    return undefined;
  }
}
