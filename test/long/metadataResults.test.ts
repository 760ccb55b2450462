/** Journey: results as a table, all the pages of them, long answers, and the questions of the library. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage, wide } from '../ui/support/metadataPanel';
import { waitFor } from '../ui/support/waitFor';

const narrow = { width: 560, height: 760 };
const mayBeCut = [/./u];
const books =
  'query Books { workbooksConnection(first: 20) { nodes { name luid owner { username } views { name luid } tags { name } } } }';

journey('metadata-results', {}, (opened) => {
  let tableau: FakeTableau;
  const panel = (): MetadataPanelPage => new MetadataPanelPage(opened.workbench);
  const grid = () => panel().page.getByRole('grid', { name: 'Table' });
  const headings = () => grid().locator('.vizport-column-name').allInnerTexts();
  const cell = (row: number, column: number) =>
    panel().page.locator(`#vizport-cell-${row}-${column}`);
  const status = () => panel().page.locator('.vizport-table-status');
  const press = (key: string) => opened.workbench.page.keyboard.press(key);
  const run = async (query: string): Promise<void> => {
    await panel().write('Query', query);
    await panel().runByKeyboard();
  };
  const says = (words: RegExp) => panel().page.getByText(words).first().waitFor();
  const choose = async (menu: string, item: string): Promise<void> => {
    await panel().button(menu).click();
    await panel().page.getByRole('menuitem', { name: item }).click();
  };

  before(async () => {
    tableau = await startFakeTableau({ workbooks: 260 });
  });
  after(() => tableau.close());

  it('opens on a site', async () => {
    await panel().openWide(tableau);
    await panel().reads('Variables', '"number": "1');
    await panel().write('Variables', '');
  });

  it('shows the rows of a result, one for each inner item', async () => {
    const { workbench } = opened;
    await run(books);
    await panel().button('Table').click();
    await grid().waitFor();
    assert.deepEqual(await headings(), [
      'name',
      'luid',
      'owner.username',
      'views.name',
      'views.luid',
      'tags.name',
    ]);
    await workbench.step('table', { sees: ['These 20 items are one page'], mayBeCut });
  });

  it('is walked and copied from by the keyboard alone', async () => {
    const { workbench } = opened;
    await grid().focus();
    for (const key of ['ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight']) await press(key);
    await says(/2 × 2 cells selected/u);
    await workbench.step('selection', { mayBeCut });
    await workbench.setClipboard('');
    await press('ControlOrMeta+c');
    await says(/2 rows copied/u);
    const text = await workbench.clipboard();
    assert.match(text, /^name\tluid\n[^\t\n]+\t[0-9a-f-]{36}\n[^\t\n]+\t[0-9a-f-]{36}\n$/u);
    await press('Escape');
    await choose('Copy', 'Copy as Markdown');
    await waitFor('Markdown', async () => {
      assert.match(await workbench.clipboard(), /^\| luid \|\n\| --- \|\n\| /u);
    });
  });

  it('sorts by a heading, by the keyboard too, and filters', async () => {
    await grid().focus();
    await press('Control+Home');
    await press('ArrowUp');
    await press('Enter');
    await press('Enter');
    await grid().locator('[aria-sort="descending"]').waitFor();
    await waitFor('a sorted table', async () => {
      const names = await Promise.all([0, 8].map((row) => cell(row, 0).innerText()));
      assert.ok(names[0]!.localeCompare(names[1]!) >= 0, names.join());
    });
    await panel().page.getByRole('searchbox', { name: 'Filter rows' }).fill('luxury nothing');
    await says(/No row matches the filter/u);
    await panel().page.getByRole('searchbox', { name: 'Filter rows' }).fill('data');
    await waitFor('fewer rows', async () => {
      assert.match(await status().innerText(), /^\d+ of \d+ rows$/u);
    });
    await panel().page.getByRole('searchbox', { name: 'Filter rows' }).fill('');
  });

  it('remembers for the query which columns and rows were chosen', async () => {
    const { workbench } = opened;
    await panel()
      .button(/^Columns/u)
      .click();
    await panel().page.getByRole('menuitemcheckbox', { name: 'owner.username' }).click();
    await workbench.step('columns', { mayBeCut });
    await press('Escape');
    await panel()
      .page.getByRole('combobox', { name: 'One row for each of' })
      .selectOption({ label: 'workbooksConnection' });
    await waitFor('counts', async () =>
      assert.deepEqual(await headings(), ['name', 'luid', 'views', 'tags.name']),
    );
    await run(`${books} # again`);
    await waitFor('the same columns', async () =>
      assert.deepEqual(await headings(), ['name', 'luid', 'views', 'tags.name']),
    );
  });

  it('offers on the LUID in a cell what can be done with its item', async () => {
    const { workbench } = opened;
    await cell(1, 1).click({ button: 'right' });
    await workbench.step('cell-menu', { sees: ['Copy LUID', 'Reveal'], mayBeCut });
    await workbench.setClipboard('');
    await panel().page.getByRole('menuitem', { name: 'Copy LUID', exact: true }).click();
    await waitFor('a LUID', async () => {
      assert.ok(tableau.model.workbooks.get(await workbench.clipboard()));
    });
  });

  it('writes a file that a spreadsheet opens', async () => {
    const { workbench } = opened;
    const file = join(workbench.surroundings.workspace, 'Books-Sales-Retail.csv');
    await choose('Export', 'Export as CSV…');
    await workbench.quickPick.sees({ title: 'Save the Result' });
    // Its name is proposed.
    await press('Enter');
    await workbench.notifications.sees('The result was saved as Books-Sales-Retail.csv.');
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    assert.equal(lines[0], '\uFEFFname,luid,views,tags.name');
    assert.equal(lines.length, 22);
    await workbench.notifications.clear();
  });

  it('fetches all pages, with smaller ones where Tableau cuts them, and says so', async () => {
    const { workbench } = opened;
    tableau.knobs.nodeLimit = 120;
    await panel().button('Fetch All Pages').click();
    await says(/asked for again in smaller ones/u);
    tableau.knobs.nodeLimit = 20_000;
    await waitFor('all rows', async () => {
      assert.match(await status().innerText(), /^2[67]\d rows$/u);
    });
    await workbench.step('all-pages', { seesNot: ['one page'], mayBeCut });
  });

  it('is stopped in the middle, keeps what it has, and goes on', async () => {
    const { workbench } = opened;
    await run(books);
    await panel().button('Fetch All Pages').waitFor();
    tableau.knobs.delay(8000, /graphql/u);
    await panel().button('Fetch All Pages').click();
    await says(/of \d+ items are here; asking for/u);
    await panel().button('Stop').click();
    await says(/because you stopped it/u);
    await workbench.step('stopped', { sees: ['Go On'], mayBeCut });
    tableau.knobs.delay(0, /graphql/u);
    await panel().button('Go On').click();
    await waitFor('all rows', async () =>
      assert.match(await status().innerText(), /^2[67]\d rows$/u),
    );
  });

  it('says why it stopped by itself, and what to do', async () => {
    const { workbench } = opened;
    await run(books);
    await panel().button('Fetch All Pages').waitFor();
    tableau.knobs.delay(3000, /graphql/u);
    await panel().button('Fetch All Pages').click();
    await says(/of \d+ items are here; asking for/u);
    tableau.knobs.htmlNext(1, /graphql/u, 200);
    await says(/Only a part of the answer is here: \d+ of 2[67]\d items\./u);
    await workbench.step('failed', { sees: ['Go On'], mayBeCut });
    tableau.knobs.delay(0, /graphql/u);
  });

  it('asks a question of the library with what it leaves open', async () => {
    const { workbench } = opened;
    await panel()
      .button(/^Examples/u)
      .click();
    await workbench.step('questions', { sees: ['LUIDS', 'LUID of a workbook'], mayBeCut });
    await workbench.page.keyboard.type('extract not refreshed');
    await press('Enter');
    await workbench.step('question-form', { sees: ['Days', 'Ask'], mayBeCut });
    await workbench.page.keyboard.type('x');
    await press('Enter');
    await says(/write a number here/u);
    await workbench.page.keyboard.press('ControlOrMeta+a');
    await workbench.page.keyboard.type('1');
    await press('Enter');
    await says(/items are shown: extractLastRefreshTime is older than 1 days/u);
    await grid().waitFor();
    await workbench.step('question', { mayBeCut });
  });

  it('asks one from the palette', async () => {
    const { workbench } = opened;
    await workbench.run('Tableau: Ask a Question of the Metadata API…');
    await workbench.quickPick.sees({ title: 'Ask a Question of the Metadata API' });
    await workbench.step('palette', { mayBeCut });
    await workbench.quickPick.type('certified');
    await workbench.quickPick.choose('Certified data sources');
    await grid().waitFor();
    await panel().reads('Query', 'isCertified: true');
  });

  it('fits an editor column of 500 px', async () => {
    const { workbench } = opened;
    await workbench.page.setViewportSize(narrow);
    await workbench.step('narrow', { mayBeCut });
    await run(books);
    await panel().page.getByRole('combobox', { name: 'One row for each of' }).waitFor();
    await grid().focus();
    for (const key of ['ArrowDown', 'Shift+ArrowDown', 'Shift+ArrowRight']) await press(key);
    await says(/2 × 2 cells selected/u);
    await workbench.step('narrow-selection', { mayBeCut });
    const bar = await panel().page.locator('.vizport-table-tools').boundingBox();
    assert.ok(bar !== null && bar.height < 40, `the tools take ${bar?.height} px`);
    await choose('Copy', 'Copy as Markdown');
    await panel()
      .button(/^Examples/u)
      .click();
    await workbench.step('narrow-questions', { mayBeCut });
    await press('Escape');
    await workbench.page.setViewportSize(wide);
  });
});

for (const theme of ['light', 'highContrast'] as const)
  journey(`metadata-results-${theme}`, { theme }, (opened) => {
    let tableau: FakeTableau;
    before(async () => {
      tableau = await startFakeTableau();
    });
    after(() => tableau.close());

    it('is told apart in its colours', async () => {
      const { workbench } = opened;
      const panel = new MetadataPanelPage(workbench);
      await panel.openWide(tableau);
      await panel.write('Query', books);
      await panel.runByKeyboard();
      await panel.button('Table').click();
      const grid = panel.page.getByRole('grid', { name: 'Table' });
      await grid.getByRole('gridcell').first().waitFor();
      await grid.focus();
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.page.keyboard.press('Shift+ArrowDown');
      await workbench.step('table', { sees: ['2 × 1 cells selected'], mayBeCut });
      await panel.button(/^Examples/u).click();
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.step('questions', { mayBeCut });
    });
  });
