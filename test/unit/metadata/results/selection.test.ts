/** What keys make of the cells that are chosen. */
import assert from 'node:assert/strict';
import {
  heading,
  isSelected,
  pressed,
  rectangle,
  single,
  type Selection,
} from '../../../../src/webview/results/selection';

const extent = { rows: 100, columns: 4, page: 10 };
const keys = (key: string, shiftKey = false, ctrlKey = false) => ({
  key,
  shiftKey,
  ctrlKey,
  metaKey: false,
});
const at = (row: number, column: number): Selection => single({ row, column });

describe('pressed', () => {
  it('moves by cells, pages and ends, and stays within the table', () => {
    assert.deepEqual(pressed(at(0, 0), keys('ArrowRight'), extent)?.focus, { row: 0, column: 1 });
    assert.deepEqual(pressed(at(95, 0), keys('PageDown'), extent)?.focus, { row: 99, column: 0 });
    assert.deepEqual(pressed(at(5, 3), keys('ArrowRight'), extent)?.focus, { row: 5, column: 3 });
    assert.deepEqual(pressed(at(5, 1), keys('End', false, true), extent)?.focus, {
      row: 99,
      column: 3,
    });
  });

  it('goes up into the headings, and selects nothing of them', () => {
    const top = pressed(at(0, 2), keys('ArrowUp'), extent);
    assert.deepEqual(top?.focus, { row: heading, column: 2 });
    assert.equal(isSelected(top, 0, 2), false);
    assert.deepEqual(pressed(at(0, 2), keys('ArrowUp', true), extent)?.focus, {
      row: 0,
      column: 2,
    });
  });

  it('selects a rectangle with Shift, in any direction, and everything with Ctrl+A', () => {
    const up = pressed(at(5, 2), keys('ArrowUp', true), extent);
    const left = pressed(up, keys('ArrowLeft', true), extent)!;
    assert.deepEqual(rectangle(left), { rows: [4, 5], columns: [1, 2] });
    assert.ok(isSelected(left, 4, 1) && !isSelected(left, 4, 3));
    assert.deepEqual(rectangle(pressed(left, keys('a', false, true), extent)!), {
      rows: [0, 99],
      columns: [0, 3],
    });
  });

  it('leaves other keys to others, and an empty table its headings', () => {
    assert.equal(pressed(at(0, 0), keys('x'), extent), undefined);
    const empty = { ...extent, rows: 0 };
    assert.deepEqual(pressed(at(heading, 0), keys('ArrowDown'), empty)?.focus.row, heading);
    assert.equal(pressed(at(heading, 0), keys('a', false, true), empty), undefined);
  });
});
