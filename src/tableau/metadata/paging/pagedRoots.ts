/** Which Connections at the root of a query can be fetched to their end, and how many items of each its author asks for. */
import {
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphqlRequest } from '../graphql';

export interface PagedRoot {
  /** Its key in the answer: its alias or its name. */
  readonly key: string;
  /** The key of `nodes` in it. */
  readonly nodesKey: string;
  /** As its author wrote it, or as a variable says; undefined leaves it to the server (100). */
  readonly first?: number;
  readonly hasOrder: boolean;
}

/** None where the text is no GraphQL or asks for nothing that comes in pages. */
export function pagedRoots(request: GraphqlRequest): readonly PagedRoot[] {
  const read = readOperation(request);
  if (read === undefined) return [];
  const roots = new Map<string, PagedRoot>();
  for (const field of read.operation.selectionSet.selections) {
    if (field.kind !== Kind.FIELD || !field.name.value.endsWith('Connection')) continue;
    const nodesKey = field.selectionSet && keyOfNodes(field.selectionSet, read.fragments);
    if (nodesKey === undefined) continue;
    const first = numberOf(argumentOf(field, 'first'), request, read.operation);
    roots.set(keyOf(field), {
      key: keyOf(field),
      nodesKey,
      hasOrder: argumentOf(field, 'orderBy') !== undefined,
      ...(first === undefined ? {} : { first }),
    });
  }
  return [...roots.values()];
}

export interface ReadOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
}

/** The operation that the server would run. */
export function readOperation(request: GraphqlRequest): ReadOperation | undefined {
  let document: DocumentNode;
  try {
    document = parse(request.query, { noLocation: true });
  } catch {
    // What our parser refuses has no pages that we could ask for; what is wrong with it is the server's to tell.
    return undefined;
  }
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations: OperationDefinitionNode[] = [];
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION)
      fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operations.push(definition);
  }
  const operation =
    request.operationName === undefined
      ? operations[0]
      : operations.find(({ name }) => name?.value === request.operationName);
  return operation && { document, operation, fragments };
}

export function keyOf(field: FieldNode): string {
  return field.alias?.value ?? field.name.value;
}

function argumentOf(field: FieldNode, name: string) {
  return field.arguments?.find((argument) => argument.name.value === name)?.value;
}

function numberOf(
  value: ReturnType<typeof argumentOf>,
  { variables }: GraphqlRequest,
  operation: OperationDefinitionNode,
): number | undefined {
  if (value === undefined) return undefined;
  const defaults = (operation.variableDefinitions ?? []).map(
    ({ variable, defaultValue }): [string, unknown] => [
      variable.name.value,
      defaultValue && valueFromASTUntyped(defaultValue),
    ],
  );
  const given = valueFromASTUntyped(value, { ...Object.fromEntries(defaults), ...variables });
  return typeof given === 'number' && given > 0 ? given : undefined;
}

function keyOfNodes(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  seen: readonly string[] = [],
): string | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value === 'nodes') return keyOf(selection);
      continue;
    }
    const name = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : undefined;
    if (name !== undefined && seen.includes(name)) continue;
    const set =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    const found =
      set && keyOfNodes(set, fragments, [...seen, ...(name === undefined ? [] : [name])]);
    if (found !== undefined) return found;
  }
  return undefined;
}
