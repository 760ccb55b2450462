/** The operations of a GraphQL document, and the document cut down to one of them. */
import {
  Kind,
  parse,
  visit,
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from 'graphql';

export interface Operation {
  /** Absent for an anonymous one. */
  readonly name?: string;
  readonly kind: 'query' | 'mutation' | 'subscription';
  readonly start: number;
  readonly end: number;
  /** Names and types as they are written: `number`, `String!`. */
  readonly variables: readonly { readonly name: string; readonly required: boolean }[];
}

/** Undefined where the text is no GraphQL yet. */
export function operationsOf(text: string): readonly Operation[] | undefined {
  return parsed(text)?.definitions.filter(isOperation).map(described);
}

/** Which operation somebody means whose cursor stands here: the one around it, else the next, else the last. */
export function operationAt(
  operations: readonly Operation[],
  offset: number,
): Operation | undefined {
  return operations.find(({ end }) => offset <= end) ?? operations.at(-1);
}

/**
 * The text with everything blanked out that the operation at `start` does not need. Lines and columns stay as they are, so the
 * server's words about a place are about a place in the text; and what is wrong in its neighbours is not its concern.
 */
export function onlyOperation(text: string, start: number): string {
  const document = parsed(text);
  const chosen = document?.definitions.find(
    (definition) => isOperation(definition) && definition.loc?.start === start,
  );
  if (document === undefined || chosen === undefined) return text;
  const fragments = new Map(
    document.definitions
      .filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION)
      .map((fragment): [string, FragmentDefinitionNode] => [fragment.name.value, fragment]),
  );
  const kept = new Set<(typeof document.definitions)[number]>();
  const keep = (definition: (typeof document.definitions)[number]): void => {
    if (kept.has(definition)) return;
    kept.add(definition);
    visit(definition, {
      FragmentSpread: ({ name }) => {
        const fragment = fragments.get(name.value);
        if (fragment !== undefined) keep(fragment);
      },
    });
  };
  keep(chosen);
  let only = text;
  for (const definition of document.definitions) {
    const { loc } = definition;
    if (kept.has(definition) || loc === undefined) continue;
    const blank = text.slice(loc.start, loc.end).replace(/[^\n\r]/gu, ' ');
    only = only.slice(0, loc.start) + blank + only.slice(loc.end);
  }
  return only;
}

function described({
  name,
  operation,
  loc,
  variableDefinitions,
}: OperationDefinitionNode): Operation {
  return {
    ...(name === undefined ? {} : { name: name.value }),
    kind: operation,
    start: loc?.start ?? 0,
    end: loc?.end ?? 0,
    variables: (variableDefinitions ?? []).map(({ variable, type, defaultValue }) => ({
      name: variable.name.value,
      required: type.kind === Kind.NON_NULL_TYPE && defaultValue === undefined,
    })),
  };
}

function isOperation(node: DefinitionNode): node is OperationDefinitionNode {
  return node.kind === Kind.OPERATION_DEFINITION;
}

function parsed(text: string): DocumentNode | undefined {
  try {
    return parse(text);
  } catch {
    // While somebody types, a text is no GraphQL more often than it is; who runs it is told by the server.
    return undefined;
  }
}
