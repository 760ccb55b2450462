/** Journey: LUIDs where the work is. A file is opened, hovered over, mended and written; rows are dragged into it; links are followed. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { mayBeCut, named } from '../ui/support/findLuid';
import { journey, type Opened } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';

/** Editors scroll, and so do hovers and lists in them. */
const cut = [...mayBeCut, /.*/u];

interface Coding extends Opened {
  readonly tableau: FakeTableau;
  item(kind: 'workbooks' | 'datasources', name: string): { luid: string; url: string };
}

function codingJourney(
  name: string,
  theme: 'dark' | 'light' | 'highContrast',
  describeSteps: (coding: Coding) => void,
): void {
  journey(name, { theme, settings: { 'editor.hover.delay': 50 } }, (opened) => {
    const slot: { tableau?: FakeTableau } = {};
    const tableau = (): FakeTableau => {
      assert.ok(slot.tableau);
      return slot.tableau;
    };
    before(async () => {
      slot.tableau = await startFakeTableau();
    });
    after(() => tableau().close());
    it('is signed in', async () => {
      await signInTo(opened.workbench, tableau());
      await opened.workbench.tree.sees('Marketing');
    });
    describeSteps({
      get workbench() {
        return opened.workbench;
      },
      get tableau() {
        return tableau();
      },
      item(kind, wanted) {
        const { site } = tableau().company.main;
        const { model } = tableau();
        const found =
          kind === 'workbooks'
            ? named(model.workbooks, wanted, site.luid)
            : named(model.datasources, wanted, site.luid);
        const { luid, vizportalUrlId } = found;
        return {
          luid,
          url: `${tableau().url}/#/site/${site.contentUrl}/${kind}/${vizportalUrlId}`,
        };
      },
    });
  });
}

async function openFile(workbench: Workbench, name: string, text: string): Promise<void> {
  writeFileSync(join(workbench.surroundings.workspace, name), text);
  await waitFor(`${name} to be open`, async () => {
    await workbench.quickPick.openPalette();
    await workbench.quickPick.type(name);
    await workbench.quickPick.row(name).waitFor({ timeout: 3_000 });
    await workbench.quickPick.choose(name);
  });
  await workbench.page.locator(`.tab.active[aria-label*="${name}"]`).waitFor();
  await workbench.page.locator('.editor-group-container.active .view-lines').waitFor();
}

const lineOf = (workbench: Workbench, text: string): Locator =>
  workbench.page
    .locator('.editor-group-container.active .view-line span span')
    .filter({ hasText: text })
    .last();

async function hovered(workbench: Workbench, text: string): Promise<string> {
  return waitFor(`a hover on ${text}`, async () => {
    await workbench.page.keyboard.press('Escape');
    await workbench.page.mouse.move(900, 650);
    // Playwright's own hover would scroll the editor.
    const box = await lineOf(workbench, text).boundingBox();
    assert.ok(box);
    await workbench.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    const hover = workbench.page.locator('.monaco-hover:visible').last();
    await hover.waitFor({ timeout: 4_000 });
    const said = await hover.innerText();
    if (!said.includes(`LUID: ${text}`)) throw new Error(said);
    return said;
  });
}

/** As a hand does it, in many small moves. Shift tells VS Code that the text is meant for the editor. */
async function drag(workbench: Workbench, from: Locator, to: Locator): Promise<void> {
  const { mouse, keyboard } = workbench.page;
  const [start, end] = [await from.boundingBox(), await to.boundingBox()];
  assert.ok(start && end);
  await mouse.move(start.x + 60, start.y + start.height / 2);
  await mouse.down();
  await mouse.move(start.x + 80, start.y + 8, { steps: 5 });
  await keyboard.down('Shift');
  await mouse.move(end.x + 60, end.y + 10, { steps: 15 });
  // VS Code asks the extension meanwhile what is dragged.
  for (let n = 0; n < 5; n += 1) {
    await mouse.move(end.x + 60 + n, end.y + 10);
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
  await mouse.up();
  await keyboard.up('Shift');
}

const text = (workbench: Workbench): Promise<string> =>
  workbench.page
    .locator('.editor-group-container.active .view-lines')
    .innerText()
    .then((said) => said.replaceAll('\u00a0', ' '));

codingJourney('luids-in-code', 'dark', (opened) => {
  it('tells on hovering what a LUID is', async () => {
    const { workbench, item } = opened;
    const { luid } = item('workbooks', 'Quarterly Margin');
    const { luid: source } = item('datasources', 'Orders');
    await openFile(
      workbench,
      'refresh_dag.py',
      `# Refreshes what the morning report shows.\nworkbook_id = "${luid}"\ndatasource_id = "${source}"\nurl = "${item('workbooks', 'Tax').url}"\nreport = luid=""\n`,
    );
    const said = await hovered(workbench, luid);
    assert.match(said, /Quarterly Margin/);
    await workbench.step('hover', {
      mayBeCut: cut,
      sees: ['Copy LUID', 'Refresh Extract', 'Path:'],
    });
  });

  it('copies from the hover', async () => {
    const { workbench, item } = opened;
    const { luid } = item('datasources', 'Orders');
    await workbench.setClipboard('');
    await hovered(workbench, luid);
    await workbench.page.locator('.monaco-hover:visible a', { hasText: 'Copy LUID' }).click();
    await workbench.clipboardHolds(luid);
  });

  it('mends a selection by quick fixes', async () => {
    const { workbench, item } = opened;
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.keyboard.press('Control+a');
    await waitFor('the quick fixes', async () => {
      await workbench.page.keyboard.press('Control+.');
      await workbench.page
        .locator('.action-widget')
        .getByText('Replace URL with LUID')
        .waitFor({ timeout: 3_000 });
    });
    await workbench.step('quick-fixes', {
      mayBeCut: cut,
      sees: ['Replace URL with LUID', 'Add the names of 3 items as comments'],
    });
    await workbench.page.locator('.action-widget').getByText('Replace URL with LUID').click();
    await waitFor('the address to be a LUID', async () => {
      assert.ok((await text(workbench)).includes(`url = "${item('workbooks', 'Tax').luid}"`));
    });
    await workbench.page.keyboard.press('Control+a');
    await workbench.run('Tableau: Add Names of LUIDs as Comments');
    await waitFor('the names', async () => {
      assert.match(await text(workbench), /# Quarterly Margin[^]*# Orders/);
    });
    await workbench.step('names', { mayBeCut: cut });
  });

  it('completes a LUID by the name that is typed', async () => {
    const { workbench, item } = opened;
    const { luid } = item('workbooks', 'Channel Mix');
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.keyboard.press('Control+End');
    await workbench.page.keyboard.press('ArrowUp');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.page.keyboard.type('channel');
    await waitFor('the item to be offered', async () => {
      await workbench.page.keyboard.press('Control+Space');
      await workbench.page
        .locator('.suggest-widget:visible .monaco-list-row')
        .filter({ hasText: 'Channel Mix' })
        .first()
        .waitFor({ timeout: 3_000 });
    });
    await workbench.step('completion', { mayBeCut: cut, sees: ['Channel Mix', 'Workbook'] });
    await workbench.page.keyboard.press('Enter');
    await waitFor('the LUID', async () => {
      assert.ok((await text(workbench)).includes(`luid="${luid}"`), await text(workbench));
    });
  });

  it('takes a row that is dragged into the editor as its LUID', async () => {
    const { workbench, item } = opened;
    const { luid } = item('workbooks', 'Channel Mix');
    await workbench.tree.sees('Marketing');
    await workbench.tree.expand('Marketing');
    const row = workbench.tree.row('Channel Mix');
    await openFile(workbench, 'notes.md', '\n\n');
    const target = workbench.page.locator('.editor-group-container.active .view-lines');
    await drag(workbench, row, target);
    await waitFor('the LUID to be inserted', async () => {
      assert.ok((await text(workbench)).includes(luid), await text(workbench));
    });
    await workbench.step('dragged', { mayBeCut: cut });
  });

  it('takes several rows that are dragged as their LUIDs, one a line', async () => {
    const { workbench, item } = opened;
    await workbench.tree.expand('Finance');
    await workbench.tree.select('Tax');
    await workbench.tree.alsoSelect('Channel Mix');
    await openFile(workbench, 'several.md', '\n\n');
    const target = workbench.page.locator('.editor-group-container.active .view-lines');
    await drag(workbench, workbench.tree.row('Tax'), target);
    const luids = [item('workbooks', 'Tax').luid, item('workbooks', 'Channel Mix').luid];
    await waitFor('both LUIDs to be inserted', async () => {
      const lines = (await text(workbench)).split('\n').map((line) => line.trim());
      for (const luid of luids) assert.ok(lines.includes(luid), lines.join('\n'));
    });
    await workbench.step('dragged-several', { mayBeCut: cut });
  });

  it('inserts a LUID by name at the cursor, with the name by its button', async () => {
    const { workbench, item } = opened;
    await openFile(workbench, 'insert.py', 'luid = ""\n');
    await workbench.page.keyboard.press('Control+1');
    await workbench.page.keyboard.press('Control+Home');
    await workbench.page.keyboard.press('End');
    await workbench.page.keyboard.press('ArrowLeft');
    await workbench.run('Tableau: Insert LUID…');
    await workbench.quickPick.sees({ title: 'Insert LUID' });
    await workbench.quickPick.type('Tax');
    await workbench.quickPick.sees({ labels: ['Tax'] });
    await workbench.step('insert', { mayBeCut: cut });
    await workbench.quickPick.press('Insert with the Name as a Comment', 'Tax');
    await waitFor('the LUID and the name', async () => {
      assert.ok(
        (await text(workbench)).includes(`luid = "${item('workbooks', 'Tax').luid}"  # Tax`),
        await text(workbench),
      );
    });
  });

  it('resolves anything as it is typed', async () => {
    const { workbench, item } = opened;
    await workbench.setClipboard('');
    await workbench.run('Tableau: Resolve Anything (URL, LUID, Number, Path)…');
    await workbench.quickPick.sees({ title: 'Resolve Anything' });
    await workbench.step('box', { mayBeCut: cut });
    for (const [typed, label] of [
      [item('workbooks', 'Tax').luid, 'Tax'],
      ['Finance/Tax', 'Tax'],
      [item('workbooks', 'Channel Mix').url, 'Channel Mix'],
      ['quarterly marg', 'Quarterly Margin'],
    ] as const) {
      await workbench.quickPick.type(typed);
      await workbench.quickPick.sees({ labels: [label] });
    }
    await workbench.step('resolved', { mayBeCut: cut, sees: ['Finance'] });
    await workbench.quickPick.type('no such thing at all');
    await workbench.quickPick.sees({ labels: ['Nothing that you can see fits.'] });
    await workbench.step('nothing', { mayBeCut: cut });
    await workbench.quickPick.cancel();
  });

  it('makes a table of several lines', async () => {
    const { workbench, item } = opened;
    const [tax, mix] = [item('workbooks', 'Tax'), item('workbooks', 'Channel Mix')];
    await workbench.setClipboard(`${tax.luid}\n${mix.url}\nFinance/No Such Thing\n`);
    await workbench.run('Tableau: Resolve Anything (URL, LUID, Number, Path)…');
    await workbench.quickPick.choose('Resolve 3 lines from the clipboard');
    await workbench.notifications.sees('1 of 3 lines lead to no item');
    await workbench.step('table', { mayBeCut: cut, sees: ['Copy as TSV'] });
    await workbench.notifications.press('1 of 3 lines', 'Copy as TSV');
    await waitFor('the table on the clipboard', async () => {
      const rows = (await workbench.clipboard()).split('\n').map((row) => row.split('\t'));
      assert.deepEqual(rows[1]?.slice(1, 4), ['workbook', 'Tax', 'Finance/Tax']);
      assert.equal(rows[2]?.[5], mix.luid);
      assert.match(rows[3]?.[6] ?? '', /No item/);
    });
  });

  it('follows a deep link, and refreshes by one after a question only', async () => {
    const { workbench, tableau } = opened;
    await workbench.tree.expand('Finance');
    // Of what was dragged two rows are still marked, and a link of each would be copied.
    await workbench.tree.select('Tax');
    await workbench.tree.openMenu('Tax');
    await workbench.menu('Copy Deep Link');
    const link = await waitFor('the link', async () => {
      const copied = await workbench.clipboard();
      assert.match(
        copied,
        /^[\w-]+:\/\/vizport\.vizport\/item\?server=.*kind=workbook&luid=[\da-f-]{36}$/,
      );
      return copied;
    });
    const follow = async (address: string): Promise<void> => {
      await workbench.run('Developer: Open URL');
      await workbench.quickPick.type(address);
      await workbench.quickPick.accept();
      // VS Code itself asks first, once for each.
      await workbench.pressInDialog('Open');
    };
    const refresh = link.replace('/item?', '/refresh?');
    tableau.log.clear();
    await follow(refresh.replace(/server=[^&]*/, 'server=https%3A%2F%2Fevil.example'));
    await workbench.notifications.sees('none of yours');
    await workbench.step('unknown-host', { mayBeCut: cut, sees: ['evil.example'] });
    await workbench.notifications.clear();
    await follow(refresh.replace('luid=', 'luid=x'));
    await workbench.notifications.sees('missing or wrong');
    await workbench.notifications.clear();
    assert.equal(tableau.log.length, 0);
    await follow(refresh);
    await workbench.page
      .locator('.monaco-dialog-box', { hasText: 'Refresh the extract' })
      .waitFor();
    await workbench.step('question', {
      mayBeCut: cut,
      sees: ['Finance/Tax', 'A link asked for this.'],
    });
    await workbench.pressInDialog('Cancel');
    assert.equal(tableau.log.filter(({ method }) => method === 'POST').length, 0);
    await follow(link);
    await workbench.tree.row('Tax').waitFor();
    await workbench.step('revealed', { mayBeCut: cut });
  });
});

for (const theme of ['light', 'highContrast'] as const)
  codingJourney(`luids-in-code-${theme}`, theme, (opened) => {
    it('can be read', async () => {
      const { workbench, item } = opened;
      const { luid } = item('workbooks', 'Quarterly Margin');
      await openFile(workbench, 'jobs.yaml', `luid: ${luid}\n`);
      await hovered(workbench, luid);
      await workbench.step('hover', { mayBeCut: cut, sees: ['Quarterly Margin', 'Copy LUID'] });
      await workbench.page.keyboard.press('Escape');
      await workbench.run('Tableau: Resolve Anything (URL, LUID, Number, Path)…');
      await workbench.quickPick.sees({ title: 'Resolve Anything' });
      await workbench.quickPick.type('margin');
      await workbench.quickPick.sees({ labels: ['Quarterly Margin'] });
      await workbench.step('box', { mayBeCut: cut });
      await workbench.quickPick.cancel();
    });
  });
