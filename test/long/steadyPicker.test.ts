/** The box that finds content by name while names are still coming: a click whose button is down meanwhile is not lost. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';

/** Lists that come one after the other. */
const late: readonly (readonly [list: RegExp, ms: number])[] = [
  [/GET .*\/datasources\?/u, 3_000],
  [/GET .*\/flows\?/u, 4_000],
  [/GET .*\/views\?/u, 5_000],
  [/GET .*\/virtualConnections/u, 6_000],
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
    await quickPick.type('handover');
    await quickPick.sees({ labels: ['Night Shift Handover'] });
    const { title } = await quickPick.state();
    assert.match(title, /names loaded/u);
    await workbench.step('names-are-coming', { sees: ['Night Shift Handover'] });
    const name = quickPick.row('Night Shift Handover').locator('.label-name').first();
    const box = await name.boundingBox();
    assert.ok(box);
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await page.mouse.down();
    await waitFor(
      'all names to be there',
      async () => assert.equal((await quickPick.state()).title, 'Find Content by Name'),
      20_000,
    );
    await page.mouse.up();
    await quickPick.closed();
    await waitFor('the item to be selected in the tree', async () =>
      assert.equal(await tree.row('Night Shift Handover').getAttribute('aria-selected'), 'true'),
    );
    await workbench.step('found', { sees: ['Night Shift Handover', 'Warehouse'] });
  });
});
