/** A result as a table: what is looked at may change at any time, what is taken out stays what was asked for. */
import assert from 'node:assert/strict';
import { held, type HeldResult } from '../../../../src/metadata/results/heldResult';
import { Tables } from '../../../../src/metadata/results/tables';

const query = '{ workbooks { luid name } }';
const result = (rows: number): Promise<HeldResult> =>
  held(
    { tab: '1', query },
    {
      query,
      siteName: 'Sales',
      milliseconds: 1,
      notes: [],
      data: {
        workbooks: Array.from({ length: rows }, (_, n) => ({ luid: `l${n}`, name: `b${n}e` })),
      },
    },
  );
const view = (filter: string) => ({ tab: '1', columns: ['name'], filter });

describe('Tables', function () {
  this.timeout(20_000);
  it('writes the rows that were asked for, though somebody filters meanwhile', async () => {
    const tables = new Tables();
    const whole = await result(60_000);
    const looking = tables.rows(view('b1'), whole, { from: 0, count: 1 });
    const written = tables.cells(view('b1'), whole);
    const next = tables.rows(view('b59999e'), whole, { from: 0, count: 10 });
    await assert.rejects(looking, { name: 'AbortError' });
    assert.equal((await written).rows.length, 11_111);
    assert.deepEqual((await next).rows, [['b59999e']]);
  });

  it('leaves what is looked at as it is when something else is written', async () => {
    const tables = new Tables();
    const whole = await result(2000);
    await tables.rows(view('b7'), whole, { from: 0, count: 1 });
    const { rows } = await tables.cells(view(''), whole, [[0, 2]]);
    assert.deepEqual(rows, [['b0e'], ['b1e'], ['b2e']]);
    assert.equal((await tables.rows(view('b7'), whole, { from: 0, count: 1 })).matching, 111);
  });

  it('counts the LUIDs of what it holds, and keeps them from the page', async () => {
    const { shown, luids } = await result(3);
    assert.deepEqual([shown.luidCount, luids], [3, ['l0', 'l1', 'l2']]);
    const { shown: long } = await result(60_000);
    assert.deepEqual([long.data, long.luidCount], [undefined, 60_000]);
  });
});
