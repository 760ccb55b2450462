/** A site of 50,000 workbooks: its freshness, the table of it, and what a project or a tag would refresh. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { mayBeCut, openFreshness, openSections } from './support/freshnessView';

const count = 50_000;
const rules = { '**': '24h' };

describe('a site of 50,000 workbooks', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ workbooks: count });
  });
  after(() => tableau.close());
  const starts = (): number =>
    tableau.log.filter(({ method, path }) => method === 'POST' && path.endsWith('/refresh')).length;

  journey('long-many-workbooks', { settings: { 'vizport.freshness.rules': rules } }, (opened) => {
    it('gathers the freshness of all from its lists, without a request for an item', async function () {
      this.timeout(180_000);
      const { workbench } = opened;
      await signInTo(workbench, tableau, {
        token: tableau.credentials.administrator.personalAccessToken,
      });
      tableau.log.clear();
      const began = Date.now();
      const view = await openFreshness(workbench);
      await view.root
        .getByRole('treeitem', { name: /Stale Extracts: 3\d,?\d{3}/u })
        .waitFor({ timeout: 150_000 });
      console.log(`      freshness of ${count} workbooks: ${Date.now() - began} ms`);
      console.log(`      requests: ${tableau.log.length}`);
      const ofItems = tableau.log.filter(({ path }) =>
        /\/(workbooks|datasources)\/[\da-f-]{36}/u.test(path),
      );
      assert.equal(ofItems.length, 0, 'none for an item');
      await workbench.step('freshness', { mayBeCut, sees: ['Stale Extracts'] });
    });

    it('writes a table with a row for each', async function () {
      this.timeout(180_000);
      const { workbench } = opened;
      const began = Date.now();
      await workbench.run('Tableau: Export Freshness as CSV…');
      const file = join(workbench.surroundings.workspace, 'freshness.csv');
      await workbench.quickPick.sees({ title: 'Export Freshness' });
      await workbench.quickPick.enter(file);
      await workbench.notifications.sees('The freshness of Sales & Retail was exported.', 60_000);
      console.log(`      table: ${Date.now() - began} ms`);
      const rows = (await readFile(file, 'utf8')).trimEnd().split('\r\n');
      assert.ok(rows.length > count, `${rows.length} rows`);
      const luids = new Set(rows.slice(1).map((row) => /[\da-f]{8}-[\da-f-]{27}/u.exec(row)?.[0]));
      assert.equal(luids.size, rows.length - 1);
      await workbench.notifications.clear();
    });

    it('lists what a project with thousands would refresh, and starts nothing unasked', async function () {
      this.timeout(120_000);
      const { workbench } = opened;
      await openSections(workbench, 'Content');
      await workbench.tree.scrollTo('Bulk of 2500');
      tableau.log.clear();
      await workbench.tree.openMenu('Bulk of 2500');
      await workbench.menu('Refresh Extracts of Project…');
      await workbench.quickPick.sees({ title: 'Refresh Extracts of the project "Bulk of 2500"' });
      await workbench.step('project', { mayBeCut });
      await workbench.quickPick.accept();
      const dialog = workbench.page.locator('.monaco-dialog-box');
      await dialog.waitFor({ timeout: 20_000 });
      assert.match(await dialog.innerText(), /Refresh 1933 extracts of the project/u);
      assert.match(await dialog.innerText(), /On Tableau Cloud that is too many/u);
      await workbench.step('project-question', { mayBeCut });
      await workbench.pressInDialog('Cancel');
      assert.equal(starts(), 0);
    });

    it('does the same for a tag that 7,000 carry', async function () {
      this.timeout(120_000);
      const { workbench } = opened;
      const began = Date.now();
      await workbench.run('Tableau: Refresh Extracts by Tag…');
      await workbench.quickPick.sees({ title: 'Refresh Extracts by Tag' });
      await workbench.quickPick.choose('bulk');
      await workbench.quickPick.sees({ title: 'Refresh Extracts of the tag "bulk"' });
      console.log(`      the list of a tag: ${Date.now() - began} ms`);
      await workbench.step('tag', { mayBeCut });
      await workbench.quickPick.accept();
      const dialog = workbench.page.locator('.monaco-dialog-box');
      await dialog.waitFor({ timeout: 20_000 });
      assert.match(await dialog.innerText(), /Refresh 4,?7\d\d extracts of the tag "bulk"\?/u);
      await workbench.step('tag-question', { mayBeCut });
      await workbench.pressInDialog('Cancel');
      assert.equal(starts(), 0);
    });
  });
});
