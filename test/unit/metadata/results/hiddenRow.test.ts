/** Which empty rows of a table are items that one may not see. */
import assert from 'node:assert/strict';
import { isHiddenRow } from '../../../../src/webview/results/hiddenRow';

const columns = (...names: string[]) => names.map((name) => ({ name }));

describe('isHiddenRow', () => {
  it('knows an item without its name or number, which every item has', () => {
    assert.ok(isHiddenRow(columns('luid', 'name', 'owner.username'), ['', null, null]));
    assert.ok(isHiddenRow(columns('vizportalUrlId'), [null]));
  });

  it('takes nothing for hidden that has a value', () => {
    assert.ok(!isHiddenRow(columns('luid', 'name'), ['', 'Sheet 1']));
    assert.ok(!isHiddenRow(columns('name', 'views'), [null, '0']));
  });

  it('says nothing of rows that may be empty for another reason', () => {
    assert.ok(!isHiddenRow(columns('description'), [null]));
    assert.ok(!isHiddenRow(columns('luid', 'path'), ['', '']), 'a hidden sheet');
    assert.ok(!isHiddenRow(columns('views.name', 'owner.name'), [null, null]), 'no views');
  });
});
