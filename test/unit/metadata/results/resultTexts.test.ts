/** A result as text: long JSON in pieces, and tables as files; and what the page may ask for. */
import assert from 'node:assert/strict';
import { jsonPieces, measured } from '../../../../src/metadata/results/jsonText';
import { rangesOf, viewOfInput } from '../../../../src/metadata/results/tableInput';
import { tablePieces } from '../../../../src/metadata/results/tablePieces';

describe('jsonPieces', () => {
  it('says what JSON.stringify says', async () => {
    for (const value of [
      {
        data: {
          a: [{ b: 1, c: ['x\ny', null] }, []],
          d: {},
          e: { f: { g: { h: [1, { i: 2 }] } } },
        },
      },
      [],
      null,
      'text',
      { a: undefined, b: 1 },
    ]) {
      const text = [...jsonPieces(value)].join('');
      assert.equal(text, JSON.stringify(value, undefined, 2));
      assert.deepEqual(await measured(value, 5), {
        head: text.slice(0, 5),
        characters: text.length,
      });
    }
  });
});

describe('tablePieces', () => {
  const rows = {
    columns: ['name', 'count'],
    rows: [
      ['=HYPERLINK("http://evil")', -1],
      ['a,"b"', undefined],
    ],
  };

  it('writes CSV that a spreadsheet takes for text, and leaves numbers numbers', () => {
    assert.equal(
      [...tablePieces('csv', rows)].join(''),
      '\uFEFFname,count\r\n"\'=HYPERLINK(""http://evil"")",-1\r\n"a,""b""",\r\n',
    );
  });

  it('writes one object a line, or a list of them', () => {
    const objects = [
      { name: '=HYPERLINK("http://evil")', count: -1 },
      { name: 'a,"b"', count: null },
    ];
    const lines = [...tablePieces('ndjson', rows)].join('').trimEnd().split('\n');
    assert.deepEqual(
      lines.map((line) => JSON.parse(line) as unknown),
      objects,
    );
    assert.deepEqual(JSON.parse([...tablePieces('json', rows)].join('')), objects);
  });
});

describe('what the page sends of a table', () => {
  it('is refused where it is not of its form', () => {
    const view = { tab: '1', columns: ['a'], filter: '' };
    assert.deepEqual(viewOfInput(view), view);
    for (const odd of [
      {},
      { ...view, columns: [1] },
      { ...view, filter: 1 },
      { ...view, order: {} },
    ])
      assert.throws(() => viewOfInput(odd), /no usable/u);
    assert.deepEqual(rangesOf({ ranges: [[0, 2]] }), [[0, 2]]);
    for (const odd of [{}, { ranges: [[-1, 2]] }, { ranges: ['x'] }])
      assert.throws(() => rangesOf(odd), /no usable/u);
  });
});
