// The schema of one API version with its resolvers: built once per version, used for every query.
import {
  buildASTSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import {
  nestedSelection,
  page,
  rootSelection,
  type ListArguments,
  type ListPlace,
  type Page,
} from './lists';
import type { Asked } from './resolvers/resolver';
import { nobody, typeName, type Row } from './rows';
import { expandSdl } from './schema/expandSdl';
import { valueOf } from './values';

type Resolver<Source> = GraphQLFieldResolver<Source, Asked, ListArguments>;

const built = new Map<number, GraphQLSchema>();

export function executableSchema(minor: number): GraphQLSchema {
  let schema = built.get(minor);
  if (!schema) {
    schema = buildASTSchema(expandSdl(minor), { assumeValidSDL: true });
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__')) continue;
      if (isObjectType(type)) attach(type);
      if (isInterfaceType(type)) type.resolveType = (row: Row) => typeName(row);
    }
    built.set(minor, schema);
  }
  return schema;
}

function attach(type: GraphQLObjectType): void {
  for (const field of Object.values(type.getFields())) {
    const resolve = resolverFor(type, field.name, field.type);
    if (resolve) field.resolve = resolve as GraphQLFieldResolver<unknown, unknown>;
  }
}

function resolverFor(
  type: GraphQLObjectType,
  name: string,
  output: GraphQLOutputType,
): Resolver<never> | undefined {
  if (type.name === 'PageInfo') return undefined;
  const of = getNamedType(output).name;
  const connected = connectionNodeType(output);
  if (type.name === 'Query') return connected ? rootConnection(connected) : rootList(of);
  if (connectionNodeType(type) !== undefined) {
    return name === 'nodes' ? pageNodes : undefined;
  }
  if (connected) return nestedConnection(name.slice(0, -'Connection'.length), connected);
  if (!isCompositeType(getNamedType(output))) return scalar(name, output);
  return isListType(getNullableType(output)) ? nestedList(name, of) : single(name, output);
}

/** The type of a Connection's nodes; undefined for what is no Connection. */
function connectionNodeType(output: GraphQLOutputType): string | undefined {
  const type = getNamedType(output);
  if (!isObjectType(type) || isAbstractType(type)) return undefined;
  const fields = type.getFields();
  return fields['pageInfo'] && fields['nodes']
    ? getNamedType(fields['nodes'].type).name
    : undefined;
}

const taken = (rows: readonly Row[], asked: Asked): readonly Row[] => {
  const left = asked.takeNodes(rows.length);
  return left < rows.length ? rows.slice(0, left) : rows;
};

const pageNodes: Resolver<Page> = (source, _args, asked) => taken(source.rows, asked);

function rootKey(info: GraphQLResolveInfo): string {
  let path = info.path;
  while (path.prev) path = path.prev;
  return String(path.key);
}

const placeOf = (info: GraphQLResolveInfo, type: string): ListPlace => ({
  field: info.fieldName,
  type,
  rootKey: rootKey(info),
});

const rootList =
  (type: string): Resolver<never> =>
  (_source, args, asked, info) =>
    taken(rootSelection(placeOf(info, type), args, asked), asked);

const rootConnection =
  (type: string): Resolver<never> =>
  (_source, args, asked, info) => {
    const place = placeOf(info, type);
    return page(rootSelection(place, args, asked), place, args, asked);
  };

function rowsUnder(row: Row, name: string, asked: Asked): readonly Row[] {
  const value = asked.sees(row) ? valueOf(row, name, asked) : undefined;
  if (!Array.isArray(value)) return [];
  return [...new Set(value.filter((each: Row | undefined) => each !== undefined))] as Row[];
}

const nestedList =
  (name: string, type: string): Resolver<Row> =>
  (row, args, asked, info) =>
    taken(nestedSelection(rowsUnder(row, name, asked), placeOf(info, type), args, asked), asked);

const nestedConnection =
  (name: string, type: string): Resolver<Row> =>
  (row, args, asked, info) => {
    const place = placeOf(info, type);
    return page(
      nestedSelection(rowsUnder(row, name, asked), place, args, asked),
      place,
      args,
      asked,
    );
  };

const single =
  (name: string, output: GraphQLOutputType): Resolver<Row> =>
  (row, _args, asked) => {
    // A site is known to everybody who is on it, also through an item that may not be seen.
    const value =
      asked.sees(row) || name === 'site'
        ? (valueOf(row, name, asked) as Row | null | undefined)
        : undefined;
    if (value) {
      asked.takeNodes(1);
      return value;
    }
    return isNonNullType(output) ? nobody : null;
  };

/** Ids and names of what may not be seen are null, or empty where the schema forbids null (documented). */
const scalar =
  (name: string, output: GraphQLOutputType): Resolver<Row> =>
  (row, _args, asked) => {
    const value = asked.sees(row) ? valueOf(row, name, asked) : undefined;
    if (value !== undefined && value !== null) return value;
    return isNonNullType(output) ? emptyOf(getNamedType(output).name) : null;
  };

function emptyOf(type: string): unknown {
  switch (type) {
    case 'Boolean':
      return false;
    case 'DateTime':
      return '1970-01-01T00:00:00Z';
    case 'Int':
      return 0;
    default:
      return '';
  }
}
