/** What a text may mean for which an item is wanted. */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesToResolve, questionsIn } from '../../../src/references/question';

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
    assert.deepEqual(linesToResolve(' \n '), []);
  });
});
