/** How a person's query becomes the query for one page of one of its Connections. */
import assert from 'node:assert/strict';
import { parse, print } from 'graphql';
import { pagedRoots } from '../../../../../src/tableau/metadata/paging/pagedRoots';
import { pageRequest } from '../../../../../src/tableau/metadata/paging/pageRequest';

const wanted = { key: 'workbooksConnection', first: 50, orderById: true, count: false };
const same = (query: string, expected: string): void => assert.equal(query, print(parse(expected)));

describe('pagedRoots', () => {
  it('finds the Connections at the root whose items are asked for, by their alias too', () => {
    const query = `{
      workbooksConnection(first: 20) { nodes { name viewsConnection { nodes { name } } } }
      mine: flowsConnection(orderBy: {field: NAME, direction: ASC}) { all: nodes { name } }
      sheetsConnection { totalCount }
      workbooks { name }
    }`;
    assert.deepEqual(pagedRoots({ query }), [
      { key: 'workbooksConnection', nodesKey: 'nodes', first: 20, hasOrder: false },
      { key: 'mine', nodesKey: 'all', hasOrder: true },
    ]);
  });

  it('reads the size of a page from a variable, and from what it is when nothing was given', () => {
    const query = 'query ($n: Int = 30) { workbooksConnection(first: $n) { nodes { name } } }';
    assert.equal(pagedRoots({ query })[0]?.first, 30);
    assert.equal(pagedRoots({ query, variables: { n: 7 } })[0]?.first, 7);
  });

  it('looks into fragments, and at the operation that was chosen', () => {
    const query = `query A { workbooks { name } }
      query B { workbooksConnection { ...P } } fragment P on WorkbooksConnection { ... { nodes { name } } }`;
    assert.deepEqual(pagedRoots({ query, operationName: 'A' }), []);
    assert.equal(pagedRoots({ query, operationName: 'B' })[0]?.nodesKey, 'nodes');
    assert.deepEqual(pagedRoots({ query: '{ oops' }), []);
  });
});

describe('pageRequest', () => {
  it('asks for the first page in an order that does not shift, and how many there are', () => {
    const query = 'query Q { workbooksConnection(first: 5) { nodes { name } } flows { name } }';
    const page = pageRequest({ query }, { ...wanted, count: true });
    same(
      page.query,
      `query Q { workbooksConnection(first: 50, orderBy: {field: ID, direction: ASC}) {
        nodes { name } vizportPage: pageInfo { hasNextPage endCursor } vizportTotal: totalCount } }`,
    );
  });

  it("keeps the author's filter and order, and leaves nested Connections alone", () => {
    const query = `query ($p: String) { workbooksConnection(filter: {projectName: $p}, first: 5, after: "old",
      orderBy: {field: NAME, direction: DESC}) { nodes { viewsConnection(first: 3) { nodes { name } } } } }`;
    const page = pageRequest({ query, variables: { p: 'A' } }, { ...wanted, after: 'next' });
    same(
      page.query,
      `query ($p: String) { workbooksConnection(filter: {projectName: $p},
        orderBy: {field: NAME, direction: DESC}, first: 50, after: "next") {
        nodes { viewsConnection(first: 3) { nodes { name } } } vizportPage: pageInfo { hasNextPage endCursor } } }`,
    );
    assert.deepEqual(page.variables, { p: 'A' });
  });

  it('drops what only other parts of the document need: a server refuses what is declared and not used', () => {
    const query = `query Q($n: Int, $c: String, $m: String) {
        workbooksConnection(first: $n, after: $c) { nodes { ...W } }
        flows(filter: {name: $m}) { ...F } }
      fragment W on Workbook { ...Deep } fragment Deep on Workbook { name }
      fragment F on Flow { name }
      query Other { flows { ...F } }`;
    const variables = { n: 5, c: 'x', m: 'y' };
    const page = pageRequest({ query, operationName: 'Q', variables }, { ...wanted, after: 'b' });
    assert.doesNotMatch(page.query, /\$|Other|fragment F/u);
    assert.match(page.query, /fragment W on Workbook[\s\S]*fragment Deep on Workbook/u);
    assert.equal(page.variables, undefined);
  });

  it('starts where an offset says and goes on by the cursor alone', () => {
    const query = '{ workbooksConnection(offset: 10) { nodes { name } } }';
    assert.match(pageRequest({ query }, wanted).query, /offset: 10/u);
    assert.doesNotMatch(pageRequest({ query }, { ...wanted, after: 'b' }).query, /offset/u);
  });
});
