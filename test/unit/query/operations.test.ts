/** Which operation runs, and what of the document goes with it. */
import assert from 'node:assert/strict';
import { onlyOperation, operationAt, operationsOf } from '../../../src/query/operations';

const text = `# Workbooks
query A { workbooks { ...W } }

fragment W on Workbook { luid owner { ...U } }
fragment U on TableauUser { name }
fragment Unused on Flow { name }

# Sources – all of them
query B($n: String!, $m: Int = 3) { publishedDatasources { luid } }
{ flows { name } }
`;

describe('operationsOf', () => {
  it('names the operations and their variables, the anonymous too', () => {
    const operations = operationsOf(text) ?? [];
    assert.deepEqual(
      operations.map(({ name }) => name),
      ['A', 'B', undefined],
    );
    assert.deepEqual(operations[1]?.variables, [
      { name: 'n', type: 'String!', required: true },
      { name: 'm', type: 'Int', required: false },
    ]);
  });

  it('knows none in a text that is no GraphQL', () => {
    assert.equal(operationsOf('query {'), undefined);
    assert.equal(operationsOf(''), undefined);
  });
});

describe('operationAt', () => {
  const operations = operationsOf(text) ?? [];
  const nameAt = (words: string): string | undefined =>
    operationAt(operations, text.indexOf(words))?.name ?? 'anonymous';

  it('is the one around the cursor, or the next one below it, or else the last', () => {
    assert.equal(nameAt('# Workbooks'), 'A');
    assert.equal(nameAt('...W'), 'A');
    assert.equal(nameAt('# Sources'), 'B');
    assert.equal(nameAt('$m'), 'B');
    assert.equal(nameAt('flows'), 'anonymous');
    assert.equal(operationAt(operations, text.length)?.name, undefined);
    assert.equal(operationAt([], 0), undefined);
  });
});

describe('onlyOperation', () => {
  const [first, second] = operationsOf(text) ?? [];

  it('leaves the operation with the fragments that it needs, each in its place', () => {
    const only = onlyOperation(text, first?.start ?? -1);
    assert.equal(only.length, text.length);
    assert.equal(only.indexOf('fragment U'), text.indexOf('fragment U'));
    assert.deepEqual(
      operationsOf(only)?.map(({ name }) => name),
      ['A'],
    );
    assert.doesNotMatch(only, /Unused|publishedDatasources|flows|# Sources/u);
    assert.match(only, /^# Workbooks$/mu);
  });

  it('takes no fragments along that it does not need, and leaves what cannot be cut', () => {
    assert.doesNotMatch(onlyOperation(text, second?.start ?? -1), /fragment/u);
    assert.equal(onlyOperation('query {', 0), 'query {');
    assert.equal(onlyOperation(text, 1), text);
  });
});
