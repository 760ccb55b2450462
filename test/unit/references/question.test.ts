/** What a text may mean for which an item is wanted. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isList, linesInBox, linesToResolve, questionsIn } from '../../../src/references/question';

const id = '1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e';
const types = (text: string): readonly string[] => questionsIn(text).map(({ type }) => type);

describe('questionsIn', () => {
  it('tells the forms apart', () => {
    assert.deepEqual(types('https://10ax.online.tableau.com/#/site/s/workbooks/1'), ['address']);
    assert.deepEqual(types('10ax.online.tableau.com/#/site/s/workbooks/1'), ['address']);
    assert.deepEqual(types(` "${id.toUpperCase()}", `), ['luid']);
    assert.deepEqual(types('1003'), ['number', 'path']);
    assert.deepEqual(types('Finance/EMEA/Margin'), ['path']);
    assert.deepEqual(types('Superstore/Overview'), ['path', 'view']);
    assert.deepEqual(types('Superstore/sheets/Overview'), ['path', 'view']);
    assert.deepEqual(types('Quarterly Margin'), ['path']);
    assert.deepEqual(types('https://github.com/x'), ['problem']);
    assert.deepEqual(types('   '), []);
  });

  it('takes a text that is longer than any name for nothing, at once', () => {
    const began = performance.now();
    assert.deepEqual(types(`a${' '.repeat(200_000)}!`), []);
    assert.ok(performance.now() - began < 100);
  });

  it('takes the kind that is said', () => {
    const [number] = questionsIn('workbook 1003');
    assert.deepEqual(number, { type: 'number', id: '1003', kind: 'workbook' });
    for (const [text, kind] of [
      ['workbooks/7', 'workbook'],
      ['data source 7', 'datasource'],
      ['flow #7', 'flow'],
      ['projects 7', 'project'],
      ['virtualconnections/7', 'virtualConnection'],
    ] as const) {
      const [first] = questionsIn(text);
      assert.equal(first?.type === 'number' && first.kind, kind, text);
    }
    const [luid] = questionsIn(`datasource ${id}`);
    assert.deepEqual(luid, { type: 'luid', luid: id, hint: 'datasource' });
    // A name that ends in a number is a name.
    assert.deepEqual(types('Report 2024'), ['path']);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
        questionsIn(text);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('linesToResolve', () => {
  it('finds the lines again that a box has run together', () => {
    const url = 'https://h.example/#/site/s/workbooks/1';
    assert.deepEqual(linesToResolve(`${url}${url}\n\n${id}\r\n a `), [url, url, id, 'a']);
    assert.deepEqual(linesToResolve(`${id}${id}${id}`), [id, id, id]);
    // As browsers paste them: with spaces.
    assert.deepEqual(linesToResolve(`${url} ${url} ${id} ${id}`), [url, `${url} ${id}`, id]);
    assert.deepEqual(linesToResolve(`see ${url}`), [`see ${url}`]);
    assert.deepEqual(linesToResolve(' \n '), []);
  });
});

describe('linesInBox', () => {
  const copied = 'Finance/Tax\r\n\r\nFinance/EMEA/Quarterly Margin\r\n';
  const lines = ['Finance/Tax', 'Finance/EMEA/Quarterly Margin'];

  it('finds the lines of what was copied, whatever a paste made of their ends', () => {
    for (const end of ['', ' ', '  '])
      assert.deepEqual(linesInBox(lines.join(end), copied), lines, JSON.stringify(end));
    const numbers = 'workbook 1003\nworkbook 1004';
    assert.deepEqual(linesInBox('workbook 1003 workbook 1004', numbers), numbers.split('\n'));
  });

  it('leaves what is typed as it is', () => {
    assert.deepEqual(linesInBox('Finance/Tax', copied), ['Finance/Tax']);
    assert.deepEqual(linesInBox('', ' \n'), []);
    assert.deepEqual(linesInBox('Quarterly Margin', 'Quarterly Margin'), ['Quarterly Margin']);
  });
});

describe('isList', () => {
  it('takes lines of paths, numbers and views, and those with a LUID among them', () => {
    for (const lines of [
      ['Finance/Tax', 'Finance/EMEA/Quarterly Margin'],
      ['workbook 1003', 'data source 7', 'flow #8'],
      ['1003', '1004'],
      ['Superstore/Overview', 'Superstore/sheets/Detail', 'Tax'],
      ['a heading', 'another', id],
    ])
      assert.ok(isList(lines), lines.join(' | '));
  });

  it('leaves other texts', () => {
    for (const lines of [
      ["import { a } from './a/b';", "import c from 'd/e';"],
      ['Dear all,', 'the report is late.', 'Yours/J'],
      ['https://github.com/x', 'https://example.com/y'],
      ['// what a/b is', '/usr/bin/env'],
      ['<a/>', '<b/>'],
      ['Tax', 'Quarterly Margin'],
    ])
      assert.ok(!isList(lines), lines.join(' | '));
  });
});
