/** Resolved lines in the forms in which they are copied. */
import assert from 'node:assert/strict';
import { tableAs, type TableRow } from '../../../src/references/table';
import type { Luid } from '../../../src/tableau/model';

const luid = '1f2f3e4e-5d6d-4c8c-9b0b-1a2a3f4f5e6e' as Luid;
const rows: readonly TableRow[] = [
  { given: 'a\tb', kind: 'workbook', name: '=1+1, "x"', path: 'P | Q', site: 'Sales', luid },
  { given: 'gone', trouble: 'No item' },
  { given: 'again', kind: 'workbook', name: 'תקציב & 😀', luid },
];

describe('tableAs', () => {
  it('keeps cells apart in every form', () => {
    assert.deepEqual(
      tableAs('tsv', rows)
        .split('\n')
        .map((row) => row.split('\t').length),
      [7, 7, 7, 7],
    );
    assert.match(tableAs('csv', rows), /^a\tb,workbook,"'=1\+1, ""x""",P \| Q,Sales,1f2f/m);
    assert.match(tableAs('markdown', rows), /P \\\| Q/);
    assert.deepEqual(JSON.parse(tableAs('json', rows)), rows);
  });

  it('gives each LUID once', () => {
    assert.equal(tableAs('luids', rows), luid);
    assert.equal(tableAs('sql', rows), `('${luid}')`);
  });
});
