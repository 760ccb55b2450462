/** Lines and columns of offsets, and that many of them are found at once. */
import assert from 'node:assert/strict';
import { linesAndColumns } from '../../../src/base/linesAndColumns';

describe('linesAndColumns', () => {
  it('counts lines and columns from one, also at and behind the end', () => {
    const at = linesAndColumns('a\nbc\r\n\n');
    assert.deepEqual(
      [0, 1, 2, 4, 6, 7].map((offset) => Object.values(at(offset)).join(':')),
      ['1:1', '1:2', '2:1', '2:3', '3:1', '4:1'],
    );
    assert.deepEqual(linesAndColumns('')(0), { line: 1, column: 1 });
  });

  it('says the same as counting, anywhere', () => {
    const text = Array.from({ length: 300 }, (_, n) => 'x'.repeat(n % 7)).join('\n');
    const at = linesAndColumns(text);
    for (let offset = 0; offset <= text.length; offset += 1) {
      const before = text.slice(0, offset).split('\n');
      const column = (before.at(-1) ?? '').length + 1;
      assert.deepEqual(at(offset), { line: before.length, column });
    }
  });

  it('finds a hundred thousand places in a table of as many lines without holding up the editor', () => {
    const line = 'workbook,sales,prod,Finance,Margin\n';
    const at = linesAndColumns(line.repeat(100_000));
    const began = performance.now();
    for (let n = 0; n < 100_000; n += 1) assert.equal(at(n * line.length + 3).line, n + 1);
    assert.ok(performance.now() - began < 1_500, `${performance.now() - began} ms`);
  });
});
