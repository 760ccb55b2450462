/** The box that finds content by name while names are still coming: a click whose button is down meanwhile is not lost. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';

/** Lists that come after all the others, one after the other; nothing in them is called a map. */
const late: readonly (readonly [list: RegExp, ms: number])[] = [
  [/GET .*\/flows\?/u, 5_000],
  [/GET .*\/virtualConnections/u, 7_000],
];

journey('long-steady-picker', {}, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('takes a click that began before other names came', async () => {
    const { workbench } = opened;
    const { page, quickPick, tree } = workbench;
    await signInTo(workbench, tableau);
    await tree.sees('Marketing');
    for (const [list, ms] of late) tableau.knobs.delay(ms, list);
    await workbench.run('Tableau: Find Content by Name…');
    await quickPick.sees({ title: 'Find Content by Name' });
    await quickPick.type('map');
    const rows = quickPick.widget.locator('.quick-input-list .monaco-list-row');
    await waitFor('the rows that do not come late', async () =>
      assert.ok((await rows.count()) >= 6),
    );
    await page.waitForTimeout(1_000);
    assert.match((await quickPick.state()).title, /names loaded/u);
    await workbench.step('names-are-coming');
    const label = (await quickPick.labels())[4];
    assert.ok(label);
    const box = await rows.nth(4).locator('.label-name').first().boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 5, box.y + box.height / 2);
    await page.mouse.down();
    await waitFor(
      'all names to be there',
      async () => assert.equal((await quickPick.state()).title, 'Find Content by Name'),
      20_000,
    );
    await page.mouse.up();
    await quickPick.closed();
    await waitFor('what was pressed to be selected in the tree', async () => {
      const selected = tree.root.locator('.monaco-list-row.selected .label-name');
      assert.equal((await selected.innerText()).trim(), label);
    });
    await workbench.step('found');
  });
});
