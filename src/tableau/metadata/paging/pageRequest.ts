/** A person's query, rewritten to bring one page of one of its Connections; what is nested in it is left as it is. */
import {
  Kind,
  print,
  visit,
  type ArgumentNode,
  type DefinitionNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type ValueNode,
} from 'graphql';
import type { GraphqlRequest } from '../graphql';
import { keyOf, readOperation } from './pagedRoots';

export interface PageWanted {
  /** Of the root. */
  readonly key: string;
  readonly first: number;
  readonly after?: string | undefined;
  /**
   * Order by id where the author gave no order: pages of an order that shifts would miss items and repeat others. An author's
   * order is left as it is: Tableau itself breaks its ties by id, ascending (its reference, under every `orderBy`).
   */
  readonly orderById: boolean;
  /** Ask how many there are in all. */
  readonly count: boolean;
}

/** Keys of ours in the answer, which no author would write. */
export const pageKey = 'vizportPage';
export const totalKey = 'vizportTotal';

/** Only for a root that `pagedRoots` found. */
export function pageRequest(request: GraphqlRequest, wanted: PageWanted): GraphqlRequest {
  const read = readOperation(request);
  const root = read?.operation.selectionSet.selections.find(
    (selection): selection is FieldNode =>
      selection.kind === Kind.FIELD && keyOf(selection) === wanted.key,
  );
  if (read === undefined || root?.selectionSet === undefined)
    throw new Error(`There is no Connection ${wanted.key} in the query`);
  const page: FieldNode = {
    ...root,
    arguments: argumentsOf(root, wanted),
    selectionSet: {
      ...root.selectionSet,
      selections: [...root.selectionSet.selections, ...ourFields(wanted)],
    },
  };
  // Others of the same key would be merged with it by the server: they are one field in parts.
  const { operation } = read;
  const alone: OperationDefinitionNode = {
    ...operation,
    selectionSet: { ...operation.selectionSet, selections: [page] },
  };
  const used = usedBy(alone, read.fragments);
  const definitions: readonly DefinitionNode[] = [
    {
      ...alone,
      variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
        used.variables.has(variable.name.value),
      ),
    },
    ...[...used.fragments].flatMap((name) => read.fragments.get(name) ?? []),
  ];
  const variables = Object.entries(request.variables ?? {}).filter(([name]) =>
    used.variables.has(name),
  );
  return {
    query: print({ kind: Kind.DOCUMENT, definitions }),
    ...(variables.length === 0 ? {} : { variables: Object.fromEntries(variables) }),
  };
}

function argumentsOf(root: FieldNode, { first, after, orderById }: PageWanted): ArgumentNode[] {
  // `after` and `offset` exclude each other; where somebody starts further on, only the first page is counted from there.
  const replaced = new Set(['first', 'after', ...(after === undefined ? [] : ['offset'])]);
  const own = (root.arguments ?? []).filter(({ name }) => !replaced.has(name.value));
  const written = root.arguments?.find(({ name }) => name.value === 'after');
  const added = [argument('first', { kind: Kind.INT, value: String(first) })];
  if (after !== undefined) added.push(argument('after', { kind: Kind.STRING, value: after }));
  else if (written !== undefined) added.push(written);
  if (orderById && !own.some(({ name }) => name.value === 'orderBy'))
    added.push(
      argument('orderBy', {
        kind: Kind.OBJECT,
        fields: [
          objectField('field', { kind: Kind.ENUM, value: 'ID' }),
          objectField('direction', { kind: Kind.ENUM, value: 'ASC' }),
        ],
      }),
    );
  return [...own, ...added];
}

function ourFields({ count }: PageWanted): readonly SelectionNode[] {
  const leaf = (name: string): FieldNode => ({ kind: Kind.FIELD, name: nameNode(name) });
  const page: FieldNode = {
    ...leaf('pageInfo'),
    alias: nameNode(pageKey),
    selectionSet: {
      kind: Kind.SELECTION_SET,
      selections: [leaf('hasNextPage'), leaf('endCursor')],
    },
  };
  return count ? [page, { ...leaf('totalCount'), alias: nameNode(totalKey) }] : [page];
}

/** A server refuses variables and fragments that are declared and not used. */
function usedBy(
  operation: OperationDefinitionNode,
  fragments: NonNullable<ReturnType<typeof readOperation>>['fragments'],
): { readonly variables: ReadonlySet<string>; readonly fragments: ReadonlySet<string> } {
  const variables = new Set<string>();
  const seen = new Set<string>();
  const look = (node: DefinitionNode): void => {
    visit(node, {
      // A declaration is no use.
      VariableDefinition: () => false,
      Variable: ({ name }) => void variables.add(name.value),
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment === undefined || seen.has(name.value)) return;
        seen.add(name.value);
        look(fragment);
      },
    });
  };
  look(operation);
  return { variables, fragments: seen };
}

function nameNode(value: string) {
  return { kind: Kind.NAME, value } as const;
}

function argument(name: string, value: ValueNode): ArgumentNode {
  return { kind: Kind.ARGUMENT, name: nameNode(name), value };
}

function objectField(name: string, value: ValueNode) {
  return { kind: Kind.OBJECT_FIELD, name: nameNode(name), value } as const;
}
