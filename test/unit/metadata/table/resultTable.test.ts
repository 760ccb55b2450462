/** What a table makes of an answer: which list its rows are, which columns it has, what stands in a cell. */
import assert from 'node:assert/strict';
import { ResultTable } from '../../../../src/metadata/table/resultTable';

async function texts(data: unknown, list?: string): Promise<readonly unknown[][]> {
  const table = await ResultTable.of(data, list);
  const rows = table.rows.map((_, row) => table.columns.map((column) => table.cell(row, column)));
  return [table.columns.map(({ name }) => name), ...rows];
}

describe('ResultTable', () => {
  const sales = { luid: 'w1', name: 'Sales', owner: { username: 'ana' } };

  it('makes a row of every item of a list, and a column of every value, also inside an object', async () => {
    assert.deepEqual(await texts({ workbooks: [sales] }), [
      ['luid', 'name', 'owner.username'],
      ['w1', 'Sales', 'ana'],
    ]);
  });

  it('reads a Connection by its nodes and leaves out how it is paged', async () => {
    const data = {
      workbooksConnection: { totalCount: 1, pageInfo: { hasNextPage: false }, nodes: [sales] },
    };
    const table = await ResultTable.of(data);
    assert.deepEqual(
      table.columns.map(({ name }) => name),
      ['luid', 'name', 'owner.username'],
    );
    assert.equal(table.list?.id, 'workbooksConnection.nodes');
  });

  it('makes a row of every inner item where there is one list inside the other', async () => {
    const views = [
      { luid: 'v1', name: 'One' },
      { luid: 'v2', name: 'Two' },
    ];
    const data = {
      workbooks: [
        { name: 'Sales', views, luid: 'w1' },
        { name: 'Empty', views: [], luid: 'w2' },
      ],
    };
    assert.deepEqual(await texts(data), [
      ['name', 'views.luid', 'views.name', 'luid'],
      ['Sales', 'v1', 'One', 'w1'],
      ['Sales', 'v2', 'Two', 'w1'],
      ['Empty', undefined, undefined, 'w2'],
    ]);
    assert.deepEqual(await texts(data, 'workbooks'), [
      ['name', 'views', 'luid'],
      ['Sales', 2, 'w1'],
      ['Empty', 0, 'w2'],
    ]);
  });

  it('counts lists that stand side by side: their rows have nothing to do with each other', async () => {
    const two = [
      { luid: '1', name: 'a' },
      { luid: '2', name: 'b' },
    ];
    const data = {
      workbooks: [
        { name: 'Sales', sheets: two, flows: [] },
        { name: 'B', sheets: [], flows: two },
      ],
    };
    assert.deepEqual(await texts(data), [
      ['name', 'sheets', 'flows'],
      ['Sales', 2, 0],
      ['B', 0, 2],
    ]);
    const table = await ResultTable.of(data);
    assert.deepEqual(
      table.lists.map(({ id }) => id),
      ['workbooks', 'workbooks/sheets', 'workbooks/flows'],
    );
    assert.deepEqual((await texts(data, 'workbooks/flows')).at(-1), ['B', 0, '2', 'b']);
  });

  it('says the values of a list in one cell where each has but one', async () => {
    const data = {
      workbooks: [{ name: 'Sales', tags: [{ name: 'a' }, { name: 'b' }], kinds: ['x', null, 'y'] }],
    };
    assert.deepEqual(await texts(data), [
      ['name', 'tags.name', 'kinds'],
      ['Sales', 'a, b', 'x, y'],
    ]);
  });

  it('finds columns that only some rows have, as fragments on types give them', async () => {
    const data = { fields: [{ name: 'A' }, { name: 'B', formula: '1+1' }, null] };
    assert.deepEqual(await texts(data), [
      ['name', 'formula'],
      ['A', undefined],
      ['B', '1+1'],
    ]);
  });

  it('offers every root of a query that has several', async () => {
    const table = await ResultTable.of({ a: [{ n: 1, m: 2 }], b: [{ n: 2, m: 3 }] }, 'b');
    assert.deepEqual(
      table.lists.map(({ id }) => id),
      ['a', 'b'],
    );
    assert.equal(table.cell(0, table.columns[0]!), 2);
  });

  it('still makes rows of a list whose items have one value each when there is nothing else', async () => {
    assert.deepEqual(await texts({ workbooks: [{ luid: '1' }, { luid: '2' }] }), [
      ['luid'],
      ['1'],
      ['2'],
    ]);
  });

  it('is one row where the answer holds no list', async () => {
    assert.deepEqual(await texts({ __typename: 'Query' }), [['__typename'], ['Query']]);
    assert.deepEqual(await texts({ workbooks: [] }), [[]]);
    assert.deepEqual((await ResultTable.of(null)).rows.length, 1);
  });
});
