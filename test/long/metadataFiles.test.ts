/** Journey: queries and results as files, beside another extension for GraphQL, in the fonts of one's choice, on two sites at once. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { longAnswers, type LongAnswers } from '../bench/longAnswers';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { MetadataPanelPage, wide } from '../ui/support/metadataPanel';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { writeManifest } from '../vscode/writeManifest';

const mayBeCut = [/./u];
const books = 'query Books($n: Int) { workbooksConnection(first: $n) { nodes { luid name } } }';

journey('metadata-files', {}, (opened) => {
  let tableau: FakeTableau;
  let front: LongAnswers;
  const panel = (number = 0): MetadataPanelPage => new MetadataPanelPage(opened.workbench, number);
  const press = (key: string) => opened.workbench.page.keyboard.press(key);
  const file = (name: string): string => join(opened.workbench.surroundings.workspace, name);
  const says = (words: RegExp) => panel().page.getByText(words).first().waitFor();

  before(async () => {
    tableau = await startFakeTableau();
    front = await longAnswers(tableau.url);
  });
  after(async () => {
    await front.close();
    await tableau.close();
  });

  it('saves a query with its variables as a file, by the name that it has', async () => {
    const { workbench } = opened;
    await panel().openWide({ ...tableau, url: front.url });
    await panel().write('Query', books);
    await panel().write('Variables', '{ "n": 3 }');
    await panel().button('Save query as a file').click();
    await workbench.quickPick.sees({ title: 'Save Query' });
    await workbench.step('save-query', { sees: ['Books.graphql'], mayBeCut });
    await press('Enter');
    await workbench.notifications.sees('Saved as Books.graphql');
    assert.equal(await readFile(file('Books.graphql'), 'utf8'), `# @variables {"n":3}\n${books}\n`);
    await workbench.notifications.clear();
  });

  it('does nothing where the dialog is left, and opens a query from a file in a tab of its own', async () => {
    const { workbench } = opened;
    const tabs = () => panel().page.getByRole('tab').count();
    const before = await tabs();
    await panel().button('Open a query from a file').click();
    await workbench.quickPick.sees({ title: 'Open Query' });
    await press('Escape');
    await workbench.quickPick.closed();
    assert.equal(await tabs(), before);
    await writeFile(file('owners.graphql'), '{ tableauUsers { luid username } }\n');
    await panel().button('Open a query from a file').click();
    await workbench.quickPick.sees({ title: 'Open Query' });
    await workbench.step('open-query', { sees: ['owners.graphql'], mayBeCut });
    await workbench.quickPick.choose('owners.graphql');
    await panel().reads('Query', '{ tableauUsers { luid username } }');
    assert.equal(await tabs(), before + 1);
    await panel().runByKeyboard();
    await panel().reads('Result', '"username"');
  });

  it('shows the head of 30 MB, all of it as a table, and takes the whole to a file and to an editor', async function () {
    // VS Code itself takes a while with a document of that size.
    this.timeout(180_000);
    const { workbench } = opened;
    await panel().write(
      'Query',
      'query Answer30MB { workbooks { luid name description owner { username } updatedAt } }',
    );
    await panel().runByKeyboard();
    await says(/This answer is \d\d\.\d MB long/u);
    await panel().button('Copy 100,000 LUIDs').waitFor();
    await workbench.step('large', { sees: ['Open in Editor', 'Save…'], mayBeCut });
    await panel()
      .page.getByRole('region', { name: 'Result' })
      .locator('.view-line')
      .first()
      .click({ button: 'right' });
    const menu = panel().page.getByRole('menu', { name: 'Actions on the result' });
    const entries = menu.getByRole('menuitem');
    await waitFor('the ways to the whole', async () =>
      assert.deepEqual(await entries.allInnerTexts(), ['Open in Editor', 'Save…']),
    );
    await workbench.step('large-menu', { mayBeCut });
    await press('Escape');
    await menu.waitFor({ state: 'detached' });
    await panel().button('Table').click();
    await panel().page.getByText('100,000 rows').waitFor();
    await workbench.step('large-table', { mayBeCut });
    await panel().button('JSON').click();
    await panel().button('Save…').click();
    await workbench.quickPick.sees({ title: 'Save the Result' });
    await press('Enter');
    await workbench.notifications.sees('The result was saved as Answer30MB-Sales-Retail.json.');
    await workbench.notifications.clear();
    const whole = JSON.parse(await readFile(file('Answer30MB-Sales-Retail.json'), 'utf8')) as {
      readonly data: { readonly workbooks: readonly unknown[] };
    };
    assert.equal(whole.data.workbooks.length, 100_000);
    await panel().button('Open in Editor').click();
    await workbench.page.getByRole('tab', { name: /Untitled-1/u }).waitFor({ timeout: 60_000 });
    const text = workbench.page.locator('.editor-instance .view-lines').last();
    await text.getByText('"workbooks"').waitFor({ timeout: 30_000 });
    await workbench.step('large-editor', { mayBeCut });
    await workbench.run('View: Revert and Close Editor');
  });

  it('marks all of a result by Ctrl+A, and nothing of the bars around it', async () => {
    const { workbench } = opened;
    const marked = () =>
      panel()
        .page.locator('body')
        .evaluate(() => String(getSelection()));
    await panel().write('Query', '{ workbooks { luid name } }');
    await panel().runByKeyboard();
    await panel().button('Table').click();
    // Before its rows are there nothing could be marked.
    await panel().page.getByRole('gridcell', { name: 'Data Quality' }).waitFor();
    await press('ControlOrMeta+a');
    await says(/\d+ × 2 cells selected/u);
    assert.equal(await marked(), '');
    await workbench.step('all-cells', { mayBeCut });
    await panel().button('JSON').click();
    await press('ControlOrMeta+a');
    await workbench.setClipboard('');
    await press('ControlOrMeta+c');
    await waitFor('the whole text on the clipboard', async () => {
      const text = await workbench.clipboard();
      assert.doesNotMatch(text, /Examples|Run/u);
      assert.ok(
        Array.isArray((JSON.parse(text) as { data: { workbooks: unknown } }).data.workbooks),
      );
    });
    await workbench.step('all-text', { mayBeCut });
  });

  it('takes other fonts while it is open', async () => {
    const { workbench } = opened;
    const sizes = () =>
      panel()
        .page.locator('.graphiql-query-editor .view-line, .graphiql-response .view-line')
        .evaluateAll((lines) => [...new Set(lines.map((line) => getComputedStyle(line).fontSize))]);
    mkdirSync(file('.vscode'), { recursive: true });
    const fonts = { 'editor.fontSize': 21, 'editor.fontFamily': 'monospace' };
    await writeFile(file('.vscode/settings.json'), JSON.stringify(fonts));
    await waitFor('larger letters', async () => assert.deepEqual(await sizes(), ['21px']));
    await panel().button('Table').click();
    await waitFor('larger letters in cells', async () => {
      const cell = panel().page.locator('#vizport-cell-0-0');
      assert.equal(await cell.evaluate((one) => getComputedStyle(one).fontSize), '21px');
    });
    await workbench.step('fonts', { mayBeCut });
    await writeFile(file('.vscode/settings.json'), '{}');
    await panel().button('JSON').click();
    await waitFor('letters as before', async () => assert.notDeepEqual(await sizes(), ['21px']));
  });

  it('ends a query with its panel, and starts anew without it', async () => {
    const { workbench } = opened;
    tableau.knobs.delay(20_000, /graphql/u);
    await panel().write('Query', 'query Slow { workbooks { luid } }');
    await panel().runByKeyboard();
    await panel().button('Cancel').waitFor();
    await workbench.run('View: Close All Editors');
    tableau.knobs.delay(0, /graphql/u);
    await workbench.run('Tableau: Open Metadata Panel');
    await panel().opened();
    await panel().reads('Query', 'query Slow');
    await panel().button('Run').click();
    await panel().reads('Result', '"luid"');
    await workbench.step('anew', { sees: ['Sales & Retail answered in'], mayBeCut });
  });

  it('asks two sites in two panels, each its own', async () => {
    const { workbench } = opened;
    const token = tableau.credentials.administrator.personalAccessToken;
    await signInTo(workbench, { ...tableau, url: front.url }, { site: 'PeopleHub', token });
    await press('ControlOrMeta+b');
    await panel().button('New tab').click();
    await workbench.run('View: Split Editor Right');
    await workbench.run('Tableau: Open Metadata Panel');
    await workbench.page.locator('iframe.webview.ready').nth(1).waitFor({ state: 'attached' });
    for (const [number, site] of ['Sales & Retail', 'People Hub'].entries()) {
      const one = panel(number);
      await one.opened();
      await one.page.getByRole('combobox', { name: 'Site' }).selectOption(site);
      await one.write('Query', '{ workbooks { luid projectName } }');
    }
    for (const number of [0, 1]) await panel(number).button('Run').click();
    for (const [number, site] of [tableau.company.main, tableau.company.second].entries()) {
      const shown = panel(number);
      await shown.reads('Result', '"luid"');
      const [, luid = ''] = /"luid": "([^"]+)"/u.exec(await shown.text('Result')) ?? [];
      assert.equal(tableau.model.workbooks.get(luid)?.siteLuid, site.site.luid, `${number}`);
    }
    await workbench.step('two-sites', {
      sees: ['Sales & Retail answered in', 'People Hub answered in'],
      mayBeCut,
    });
  });
});

/** As a language server for GraphQL looks to VS Code: the language, and code that completes it. */
function otherExtension(folder: string): string {
  const place = join(folder, 'someone.graphql-server');
  writeManifest(place, {
    name: 'graphql-server',
    publisher: 'someone',
    activationEvents: ['onLanguage:graphql'],
    contributes: { languages: [{ id: 'graphql', extensions: ['.graphql'] }] },
  });
  writeFileSync(
    join(place, 'extension.js'),
    `const vscode = require('vscode');
    exports.activate = (context) => context.subscriptions.push(
      vscode.languages.registerCompletionItemProvider('graphql', {
        provideCompletionItems: () => [new vscode.CompletionItem('workbooksOfSomeoneElse')],
      }),
    );`,
  );
  return place;
}

const folder = mkdtempSync(join(tmpdir(), 'vizport-other-'));

for (const beside of [false, true])
  journey(
    `metadata-language-${beside ? 'beside' : 'alone'}`,
    () => ({ besides: beside ? [otherExtension(folder)] : [] }),
    (opened) => {
      let tableau: FakeTableau;
      before(async () => {
        tableau = await startFakeTableau();
      });
      after(async () => {
        await tableau.close();
        if (beside) rmSync(folder, { recursive: true, force: true });
      });

      it(`${beside ? 'leaves completion to another extension' : 'completes a file'}, and offers to run it`, async () => {
        const { workbench } = opened;
        const { keyboard } = workbench.page;
        await workbench.page.setViewportSize(wide);
        await signInTo(workbench, tableau);
        await writeFile(
          join(workbench.surroundings.workspace, 'some.graphql'),
          '{ workbooks { luid } }\n\n{ nope { x } }\n',
        );
        await workbench.run('Go to File...');
        await workbench.quickPick.type('some.graphql');
        await workbench.quickPick.choose('some.graphql');
        await workbench.page
          .getByText('Run on Sales & Retail')
          .first()
          .waitFor({ timeout: 30_000 });
        await keyboard.press('ControlOrMeta+Home');
        for (const _ of '{ work') await keyboard.press('ArrowRight');
        const widget = workbench.page.locator('.suggest-widget.visible');
        await waitFor('suggestions', async () => {
          await keyboard.press('Escape');
          await keyboard.press('ControlOrMeta+Space');
          await widget
            .getByText(/^workbooks/u)
            .first()
            .waitFor({ timeout: 3000 });
        });
        const offered = await widget.locator('.monaco-list-row .label-name').allInnerTexts();
        const [own, others] = ['workbooks', 'workbooksOfSomeoneElse'].map((name) =>
          offered.includes(name),
        );
        assert.deepEqual([own, others], [!beside, beside], offered.join());
        await workbench.step('suggestions', { mayBeCut });
      });
    },
  );
