/** Journey: from an item to a query about it, ids put to use where they stand, what lasts, and queries in files. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage } from '../ui/support/metadataPanel';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';

const wide = { width: 1200, height: 760 };
const mayBeCut = [/./u];
const two = `query First { workbooksConnection(first: 1) { nodes { id luid vizportalUrlId name } } }

query Second { publishedDatasourcesConnection(first: 1) { nodes { luid name } } }`;

journey('metadata-editor', {}, (opened) => {
  let tableau: FakeTableau;
  const panel = (): MetadataPanelPage => new MetadataPanelPage(opened.workbench);
  const press = (key: string) => opened.workbench.page.keyboard.press(key);
  const inResult = (text: string | RegExp): Locator =>
    panel().page.getByRole('region', { name: 'Result' }).locator('.view-line span').getByText(text);
  const hovers = (): Locator => panel().page.locator('.monaco-hover:visible');
  const menuItem = (name: string): Locator =>
    panel().page.getByRole('menuitem', { name, exact: true });
  /** Monaco draws a moment late. */
  const shownLuid = (): Promise<string> =>
    waitFor('a LUID in the result', async () => {
      const [, luid] = /"luid": "([^"]+)"/u.exec(await panel().text('Result')) ?? [];
      if (luid === undefined) throw new Error('there is none');
      return luid;
    });
  const clipboardBecomes = (wanted: string) =>
    waitFor(`the clipboard to hold ${wanted}`, async () => {
      assert.equal(await opened.workbench.clipboard(), wanted);
    });

  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('asks about an item of the tree at once', async () => {
    const { workbench } = opened;
    await workbench.page.setViewportSize(wide);
    await signInTo(workbench, tableau);
    await workbench.tree.expand('Sales & Retail');
    await workbench.tree.openMenu('Finance');
    await workbench.menu('Open in Metadata Panel');
    await panel().reads('Query', 'query Project($name: String, $luid: String)');
    await panel().reads('Result', '"totalCount"');
    await workbench.page.keyboard.press('ControlOrMeta+b');
    await workbench.step('about-an-item', { sees: ['Project'], mayBeCut });
  });

  it('runs the operation under the cursor, and no other', async () => {
    await panel().button('New tab').click();
    await panel().write('Query', two);
    await press('ControlOrMeta+Home');
    await panel().runByKeyboard();
    await panel().reads('Result', 'workbooksConnection');
    await press('ControlOrMeta+End');
    await panel().runByKeyboard();
    await panel().reads('Result', 'publishedDatasourcesConnection');
    await press('ControlOrMeta+Home');
    await panel().runByKeyboard();
    await panel().reads('Result', 'vizportalUrlId');
  });

  it('tells the ids apart under the mouse, and copies the LUID from there', async () => {
    const { workbench } = opened;
    const luid = await shownLuid();
    assert.ok(tableau.model.workbooks.get(luid), luid);
    await inResult(luid).hover();
    await hovers().getByText('LUID of a workbook').waitFor();
    await workbench.step('hover', { sees: ['Reveal in Tree', 'Open in Browser'], mayBeCut });
    await workbench.setClipboard('');
    await hovers().getByText('Copy LUID in Quotes').click();
    await clipboardBecomes(JSON.stringify(luid));
    await inResult(/^"\d+"$/u)
      .first()
      .hover();
    await hovers().getByText('Number in the address').waitFor();
    const [, id = ''] = /"id": "([^"]+)"/u.exec(await panel().text('Result')) ?? [];
    // The hover lies above the line before.
    await panel().button('New tab').hover();
    await hovers().first().waitFor({ state: 'hidden' });
    await inResult(id).hover();
    await hovers().getByText('It is no LUID').waitFor();
    assert.doesNotMatch(await hovers().innerText(), /Copy LUID|Reveal/u);
  });

  it('offers the same by the keyboard', async () => {
    const { workbench } = opened;
    const luid = await shownLuid();
    await inResult(luid).click();
    await press('ControlOrMeta+.');
    await menuItem('Copy LUID as SQL List').waitFor();
    await workbench.step('id-menu', {
      sees: ['Refresh Extract', 'Copy Result as JSON'],
      seesNot: ['Command Palette', 'Go to Symbol'],
      mayBeCut,
    });
    await workbench.setClipboard('');
    await menuItem('Copy LUID as SQL List').click();
    await clipboardBecomes(`IN ('${luid}')`);
    await press('ControlOrMeta+.');
    // A menu that has just opened takes no click yet.
    await menuItem('Reveal in Tree').hover();
    await opened.workbench.page.waitForTimeout(500);
    await menuItem('Reveal in Tree').click();
    const { name = '' } = tableau.model.workbooks.get(luid) ?? {};
    await workbench.tree.sees(name);
    await press('ControlOrMeta+b');
  });

  it('copies all LUIDs in a form of one’s choice, and remembers it', async () => {
    const { workbench } = opened;
    const luid = await shownLuid();
    await workbench.setClipboard('');
    await panel().button('Choose how LUIDs are copied').click();
    await workbench.step('copy-forms', { sees: ['JSON array'], mayBeCut });
    await panel().page.getByRole('menuitem', { name: 'JSON array' }).click();
    await clipboardBecomes(JSON.stringify([luid], undefined, 2));
    await workbench.setClipboard('');
    await panel().button('Copy LUID').click();
    await clipboardBecomes(JSON.stringify([luid], undefined, 2));
  });

  it('keeps tabs and history for the next panel', async () => {
    const { workbench } = opened;
    await workbench.run('View: Close All Editors');
    await workbench.run('Tableau: Open Metadata Panel');
    await panel().opened();
    await panel().reads('Query', 'query First');
    await panel().tab('Project').waitFor();
    await panel().button('History').click();
    await workbench.step('history', { sees: ['Project'], mayBeCut });
    await panel().button('History').click();
  });

  it('runs a query of a file beside it', async () => {
    const { workbench } = opened;
    await workbench.run('View: Close All Editors');
    const file = join(workbench.surroundings.workspace, 'books.graphql');
    await writeFile(
      file,
      '# Books of the site\nquery Books($number: String!) {\n  workbooks(filter: { vizportalUrlId: $number }) {\n    luid\n    name\n  }\n}\n',
    );
    await workbench.run('Go to File...');
    await workbench.quickPick.type('books.graphql');
    await workbench.quickPick.choose('books.graphql');
    await workbench.page.getByText('Run on Sales & Retail').click();
    const number = [...tableau.model.workbooks.all()][0]?.vizportalUrlId ?? '';
    await workbench.quickPick.sees({ title: 'Variables of Books' });
    await workbench.quickPick.type(String(number));
    await press('Enter');
    await panel().reads('Result', '"luid"');
    await workbench.step('file', { sees: ['Run on Sales & Retail', 'Books'], mayBeCut });
  });

  it('looks at home in light and in high contrast', async () => {
    const { workbench } = opened;
    for (const theme of ['Light Modern', 'Dark High Contrast']) {
      await workbench.run('Preferences: Color Theme');
      await workbench.quickPick.type(theme);
      await workbench.quickPick.choose(theme);
      await workbench.step(theme, { sees: ['Run on Sales & Retail'], mayBeCut });
    }
  });
});
