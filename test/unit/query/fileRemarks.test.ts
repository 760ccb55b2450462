/** A query in a file says in comments where it is asked, and with what. */
import assert from 'node:assert/strict';
import { asFile, siteRemark, variablesRemark } from '../../../src/query/fileRemarks';
import { operationsOf } from '../../../src/query/operations';

const text = `# @site sales
# What is here

# @variables {"n": "12"}
query A($n: String!) { workbooks(filter: { vizportalUrlId: $n }) { luid } }

# @site people
# @variables [1]
query B { flows { name } }
`;
const [first, second] = operationsOf(text) ?? [];

describe('siteRemark', () => {
  it('reads the comments above an operation, and else those at the top of the file', () => {
    assert.equal(siteRemark(text, first), 'sales');
    assert.equal(siteRemark(text, second), 'people');
    assert.equal(siteRemark(text, undefined), 'sales');
    assert.equal(siteRemark('query { a } # @site sales', undefined), undefined);
  });

  it('takes the top of the file for an operation that has other comments', () => {
    const file = '# @site sales\nquery A { a }\n# words\nquery B { b }\n';
    assert.equal(siteRemark(file, operationsOf(file)?.[1]), 'sales');
  });
});

describe('variablesRemark', () => {
  it('reads JSON, and refuses what is none', () => {
    assert.ok(first && second);
    assert.deepEqual(variablesRemark(text, first), { n: '12' });
    assert.throws(() => variablesRemark(text, second), SyntaxError);
    const plain = operationsOf('{ a }')?.[0];
    assert.ok(plain);
    assert.equal(variablesRemark('{ a }', plain), undefined);
  });

  it('reads back what a saved query says', () => {
    const file = asFile('query A($n: Int) { a }\n\n', { n: 3 });
    const [operation] = operationsOf(file) ?? [];
    assert.ok(operation);
    assert.deepEqual(variablesRemark(file, operation), { n: 3 });
    assert.equal(asFile('{ a }', {}), '{ a }\n');
  });
});
