/** Order and filter of a table, also of a long one, and its rows as text. */
import assert from 'node:assert/strict';
import { ResultTable } from '../../../../src/metadata/table/resultTable';
import { textOfRows } from '../../../../src/metadata/table/tableTexts';
import { viewOf } from '../../../../src/metadata/table/tableView';

const names = async (
  items: readonly object[],
  view: { column?: string; descending?: boolean; filter?: string },
): Promise<readonly unknown[]> => {
  const table = await ResultTable.of({ items });
  const { column, descending = false, filter = '' } = view;
  const order = column === undefined ? undefined : { column, descending };
  const rows = await viewOf(table, { order, filter, columns: table.columns });
  return [...rows].map((row) => table.cell(row, table.columns[0]!));
};

describe('viewOf', () => {
  const items = [
    { name: 'Sheet 10', size: 3 },
    { name: 'sheet 2', size: 20 },
    { name: null, size: 1 },
    { name: 'Älter', size: null },
  ];

  it('sorts names as people do and numbers by what they are worth, with empty cells last', async () => {
    assert.deepEqual(await names(items, { column: 'name' }), [
      'Älter',
      'sheet 2',
      'Sheet 10',
      undefined,
    ]);
    assert.deepEqual(await names(items, { column: 'name', descending: true }), [
      'Sheet 10',
      'sheet 2',
      'Älter',
      undefined,
    ]);
    assert.deepEqual(await names(items, { column: 'size', descending: true }), [
      'sheet 2',
      'Sheet 10',
      undefined,
      'Älter',
    ]);
  });

  it('keeps the rows that hold every word somewhere', async () => {
    assert.deepEqual(await names(items, { filter: 'SHEET 2' }), ['sheet 2']);
    assert.deepEqual(await names(items, { filter: '20' }), ['sheet 2']);
    assert.deepEqual(await names(items, { filter: 'nothing' }), []);
  });

  it('sorts and filters 20,000 rows as a plain sort does, and lets others have their turn', async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => ({
      name: `Row ${(index * 7919) % 100_003}`,
      size: index % 10,
    }));
    const table = await ResultTable.of({ many });
    const columns = table.columns;
    let turns = 0;
    const turning = setInterval(() => (turns += 1), 1);
    const rows = await viewOf(table, {
      order: { column: 'size', descending: true },
      filter: '1',
      columns,
    });
    clearInterval(turning);
    const expected = many
      .map((item, index) => ({ ...item, index }))
      .filter(({ name, size }) => name.includes('1') || String(size).includes('1'))
      .sort((a, b) => b.size - a.size)
      .map(({ index }) => index);
    assert.deepEqual([...rows], expected);
    assert.ok(turns > 0, `${turns} turns`);
  });

  it('gives up when nobody waits any more', async () => {
    const table = await ResultTable.of({
      many: Array.from({ length: 100_000 }, (_, n) => ({ n, m: n })),
    });
    const abort = new AbortController();
    const view = viewOf(table, { filter: '99', columns: table.columns }, abort.signal);
    abort.abort(new Error('gone'));
    await assert.rejects(view, /gone/u);
  });
});

describe('textOfRows', () => {
  const rows = {
    columns: ['name', 'count'],
    rows: [
      ['a\tb', 1],
      ['x|"y"\nz', undefined],
    ],
  };

  it('quotes for a spreadsheet what would begin another cell', () => {
    assert.equal(textOfRows('tsv', rows), 'name\tcount\n"a\tb"\t1\n"x|""y""\nz"\t\n');
  });

  it('keeps a Markdown table whole', () => {
    assert.equal(
      textOfRows('markdown', rows),
      '| name | count |\n| --- | --- |\n| a\tb | 1 |\n| x\\|"y"<br>z |  |\n',
    );
  });

  it('keeps types in JSON, and says null of an empty cell', () => {
    assert.deepEqual(JSON.parse(textOfRows('json', rows)), [
      { name: 'a\tb', count: 1 },
      { name: 'x|"y"\nz', count: null },
    ]);
  });
});
