/** When a quick pick is given other rows: only then, because it draws them all anew. */
import assert from 'node:assert/strict';
import type { QuickPickItem } from 'vscode';
import { rowsInSight, saysTheSame } from '../../../src/ui/sameRows';

interface Row extends QuickPickItem {
  readonly id: number;
}

const row = (id: number, more: Partial<Row> = {}): Row => ({ id, label: `Row ${id}`, ...more });
const rows = (count: number): Row[] => Array.from({ length: count }, (_, id) => row(id));
const same = (shown: readonly Row[], next: readonly Row[], whole = true): boolean =>
  saysTheSame({ shown, rows: next, whole, means: (one, other) => one.id === other.id });

describe('saysTheSame', () => {
  it('is true of rows that were made anew and say what the others said', () => {
    assert.ok(same(rows(3), rows(3)));
    assert.ok(same([], []));
  });

  it('is false where one is more, less, elsewhere, or reads otherwise', () => {
    assert.ok(!same(rows(3), rows(4)));
    assert.ok(!same(rows(3), rows(2)));
    assert.ok(!same([], rows(1)));
    assert.ok(!same([row(1), row(2)], [row(2), row(1)]));
    for (const more of [
      { label: 'Other' },
      { description: 'Finance' },
      { detail: 'more' },
      { iconPath: { id: 'book' } },
      { buttons: [{ iconPath: { id: 'eye' }, tooltip: 'Reveal' }] },
    ] as Partial<Row>[])
      assert.ok(!same([row(1)], [row(1, more)]), JSON.stringify(more));
  });

  it('is false where a row reads the same and means another thing', () => {
    assert.ok(!same([row(1, { label: 'Sales' })], [row(2, { label: 'Sales' })]));
  });

  it('looks no further than anybody sees, until all has come', () => {
    const shown = rows(rowsInSight + 10);
    const longer = [...shown, row(900), row(901)];
    assert.ok(same(shown, longer, false));
    assert.ok(!same(shown, longer, true));
    const better = [row(900), ...shown];
    assert.ok(!same(shown, better, false));
    assert.ok(!same(rows(rowsInSight - 1), rows(rowsInSight), false));
  });
});
