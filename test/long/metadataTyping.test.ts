/** Journey: what the panel's editors know of the schema, formatting, and ids that are acted on; an item that may not be seen. */
import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage } from '../ui/support/metadataPanel';
import { waitFor } from '../ui/support/waitFor';

const mayBeCut = [/./u];

journey('metadata-typing', {}, (opened) => {
  let tableau: FakeTableau;
  const panel = (): MetadataPanelPage => new MetadataPanelPage(opened.workbench);
  const region = (name: 'Query' | 'Variables' | 'Result'): Locator =>
    panel().page.getByRole('region', { name, exact: true });
  const errors = (name: 'Query' | 'Variables'): Locator => region(name).locator('.squiggly-error');
  const hovers = (): Locator => panel().page.locator('.monaco-hover:visible');
  const away = async (): Promise<void> => {
    // Far from where a hover may lie over it.
    await panel().button('Save query as a file').hover();
    await hovers().first().waitFor({ state: 'hidden' });
  };

  /** Checked anew, a text takes its hover away: the mouse comes once more then. */
  const tellsError = (name: 'Query' | 'Variables', words: string): Promise<void> =>
    waitFor(
      `the error in ${name} to be told`,
      async () => {
        await away();
        // Lines of a text lie over its squiggles, so these themselves never have the mouse.
        await errors(name).first().hover({ force: true });
        await hovers().getByText(words).waitFor({ timeout: 3_000 });
      },
      40_000,
    );

  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
  });
  after(() => tableau.close());

  it('is signed in', () => panel().openWide(tableau));

  it('marks a field that the site does not know, and says so under the mouse', async () => {
    await panel().write('Query', '{ workbooks { nope } }');
    await errors('Query').first().waitFor();
    await tellsError('Query', 'Cannot query field "nope" on type "Workbook"');
    await opened.workbench.step('squiggle', { mayBeCut });
    await away();
    await panel().write('Query', '{ workbooks { name } }');
    await errors('Query').first().waitFor({ state: 'detached' });
  });

  it('tells the type and the meaning of a field under the mouse', async () => {
    const line = region('Query').locator('.view-line > span').first();
    const text = (await line.innerText()).replaceAll('\u00a0', ' ');
    const box = await line.boundingBox();
    assert.ok(box !== null);
    const x = ((text.indexOf('name') + 1.5) / text.length) * box.width;
    await line.hover({ position: { x, y: box.height / 2 } });
    await hovers().getByText('Workbook.name: String').waitFor();
    await opened.workbench.step('field', { mayBeCut });
    await away();
  });

  it('checks variables against what the operation asks for', async () => {
    await panel().write(
      'Query',
      'query One($number: String!) { workbooks(filter: { vizportalUrlId: $number }) { luid } }',
    );
    await panel().write('Variables', '{ "number": [] }');
    await errors('Variables').first().waitFor();
    await tellsError('Variables', 'Incorrect type. Expected "string"');
    await opened.workbench.step('variables', { mayBeCut });
    await away();
    await panel().write('Variables', '{ "number": "1" }');
    await errors('Variables').first().waitFor({ state: 'detached' });
  });

  it('formats query and variables', async () => {
    await panel().button('Format').click();
    await panel().reads('Query', '{\n  workbooks(');
    await panel().reads('Query', '{\n    luid\n  }\n}');
    await panel().reads('Variables', '{\n  "number": "1"\n}');
    await opened.workbench.step('formatted', { mayBeCut });
  });

  it('opens an item from its id by the mouse, and refreshes it by the keyboard', async () => {
    const { workbench } = opened;
    const workbook = [...tableau.model.workbooks.all()].find(({ name }) => name === 'Channel Mix');
    assert.ok(workbook);
    await panel().write('Query', '{ workbooks(filter: { name: "Channel Mix" }) { luid name } }');
    await panel().runByKeyboard();
    await panel().reads('Result', workbook.luid);
    const luid = region('Result').locator('.view-line span').getByText(workbook.luid);
    await luid.hover();
    await hovers().getByText('Open in Browser').click();
    await workbench.opens(
      new RegExp(`/#/site/sales/workbooks/${workbook.vizportalUrlId}(/|$)`, 'u'),
    );
    await away();
    tableau.log.clear();
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 1500 });
    await luid.click();
    await workbench.page.keyboard.press('ControlOrMeta+.');
    await panel().page.getByRole('menuitem', { name: 'Refresh Extract' }).press('Enter');
    await workbench.notifications.kept('"Channel Mix" was refreshed.');
    const started = tableau.log.filter(
      ({ method, path }) =>
        method === 'POST' && path.endsWith(`/workbooks/${workbook.luid}/refresh`),
    );
    assert.equal(started.length, 1);
  });

  it('says of an empty row that its item may not be seen', async () => {
    const { model, company } = tableau;
    const ana = company.main.users['ana.ruiz'];
    assert.ok(ana);
    const all = model.workbooks.ofSite(company.main.site.luid);
    const hidden = all.find((row) => !model.canSee(ana, row));
    const seen = all.find((row) => model.canSee(ana, row));
    assert.ok(hidden && seen);
    const ids = JSON.stringify([hidden.metadataId, seen.metadataId]);
    await panel().write('Query', `{ workbooks(filter: { idWithin: ${ids} }) { name luid } }`);
    await panel().runByKeyboard();
    await panel().reads('Result', '"name": null');
    await panel().button('Table').click();
    const cells = panel().page.getByRole('gridcell');
    await waitFor('the row to say so', async () =>
      assert.deepEqual(
        (await cells.allInnerTexts()).sort(),
        ['', 'An item that you may not see', seen.luid, seen.name].sort(),
      ),
    );
    await opened.workbench.step('hidden-row', { mayBeCut });
  });
});
