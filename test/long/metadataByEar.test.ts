/** Journey: the panel as a screen reader has it: names and roles, what is said unasked, and what axe finds. */
import assert from 'node:assert/strict';
import { source as axe } from 'axe-core';
import type { AxeResults } from 'axe-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage } from '../ui/support/metadataPanel';
import { waitFor } from '../ui/support/waitFor';

const mayBeCut = [/./u];
const books =
  'query Books { workbooksConnection(first: 20) { nodes { luid name owner { username } } } }';

/** GraphiQL's own, in parts that we show as they are. */
const notOurs = ['.monaco-editor *', '.monaco-editor'];

journey('metadata-by-ear', {}, (opened) => {
  let tableau: FakeTableau;
  const panel = (): MetadataPanelPage => new MetadataPanelPage(opened.workbench);
  const body = () => panel().page.locator('body');
  const press = (key: string) => opened.workbench.page.keyboard.press(key);
  /** What axe finds in the page as it stands, with the first element of each. */
  const violations = async (): Promise<readonly string[]> => {
    const frame = await (await body().elementHandle())?.ownerFrame();
    assert.ok(frame);
    await frame.evaluate(axe);
    const found = await frame.evaluate(
      (exclude) =>
        (
          window as unknown as {
            axe: { run(context: object, options: object): Promise<AxeResults> };
          }
        ).axe.run(
          { exclude },
          { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], resultTypes: ['violations'] },
        ),
      notOurs,
    );
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`,
    );
  };
  const reads = (snapshot: string) =>
    waitFor('the page to be read aloud so', async () => {
      const text = await body().ariaSnapshot();
      for (const line of snapshot.trim().split('\n'))
        assert.ok(text.includes(line.trim()), `${line}\n${text}`);
    });

  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('names its parts', async () => {
    await panel().openWide(tableau);
    await reads(`
      - combobox "Site"
      - button "Examples"
      - button "Documentation"
      - button "History"
      - tablist "Queries"
      - button "New tab"
      - button "Format"
      - button "Open a query from a file"
      - button "Save query as a file"
      - button "Run"
      - region "Query"
      - button "Variables" [expanded]
      - region "Variables"
      - separator "Divide query and result"
      - region "Answer"
    `);
    assert.deepEqual(await violations(), []);
  });

  it('says when a query runs and when it is answered, without being asked', async () => {
    await body().evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      new MutationObserver((changes) => {
        for (const { target } of changes) {
          const element = target instanceof Element ? target : target.parentElement;
          const live = element?.closest('[role="status"], [role="alert"]');
          if (live?.textContent) said.push(live.textContent);
        }
      }).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await panel().write('Query', books);
    await panel().runByKeyboard();
    await panel().reads('Result', '"luid"');
    const said = await body().evaluate(() => (window as unknown as { said: string[] }).said);
    assert.ok(
      said.some((words) => /^Asking Sales & Retail…$/u.test(words)),
      said.join('\n'),
    );
    assert.ok(
      said.some((words) => /^Sales & Retail answered in \d/u.test(words)),
      said.join('\n'),
    );
    assert.deepEqual(await violations(), []);
  });

  it('is walked tab by tab with the keys, and leaves the focus to who types', async () => {
    const focusedTab = panel().page.locator('[role="tab"]:focus');
    const tabs = panel().page.getByRole('tab');
    await tabs.first().click();
    await tabs.first().focus();
    await press('ArrowRight');
    await waitFor('the second tab to have the focus', async () =>
      assert.equal(await focusedTab.getAttribute('id'), 'graphiql-session-tab-1'),
    );
    await press('Home');
    await waitFor('the first tab to have the focus', async () =>
      assert.equal(await focusedTab.getAttribute('id'), 'graphiql-session-tab-0'),
    );
    await opened.workbench.page.waitForTimeout(1_000); // until its text is where it belongs
    await press('Enter');
    await panel().write('Query', '{ workbooks { luid } }');
    // What is typed comes into the tab a moment later.
    await opened.workbench.page.waitForTimeout(1_000);
    await opened.workbench.page.keyboard.type('#typed');
    await panel().reads('Query', '#typed');
    assert.equal(await focusedTab.count(), 0);
    await panel().write('Query', books);
    await panel().runByKeyboard();
    await panel().reads('Result', '"luid"');
  });

  it('reads a table cell by cell', async () => {
    const { workbench } = opened;
    await panel().button('Table').click();
    const grid = panel().page.getByRole('grid', { name: 'Table' });
    await grid.focus();
    await reads(`
      - grid "Table"
      - columnheader "luid"
      - columnheader "owner.username"
      - gridcell
    `);
    const read = () =>
      grid.evaluate((element) => {
        const id = element.getAttribute('aria-activedescendant') ?? '';
        const cell = document.getElementById(id);
        const row = cell?.closest('[role="row"]');
        return [
          cell?.getAttribute('role'),
          cell?.getAttribute('aria-colindex'),
          row?.getAttribute('aria-rowindex'),
        ];
      });
    const first = await read();
    assert.deepEqual(first.slice(0, 2), ['gridcell', '1']);
    await press('ArrowRight');
    await waitFor('the next cell', async () => assert.equal((await read())[1], '2'));
    await press('ControlOrMeta+End');
    await waitFor('the last row', async () => {
      assert.deepEqual((await read()).slice(0, 3), ['gridcell', '3', '21']);
    });
    assert.equal(await grid.getAttribute('aria-rowcount'), '21');
    await workbench.step('grid', { mayBeCut });
    assert.deepEqual(await violations(), []);
  });

  it('has menus and the library as lists', async () => {
    const { workbench } = opened;
    await press('ControlOrMeta+Home');
    await press('Shift+F10');
    await reads(`
      - menu "Actions on the cell"
      - menuitem "Copy LUID"
    `);
    assert.deepEqual(await violations(), []);
    const menus = panel().page.getByRole('menu');
    const focused = panel().page.locator('[role="menuitem"]:focus');
    assert.equal(await focused.count(), 1);
    // VS Code takes the focus away with this key: a menu that stayed could not be closed by any.
    await press('ControlOrMeta+a');
    await menus.waitFor({ state: 'detached' });
    await waitFor('the table to have the focus again', async () =>
      assert.equal(await panel().page.locator('[role="grid"]:focus').count(), 1),
    );
    assert.doesNotMatch(await body().innerText(), /cells selected/u);
    await panel().button('Choose how LUIDs are copied').click();
    const current = panel().page.locator('[role="menuitem"][aria-current="true"]');
    await waitFor('the form that the button takes', async () =>
      assert.deepEqual(await current.allInnerTexts(), ['One per line']),
    );
    await press('Escape');
    await menus.waitFor({ state: 'detached' });
    await panel()
      .button(/^Examples/u)
      .click();
    await reads(`
      - dialog "Examples"
      - combobox "Find a question"
      - listbox "Examples"
      - group "LUIDs"
      - option
    `);
    assert.deepEqual(await violations(), []);
    await workbench.step('library', { mayBeCut });
    await press('Escape');
  });

  it('tells what went wrong as an alert', async () => {
    await panel().button('JSON').click();
    await panel().write('Query', '{ workbooks { nope } }');
    await panel().runByKeyboard();
    await panel().page.getByRole('alert').filter({ hasText: 'refuses this query' }).waitFor();
    assert.deepEqual(await violations(), []);
    await opened.workbench.step('alert', { mayBeCut });
  });
});
