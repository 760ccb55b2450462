/** Whether a GraphQL text is about Tableau: files of this language belong to every API, and those of others are left alone. */
import { Kind, parse, type GraphQLSchema, type SelectionSetNode } from 'graphql';

/** `open`: nothing in it says either way, as while somebody begins to write. */
export type Belongs = 'tableau' | 'other' | 'open';

const remark = /^[ \t]*#[ \t]*@site[ \t]+\S/mu;

export function belongs(text: string, schema: GraphQLSchema): Belongs {
  if (remark.test(text)) return 'tableau';
  const known = schema.getQueryType()?.getFields() ?? {};
  const roots = rootsOf(text);
  if (roots === undefined) return 'open';
  if (roots.some((name) => Object.hasOwn(known, name))) return 'tableau';
  return roots.length > 0 ? 'other' : 'open';
}

/** The fields that the operations begin with; undefined for what cannot be parsed yet. */
function rootsOf(text: string): readonly string[] | undefined {
  let document;
  try {
    document = parse(text, { noLocation: true });
  } catch {
    // While somebody types: the words themselves decide.
    const words = [...text.matchAll(/\b([a-z]\w+)\s*[({]/gu)].map(([, word = '']) => word);
    const roots = words.filter((word) => !/^(query|mutation|subscription|fragment)$/u.test(word));
    return roots.length === 0 ? undefined : roots;
  }
  return document.definitions.flatMap((definition) => {
    if (definition.kind === Kind.OPERATION_DEFINITION) return fieldsOf(definition.selectionSet);
    // Types are defined by those who write a server.
    return definition.kind === Kind.FRAGMENT_DEFINITION ? [] : [`type ${definition.kind}`];
  });
}

function fieldsOf({ selections }: SelectionSetNode): readonly string[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection.name.value];
    return selection.kind === Kind.INLINE_FRAGMENT ? fieldsOf(selection.selectionSet) : [];
  });
}
