/** What the hand-written schema completes must be taken by every server, the oldest too. */
import assert from 'node:assert/strict';
import {
  buildASTSchema,
  buildClientSchema,
  isInputObjectType,
  isObjectType,
  validateSchema,
  type GraphQLSchema,
} from 'graphql';
import { baseIntrospection } from '../../../src/metadata/baseSchema';
import { expandSdl, minorOf } from '../../fakeTableau/metadata/schema/expandSdl';
import { profiles } from '../../fakeTableau/profiles';

describe('baseIntrospection', () => {
  const base = buildClientSchema(baseIntrospection());

  /** `Workbook.luid`, `Workbook_Filter.name`, `Query.workbooks(filter)`. */
  const membersOf = (schema: GraphQLSchema): ReadonlySet<string> =>
    new Set(
      Object.values(schema.getTypeMap())
        .filter((type) => !type.name.startsWith('__'))
        .flatMap((type) => {
          if (isInputObjectType(type))
            return Object.keys(type.getFields()).map((name) => `${type.name}.${name}`);
          if (!('getFields' in type)) return [];
          return Object.values(type.getFields()).flatMap(({ name, args }) => [
            `${type.name}.${name}`,
            ...args.map((argument) => `${type.name}.${name}(${argument.name})`),
          ]);
        }),
    );

  it('is a valid schema', () => {
    assert.deepEqual(validateSchema(base), []);
    assert.ok(isObjectType(base.getType('PublishedDatasource')));
  });

  for (const profile of Object.values(profiles)) {
    it(`holds nothing that ${profile.name} does not know`, () => {
      const theirs = membersOf(
        buildASTSchema(expandSdl(minorOf(profile.apiVersion)), { assumeValid: true }),
      );
      const unknown = [...membersOf(base)].filter(
        (member) => !theirs.has(member) && !/^\w+Connection\./u.test(member),
      );
      assert.deepEqual(unknown, []);
    });
  }
});
