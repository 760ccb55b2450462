// Writes out what the short SDL leaves unsaid for one API version: list arguments, Connections, filters, sort orders
// and the root queries; and takes out everything that came later or was gone by then.
import {
  Kind,
  parse,
  visit,
  type ConstDirectiveNode,
  type DefinitionNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type InputObjectTypeDefinitionNode,
  type InputValueDefinitionNode,
  type TypeNode,
} from 'graphql';
import { contentSdl } from './contentSdl';
import { datasourceSdl } from './datasourceSdl';
import { externalSdl } from './externalSdl';
import { fieldSdl } from './fieldSdl';
import { filterSdl, orderFields } from './filterSdl';
import { siteSdl } from './siteSdl';

const shortSdl = parse(
  [siteSdl, contentSdl, datasourceSdl, fieldSdl, externalSdl, filterSdl].join('\n'),
  { noLocation: true },
);

/** Directives that only the expander understands. */
const ownDirectives = new Set(['since', 'until', 'plural']);

/** `3.17` becomes 17: every version that has a Metadata API starts with 3. */
export function minorOf(apiVersion: string): number {
  return Number(apiVersion.slice(apiVersion.indexOf('.') + 1));
}

function directiveValue(node: unknown, name: string): string | undefined {
  const directives = (node as { directives?: readonly ConstDirectiveNode[] }).directives;
  const value = directives?.find((directive) => directive.name.value === name)?.arguments?.[0]
    ?.value;
  return value?.kind === Kind.STRING ? value.value : undefined;
}

function existsIn(minor: number, node: unknown): boolean {
  const since = directiveValue(node, 'since');
  const until = directiveValue(node, 'until');
  return (
    (since === undefined || minorOf(since) <= minor) &&
    (until === undefined || minor < minorOf(until))
  );
}

/** Everything of the short SDL that the version has; what refers to a type that it lacks goes too. */
function ofVersion(minor: number): DocumentNode {
  const gone = new Set<string>();
  for (const definition of shortSdl.definitions) {
    if ('name' in definition && definition.name && !existsIn(minor, definition)) {
      gone.add(definition.name.value);
    }
  }
  return visit(shortSdl, {
    enter(node) {
      if (!existsIn(minor, node)) return null;
      if (
        'name' in node &&
        node.name &&
        gone.has(node.name.value) &&
        node.kind !== Kind.FIELD_DEFINITION
      )
        return null;
      if (node.kind === Kind.FIELD_DEFINITION && gone.has(baseName(node.type))) return null;
      return undefined;
    },
  });
}

function baseName(type: TypeNode): string {
  return type.kind === Kind.NAMED_TYPE ? type.name.value : baseName(type.type);
}

function isList(type: TypeNode): boolean {
  return type.kind === Kind.LIST_TYPE || (type.kind === Kind.NON_NULL_TYPE && isList(type.type));
}

function fieldsOf(sdl: string): readonly FieldDefinitionNode[] {
  const definition = parse(`type T { ${sdl} }`, { noLocation: true }).definitions[0];
  return definition?.kind === Kind.OBJECT_TYPE_DEFINITION ? (definition.fields ?? []) : [];
}

/** Every equality gets its `…Within`; `text` is a search and has none. */
function withWithin(input: InputObjectTypeDefinitionNode): InputObjectTypeDefinitionNode {
  const within = (input.fields ?? [])
    .filter((field) => field.name.value !== 'text')
    .map((field): InputValueDefinitionNode => ({
      ...field,
      name: { kind: Kind.NAME, value: `${field.name.value}Within` },
      type: { kind: Kind.LIST_TYPE, type: field.type },
    }));
  return { ...input, fields: [...(input.fields ?? []), ...within] };
}

function sortSdl(name: string): string {
  const values = `ID ${orderFields[name] ?? ''}`;
  return `enum ${name}OrderField { ${values} }
    input ${name}SortOrder { field: ${name}OrderField! direction: OrderDirection! }`;
}

function capital(root: string): string {
  return `${root.charAt(0).toUpperCase()}${root.slice(1)}`;
}

/** The full schema of one API version, ready for `buildASTSchema`. */
export function expandSdl(minor: number): DocumentNode {
  const document = ofVersion(minor);
  const plurals = new Map<string, string>();
  const filters = new Set<string>();
  for (const definition of document.definitions) {
    const root = directiveValue(definition, 'plural');
    if (root !== undefined && 'name' in definition && definition.name)
      plurals.set(definition.name.value, root);
    if (definition.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) filters.add(definition.name.value);
  }

  const mode = minor >= 6 ? 'permissionMode: PermissionMode' : '';
  const listAndConnection = (field: string, type: string): string => {
    const common = `filter: ${type}_Filter, orderBy: [${type}SortOrder!], ${mode}`;
    return `${field}(${common}): [${type}]!
      ${field}Connection(${common}, first: Int, after: String, offset: Int): ${capital(plurals.get(type) ?? '')}Connection!`;
  };
  const expandFields = (fields: readonly FieldDefinitionNode[]): FieldDefinitionNode[] =>
    fields.flatMap((field) => {
      const type = baseName(field.type);
      if (!isList(field.type) || !plurals.has(type)) return [field];
      const [list, connection] = fieldsOf(listAndConnection(field.name.value, type));
      return [{ ...list, description: field.description }, connection] as FieldDefinitionNode[];
    });

  // An interface that asks for a field which the type did not have yet was not implemented by it yet.
  const fieldNames = new Map<string, Set<string>>();
  for (const definition of document.definitions) {
    if (
      definition.kind === Kind.OBJECT_TYPE_DEFINITION ||
      definition.kind === Kind.INTERFACE_TYPE_DEFINITION
    ) {
      fieldNames.set(
        definition.name.value,
        new Set(definition.fields?.map((field) => field.name.value)),
      );
    }
  }
  const provides = (type: string, face: string): boolean =>
    [...(fieldNames.get(face) ?? [])].every((field) => fieldNames.get(type)?.has(field));

  const definitions = document.definitions.flatMap((definition): DefinitionNode[] => {
    switch (definition.kind) {
      case Kind.OBJECT_TYPE_DEFINITION:
      case Kind.INTERFACE_TYPE_DEFINITION:
        return [
          {
            ...definition,
            fields: expandFields(definition.fields ?? []),
            interfaces: definition.interfaces?.filter((face) =>
              provides(definition.name.value, face.name.value),
            ),
          } as DefinitionNode,
        ];
      case Kind.INPUT_OBJECT_TYPE_DEFINITION:
        return [withWithin(definition)];
      case Kind.DIRECTIVE_DEFINITION:
        return [];
      default:
        return [definition];
    }
  });

  const generated: string[] = [];
  const roots: string[] = [];
  for (const [type, root] of plurals) {
    generated.push(
      sortSdl(type),
      `type ${capital(root)}Connection { nodes: [${type}]! pageInfo: PageInfo! totalCount: Int! }`,
    );
    if (!filters.has(`${type}_Filter`))
      generated.push(`input ${type}_Filter { id: ID idWithin: [ID] }`);
    roots.push(listAndConnection(root, type));
  }
  generated.push(`type Query { ${roots.join('\n')} }`);

  const whole: DocumentNode = {
    kind: Kind.DOCUMENT,
    definitions: [...definitions, ...parse(generated.join('\n'), { noLocation: true }).definitions],
  };
  return visit(whole, {
    Directive: (node) => (ownDirectives.has(node.name.value) ? null : undefined),
  });
}
