/** Checks that a table survives a spreadsheet: quoting, and nothing that would be run. */
import assert from 'node:assert/strict';
import { csvOf } from '../../../src/base/csv';

describe('csvOf', () => {
  it('begins with a byte order mark and ends each row as RFC 4180 says', () => {
    assert.equal(
      csvOf([
        ['a', 'b'],
        ['c', ''],
      ]),
      '\uFEFFa,b\r\nc,\r\n',
    );
  });

  it('quotes commas, quotes and line breaks', () => {
    assert.equal(
      csvOf([['Sales, EMEA', 'the "big" one', 'two\nlines']]),
      '\uFEFF"Sales, EMEA","the ""big"" one","two\nlines"\r\n',
    );
  });

  it('leaves no cell that a spreadsheet would run', () => {
    const row = ['=1+1', '+cmd', '-2', '@SUM(A1)', ' =HYPERLINK("x")', '\t=1', 'a=b', '2-1'];
    assert.equal(
      csvOf([row]),
      `\uFEFF'=1+1,'+cmd,'-2,'@SUM(A1),"' =HYPERLINK(""x"")",'\t=1,a=b,2-1\r\n`,
    );
  });
});
