// GraphQL errors in the words of Tableau's GraphQL engine (graphql-java), which clients match on.
//
// Recorded: FieldUndefined. The other validation types have the engine's names; their wording is guessed.
import {
  getLocation,
  visit,
  type GraphQLError,
  type DocumentNode,
  type SourceLocation,
} from 'graphql';

export interface WireError {
  readonly message: string;
  readonly locations?: readonly (SourceLocation & { readonly sourceName: null })[];
  readonly path?: readonly (string | number)[] | null;
  readonly extensions: Readonly<Record<string, unknown>> | null;
}

type Form = readonly [pattern: RegExp, type: string, text: (found: RegExpMatchArray) => string];

const forms: readonly Form[] = [
  [
    /^Cannot query field "(.+?)" on type "(.+?)"/,
    'FieldUndefined',
    ([, field, type]) => `Field '${field}' in type '${type}' is undefined`,
  ],
  [
    /^Unknown argument "(.+?)" on field/,
    'UnknownArgument',
    ([, name]) => `Unknown field argument '${name}'`,
  ],
  [/^Unknown type "(.+?)"/, 'UnknownType', ([, name]) => `Unknown type '${name}'`],
  [/^Unknown fragment "(.+?)"/, 'UndefinedFragment', ([, name]) => `Undefined fragment '${name}'`],
  [
    /^Variable "\$(.+?)" is not defined/,
    'UndefinedVariable',
    ([, name]) => `Undefined variable '${name}'`,
  ],
  [
    /^Field "(.+?)" of type "(.+?)" must have a selection of subfields/,
    'SubSelectionRequired',
    ([, field, type]) => `Sub selection required for type ${type} of field ${field}`,
  ],
  [
    /^Field "(.+?)" must not have a selection since type "(.+?)"/,
    'SubSelectionNotAllowed',
    ([, field, type]) => `Sub selection not allowed on leaf type ${type} of field ${field}`,
  ],
  [
    /^Field "(.+?)" is not defined by type "(.+?)"/,
    'WrongType',
    ([, field, type]) => `argument 'filter' contains a field not in '${type}': '${field}'`,
  ],
  [
    /^(?:Value|Enum|Int|String|Boolean|Expected|Field ".+?" of required type)/,
    'WrongType',
    (found) => found.input ?? '',
  ],
  [/^Variable "\$(.+?)" of type/, 'VariableTypeMismatch', (found) => found.input ?? ''],
];

/** `workbooks/nodes/owner`: the names of the fields around a place in the query. */
function pathTo(document: DocumentNode, offset: number): string {
  let best: readonly string[] = [];
  const names: string[] = [];
  visit(document, {
    Field: {
      enter(node) {
        names.push(node.name.value);
        if (node.loc && node.loc.start <= offset && offset <= node.loc.end) best = [...names];
      },
      leave() {
        names.pop();
      },
    },
  });
  return best.join('/');
}

export function validationError(error: GraphQLError, document: DocumentNode): WireError {
  const node = error.nodes?.[0];
  const location = node?.loc ? getLocation(node.loc.source, node.loc.start) : error.locations?.[0];
  const path = node?.loc ? pathTo(document, node.loc.start) : '';
  for (const [pattern, type, text] of forms) {
    const found = error.message.match(pattern);
    if (found) return validation(type, text(found), path, location);
  }
  return validation('InvalidSyntax', error.message, path, location);
}

function validation(
  type: string,
  text: string,
  path: string,
  location: SourceLocation | undefined,
): WireError {
  const where = path === '' ? '' : ` @ '${path}'`;
  return {
    message: `Validation error of type ${type}: ${text}${where}`,
    ...(location ? { locations: [{ ...location, sourceName: null }] } : {}),
    path: null,
    extensions: null,
  };
}

export function syntaxError(error: GraphQLError): WireError {
  const location = error.locations?.[0];
  const where = location ? ` at line ${location.line} column ${location.column}` : '';
  return {
    message: `Invalid Syntax : ${error.message.replace(/^Syntax Error: /, '')}${where}`,
    ...(location ? { locations: [{ ...location, sourceName: null }] } : {}),
    path: null,
    extensions: null,
  };
}

/** An error of execution: ours carry Tableau's extensions, anything else is passed on without any. */
export function executionError(error: GraphQLError): WireError {
  const known = typeof error.extensions['code'] === 'string';
  return {
    message: error.message,
    path: error.path ?? null,
    extensions: known ? { ...error.extensions } : null,
  };
}
