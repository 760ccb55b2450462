/** Code generated from rows of the tree, a mapping table exported, its drift shown and mended: in three themes. */
import assert from 'node:assert/strict';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';

/** Code and paths may be longer than their columns. */
const mayBeCut = [/.*/u];

for (const theme of ['dark', 'light', 'highContrast'] as const) {
  describe(`pipelines and mapping tables (${theme})`, () => {
    let tableau: FakeTableau;
    before(async () => {
      tableau = await startFakeTableau();
    });
    after(() => tableau.close());

    journey(
      `long-pipelines-${theme}`,
      { theme, settings: { 'files.simpleDialog.enable': true } },
      (opened) => {
        const editorText = async (): Promise<string> => {
          const lines = opened.workbench.page.locator('.editor-container .view-lines').last();
          return (await lines.innerText()).replaceAll('\u00a0', ' ');
        };
        const editorHolds = (words: RegExp): Promise<void> =>
          waitFor(`the editor to hold ${words}`, async () => {
            assert.match(await editorText(), words);
          });
        /** The palette is still closing: what is typed before the next box is there would go into it. */
        const pickOrders = async (): Promise<void> => {
          const { quickPick } = opened.workbench;
          await quickPick.sees({ title: 'Choose Items' });
          await quickPick.type('Orders');
          await waitFor('the item to be the first row', async () => {
            assert.equal((await quickPick.labels())[0], 'Orders');
          });
          await quickPick.accept();
          await opened.workbench.page.getByText('Choose Items').waitFor({ state: 'hidden' });
        };
        /** By its box; what is typed next keeps it. */
        const check = async (name: string): Promise<void> => {
          const { quickPick } = opened.workbench;
          await quickPick.type(name);
          const box = quickPick.row(name).getByRole('checkbox');
          await waitFor(`${name} to be checked`, async () => {
            await quickPick.row(name).waitFor({ timeout: 2_000 });
            if (!(await box.isChecked())) await quickPick.choose(name);
            assert.ok(await box.isChecked());
          });
        };
        const table = (): string => join(opened.workbench.surroundings.workspace, 'mapping.csv');

        it('asks for which system and where to, and opens the code in its language', async () => {
          const { workbench } = opened;
          await signInTo(workbench, tableau);
          await workbench.tree.sees('Marketing');
          await workbench.run('Tableau: Generate Refresh Code…');
          await pickOrders();
          await workbench.quickPick.sees({ title: 'Generate Refresh Code for Orders' });
          await workbench.step('systems', { sees: ['Airflow', 'Snowflake', 'GitHub Actions'] });
          await workbench.quickPick.choose('Snowflake');
          await workbench.step('started-by', { sees: ['Task', 'Alert', 'Stream'] });
          await workbench.quickPick.choose('Stream');
          await workbench.step('where-to', { sees: ['New File', 'Clipboard'] });
          await workbench.quickPick.choose('New File');
          await editorHolds(/Refreshes content of Tableau from Snowflake/u);
          await workbench.step('snowflake', { mayBeCut });
        });

        it('remembers what was chosen, and copies curl for any item', async () => {
          const { workbench } = opened;
          await workbench.run('Tableau: Generate Refresh Code…');
          await pickOrders();
          const state = await workbench.quickPick.sees({
            title: 'Generate Refresh Code for Orders',
          });
          assert.match(JSON.stringify(state), /Snowflake/u);
          assert.match((await workbench.quickPick.labels())[0] ?? '', /^Snowflake/u);
          await workbench.quickPick.choose('Python (tableauserverclient)');
          await workbench.quickPick.choose('Clipboard');
          await waitFor('the code on the clipboard', async () => {
            assert.match(await workbench.clipboard(), /import tableauserverclient as TSC/u);
          });
          await workbench.run('Tableau: Copy as curl');
          await pickOrders();
          await waitFor('curl on the clipboard', async () => {
            assert.match(await workbench.clipboard(), /curl -sS/u);
          });
        });

        it('takes several from the palette, which stay checked while others are looked for', async () => {
          const { workbench } = opened;
          await workbench.run('Tableau: Generate Refresh Code…');
          await workbench.quickPick.sees({ title: 'Choose Items' });
          await check('Orders');
          await check('Tax');
          await workbench.quickPick.type('');
          await waitFor('both to stand first', async () => {
            assert.deepEqual((await workbench.quickPick.labels()).slice(0, 2), ['Orders', 'Tax']);
          });
          await workbench.step('several', { sees: ['2 Selected'] });
          await workbench.quickPick.accept();
          await workbench.quickPick.sees({ title: 'Generate Refresh Code for 2 Items' });
          await workbench.quickPick.choose('Python (tableauserverclient)');
          await workbench.quickPick.choose('Clipboard');
          await waitFor('the code for both on the clipboard', async () => {
            assert.match(await workbench.clipboard(), /"Orders"[^]*"Tax"/u);
          });
        });

        it('exports a mapping table of the whole site', async () => {
          const { workbench } = opened;
          await workbench.run('Tableau: Export Mapping Table…');
          await workbench.step('scope', {
            sees: ['The Whole Site', 'What Carries a Tag', 'Items by Name'],
          });
          await workbench.quickPick.choose('The Whole Site');
          await workbench.quickPick.sees({ placeholder: 'Which resource types?' });
          await workbench.quickPick.choose('View');
          await workbench.step('kinds', {
            sees: ['Workbook', 'Data source', 'Flow', '4 Selected'],
          });
          await workbench.quickPick.accept();
          await workbench.step('formats', { sees: ['dbt seed', 'SQL (Snowflake)'] });
          await workbench.quickPick.choose('CSV');
          await workbench.step('environment', { sees: ['environment'] });
          await workbench.quickPick.enter('prod');
          const proposed = join(workbench.surroundings.workspace, 'tableau_mapping_prod.csv');
          await workbench.quickPick.sees({ value: proposed });
          await workbench.step('file', { mayBeCut });
          await workbench.quickPick.enter(table());
          await waitFor('the file', () => access(table()), 30_000);
          await workbench.step('exported', { sees: [/\d+ items were exported/u], mayBeCut });
          const text = await readFile(table(), 'utf8');
          assert.match(text, /^resource_type,site,environment/u);
          assert.match(text, /^view,/mu);
        });

        it('shows what has drifted, and mends it', async () => {
          const { workbench } = opened;
          const { model, company } = tableau;
          const rows = (await readFile(table(), 'utf8')).split('\n');
          const [renamed, republished, gone] = model.workbooks
            .ofSite(company.main.site.luid)
            .filter(
              ({ luid, name, projectLuid }) =>
                rows.some((row) => row.includes(luid)) &&
                model.projects.get(projectLuid) !== undefined &&
                rows.filter((row) => row.includes(`,${name},`)).length === 1,
            );
          assert.ok(renamed && republished && gone);
          model.workbooks.update(renamed, { name: 'Called Otherwise' });
          const luid = '0aaaaaaa-0000-4000-8000-00000000000a';
          model.workbooks.remove(republished.luid);
          model.workbooks.add({ ...republished, luid });
          model.workbooks.remove(gone.luid);
          await workbench.page.getByText('Open', { exact: true }).last().click();
          await editorHolds(/resource_type/u);
          // An editor that is still opening takes the focus from the palette.
          await workbench.page.locator('.editor-container .view-line').last().click();
          await workbench.run('Tableau: Check Drift of Mapping Table');
          // Three workbooks, and the views that went with them.
          const books = [renamed, republished, gone].map((book) => book.luid);
          const views = [...model.views.all()].filter(({ workbookLuid }) =>
            books.includes(workbookLuid),
          );
          const untrue = [...books, ...views.map((view) => view.luid)].filter((one) =>
            rows.some((row) => row.includes(one)),
          );
          const all = rows.filter((row) => row !== '').length - 1;
          await workbench.step('drift', {
            sees: [`${untrue.length} of ${all} rows are no longer true`],
            mayBeCut,
          });
          await workbench.page.getByText('Show Summary', { exact: true }).last().click();
          await workbench.step('summary', { sees: ['Preview Drift of mapping.csv'], mayBeCut });
          await workbench.run('View: Close Editor');
          await workbench.page.keyboard.press('ControlOrMeta+Shift+m');
          await workbench.step('problems', {
            sees: [/Renamed: .*"Called Otherwise"/u, /Published anew/u, /Gone/u],
            mayBeCut,
          });
          await workbench.page
            .getByText(/Renamed: /u)
            .last()
            .dblclick();
          // The editor may not have the keys yet.
          await waitFor('the list of fixes', async () => {
            await workbench.page.keyboard.press('ControlOrMeta+.');
            await workbench.page
              .getByText(/Mend all/u)
              .last()
              .waitFor({ timeout: 3_000 });
          });
          await workbench.step('fixes', { sees: [/Write the new name/u, /Mend all/u], mayBeCut });
          // The list closes when something else takes the keys.
          await waitFor('the mending', async () => {
            const all = workbench.page.getByText(/Mend all/u).last();
            if (!(await all.isVisible())) await workbench.page.keyboard.press('ControlOrMeta+.');
            await all.click({ timeout: 3_000 });
          });
          await workbench.run('File: Save');
          await waitFor('the mended file', async () => {
            const text = await readFile(table(), 'utf8');
            assert.ok(text.includes('Called Otherwise') && text.includes(luid), text.slice(0, 500));
            assert.ok(text.includes(gone.luid), 'what is gone is left to a person');
          });
          await workbench.step('mended', { seesNot: [/Renamed: /u], mayBeCut });
        });
      },
    );
  });
}
