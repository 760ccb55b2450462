/** What is copied is pasted into queries and scripts: it must be whole there. */
import assert from 'node:assert/strict';
import { copyForms, inForm, isCopyForm } from '../../../src/query/copyForms';

describe('inForm', () => {
  const values = ['a-1', "b'2"];

  it('writes lines, commas, quotes, JSON and a list for SQL', () => {
    assert.deepEqual(
      copyForms.map((form) => inForm(form, values)),
      ["a-1\nb'2", "a-1, b'2", '"a-1", "b\'2"', '[\n  "a-1",\n  "b\'2"\n]', "IN ('a-1', 'b''2')"],
    );
  });

  it('knows a remembered form from anything else', () => {
    assert.ok(isCopyForm('sql'));
    assert.ok(!isCopyForm('csv') && !isCopyForm(null));
  });
});
