/** The operations of a GraphQL document, and the document cut down to one of them. */
import {
  Kind,
  parse,
  print,
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
  readonly variables: readonly {
    readonly name: string;
    /** As it is written: `[String!]!`. */
    readonly type: string;
    readonly required: boolean;
  }[];
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
  let from = 0;
  for (const definition of document.definitions) {
    const end = definition.loc?.end ?? from;
    if (!kept.has(definition)) {
      // With the comments above it: remarks such as `@pages` are about what they stand on.
      const blank = text.slice(from, end).replace(/[^\n\r]/gu, ' ');
      only = only.slice(0, from) + blank + only.slice(end);
    }
    from = end;
  }
  return only;
}

/** The operation at `start` with its fragments and the comments above them, without the gaps that the others leave. */
export function operationText(text: string, start: number): string {
  const only = onlyOperation(text, start);
  return `${only
    .split(/(?:[ \t]*\r?\n){3,}/u)
    .map((part) => part.replace(/^\s*\n|\s+$/gu, ''))
    .filter((part) => part.trim() !== '')
    .join('\n\n')}\n`;
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
      type: print(type),
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
