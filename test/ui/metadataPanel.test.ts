/** Journey 7: ask the Metadata API in the panel, take the LUIDs, and come back to it after it was hidden and reloaded. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from './support/journey';
import { MetadataPanelPage } from './support/metadataPanel';
import { signInTo } from './support/signInTo';
import { waitFor } from './support/waitFor';

const narrow = { width: 560, height: 760 };
const wide = { width: 1100, height: 760 };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/u;
/** A tab's title may end in an ellipsis: its whole text is its tooltip. */
const mayBeCut = [/^(Workbook|Datasource)Luid$/u, /^Workbooks$/u, /^Untitled$/u];

journey('7-metadata-panel', {}, (opened) => {
  let tableau: FakeTableau;
  const panel = (): MetadataPanelPage => new MetadataPanelPage(opened.workbench);
  const luidsOf = (kind: 'workbooks' | 'datasources' | 'views'): Set<string> =>
    new Set([...tableau.model[kind].all()].map(({ luid }) => luid));

  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  it('says what to do where no site is signed in, and signs in from there', async () => {
    const { workbench } = opened;
    await workbench.run('Tableau: Open Metadata Panel');
    await panel().button('Sign In').waitFor();
    await workbench.step('no-site', { sees: ['No Tableau site is signed in'] });
    await panel().button('Sign In').click();
    await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
    await workbench.quickPick.cancel();
  });

  it('shows the two lookups, ready to run, once a site is there', async () => {
    const { workbench } = opened;
    await signInTo(workbench, tableau);
    await panel().opened();
    await panel().reads('Query', 'query WorkbookLuid($number: String!)');
    await panel().reads('Variables', '"number": "1');
    await workbench.page.keyboard.press('ControlOrMeta+b');
    await workbench.step('ready', {
      sees: ['Sales & Retail', 'WorkbookLuid', 'DatasourceLuid', 'Run', 'Ctrl+Enter'],
      mayBeCut,
    });
  });

  it('finds the LUID of a workbook by the number in its address, by the keyboard alone', async () => {
    await panel().page.getByRole('region', { name: 'Query' }).locator('.view-lines').click();
    await panel().runByKeyboard();
    const [luid, ...others] = await panel().copyLuids('Copy LUID');
    assert.deepEqual(others, []);
    const workbook = tableau.model.workbooks.get(luid ?? '');
    assert.ok(workbook, luid);
    await panel().reads('Result', workbook.name);
    await opened.workbench.step('workbook', { sees: ['LUID copied'], mayBeCut });
  });

  it('finds the LUID of a data source by the button', async () => {
    await panel().tab('DatasourceLuid').click();
    await panel().reads('Variables', '"number": "1');
    await panel().button('Run').click();
    const [luid] = await panel().copyLuids('Copy LUID');
    assert.ok(luidsOf('datasources').has(luid ?? ''), luid);
  });

  it('copies every LUID of an answer with one click, and never a metadata id', async () => {
    await panel()
      .button(/^Examples/u)
      .click();
    await opened.workbench.step('examples', {
      sees: ['LUID of a flow by the number in its address'],
      mayBeCut,
    });
    await panel()
      .page.getByRole('option', { name: /first 50 workbooks/u })
      .click();
    await panel().write(
      'Query',
      'query Workbooks { workbooksConnection(first: 50) { nodes { id luid name views { id luid } } } }',
    );
    await panel().runByKeyboard();
    const button = panel().button(/^Copy \d+ LUIDs$/u);
    const copied = await panel().copyLuids(await button.innerText());
    const known = new Set([...luidsOf('workbooks'), ...luidsOf('views')]);
    assert.ok(copied.length > 50, `${copied.length}`);
    assert.equal(await button.innerText(), `Copy ${copied.length} LUIDs`);
    for (const luid of copied) assert.ok(uuid.test(luid) && known.has(luid), luid);
    await opened.workbench.step('many', { sees: [`${copied.length} LUIDs copied`], mayBeCut });
  });

  it('fits an editor column of 500 px, the notes on a partial answer too', async () => {
    const { workbench } = opened;
    await workbench.page.setViewportSize(narrow);
    tableau.knobs.nodeLimit = 40;
    await panel().button('Run').click();
    await workbench.step('partial', { sees: ['Only a part of the answer is here'], mayBeCut });
    tableau.knobs.nodeLimit = 20_000;
    await panel().write(
      'Query',
      '{ workbooks(filter: { projectName: "Marketing" }) { luid name } }',
    );
    await panel().runByKeyboard();
    await workbench.step('left-out', {
      sees: ['Items that you may not see are left out'],
      seesNot: ['Only a part of the answer'],
      mayBeCut,
    });
  });

  it('completes and documents from the schema of the site', async () => {
    const { workbench } = opened;
    await panel().write('Query', '{ publishedDatasources { ');
    await workbench.page.keyboard.type('certif');
    await panel().page.getByText('dataQualityCertifications', { exact: true }).waitFor();
    await workbench.step('completion', { mayBeCut });
    await workbench.page.keyboard.press('Escape');
    await panel().button('Documentation').click();
    await panel()
      .page.getByRole('link', { name: 'PublishedDatasource', exact: true })
      .first()
      .click();
    await workbench.step('documentation', { sees: ['isCertified'], mayBeCut });
    await panel().button('Documentation').click();
  });

  it('says in words what Tableau refuses, and what was never sent', async () => {
    const { workbench } = opened;
    await panel().write('Query', '{ workbooks { nope } }');
    await panel().runByKeyboard();
    await workbench.step('refused', {
      sees: ['The Metadata API refuses this query', 'nope'],
      mayBeCut,
    });
    const before = tableau.log.count('graphql');
    await panel().write(
      'Query',
      'query Q($n: String) { workbooks(filter: { name: $n }) { luid } }',
    );
    await panel().write('Variables', '{ "n": oops }');
    await panel().runByKeyboard();
    await workbench.step('not-sent', { sees: ['The variables are not valid JSON'], mayBeCut });
    assert.equal(tableau.log.count('graphql'), before);
    await panel().write('Variables', '{}');
  });

  it('says how the Metadata API is switched on, and asks again on Retry', async () => {
    const { workbench } = opened;
    tableau.knobs.metadataMode = 'featureDisabled';
    await panel().write('Query', '{ publishedDatasources { luid name } }');
    await panel().runByKeyboard();
    await workbench.step('off', {
      sees: ['tsm maintenance metadata-services enable', 'Retry'],
      mayBeCut,
    });
    tableau.knobs.metadataMode = 'on';
    await panel().button('Retry').click();
    const copied = await panel().copyLuids(
      await panel()
        .button(/^Copy \d+ LUIDs$/u)
        .innerText(),
    );
    for (const luid of copied) assert.ok(luidsOf('datasources').has(luid), luid);
  });

  it('cancels a query that takes too long', async () => {
    const { workbench } = opened;
    tableau.knobs.delay(60_000, '/api/metadata/graphql');
    await panel().button('Run').click();
    await workbench.step('running', { sees: ['Asking Sales & Retail…', 'Cancel'], mayBeCut });
    await panel().button('Cancel').click();
    await workbench.step('cancelled', { sees: ['Cancelled.', 'Run'], mayBeCut });
    tableau.knobs.delay(0, '/api/metadata/graphql');
  });

  it('comes back with its rows after it was hidden, and with what ended meanwhile', async () => {
    const { workbench } = opened;
    const before = tableau.log.count('graphql');
    tableau.knobs.delay(2_000, '/api/metadata/graphql');
    await panel().button('Run').click();
    await panel().button('Cancel').waitFor();
    await workbench.run('File: New Untitled Text File');
    await workbench.page.locator('.editor-container .monaco-editor').first().waitFor();
    await workbench.page.getByRole('tab', { name: /^Metadata API/u }).click();
    await panel().opened();
    tableau.knobs.delay(0, '/api/metadata/graphql');
    await panel()
      .button(/^Copy \d+ LUIDs$/u)
      .waitFor();
    await panel().reads('Query', '{ publishedDatasources { luid name } }');
    await workbench.step('back', { sees: [/Sales & Retail answered in \d/u], mayBeCut });
    // The query, and the numbers for the examples that each new page asks for; a query sent again would be a third.
    await waitFor('two requests', async () => {
      assert.equal(tableau.log.count('graphql'), before + 2);
    });
  });

  it('comes back with its tabs after a reload', async () => {
    const { workbench } = opened;
    await workbench.remembersInFront('vizport.metadataPanel');
    await workbench.reload();
    await panel().opened();
    await panel().reads('Query', '{ publishedDatasources { luid name } }');
    await workbench.step('reloaded', { sees: ['WorkbookLuid', 'Sales & Retail'], mayBeCut });
    await panel().tab('WorkbookLuid').click();
    await panel().reads('Query', 'query WorkbookLuid');
    await panel().button('Run').click();
    await panel().button('Copy LUID').waitFor();
  });

  it('asks the site that was picked', async () => {
    const { workbench } = opened;
    await workbench.page.setViewportSize(wide);
    const token = tableau.credentials.administrator.personalAccessToken;
    await signInTo(workbench, tableau, { site: 'PeopleHub', token });
    await workbench.page.keyboard.press('ControlOrMeta+b');
    const picker = panel().page.getByRole('combobox', { name: 'Site' });
    await waitFor('the second site in the picker', async () => {
      assert.deepEqual(await picker.locator('option').allInnerTexts(), [
        'Sales & Retail',
        'People Hub',
      ]);
    });
    await picker.selectOption('People Hub');
    await workbench.page.getByRole('tab', { name: 'Metadata API: People Hub' }).waitFor();
    await panel().button('New tab').click();
    await panel().write('Query', '{ workbooks { luid } }');
    await panel().runByKeyboard();
    await workbench.step('second-site', { sees: [/People Hub answered in \d/u], mayBeCut });
    const second = tableau.company.second.site.luid;
    for (const luid of await panel().copyLuids(
      await panel()
        .button(/^Copy (\d+ LUIDs|LUID)$/u)
        .innerText(),
    ))
      assert.equal(tableau.model.workbooks.get(luid)?.siteLuid, second);
  });

  it('is given no token, by no message and in no state', async () => {
    const tokens = [...tableau.model.sessions.keys()];
    assert.ok(tokens.length > 0);
    await panel()
      .page.locator('body')
      .evaluate(() => {
        const heard: string[] = [];
        Object.assign(window, { heard });
        window.addEventListener('message', ({ data }) => heard.push(JSON.stringify(data)));
      });
    await panel().button('Run').click();
    await panel()
      .button(/^Copy (\d+ LUIDs|LUID)$/u)
      .waitFor();
    const heard = await panel()
      .page.locator('body')
      .evaluate(() => {
        const { heard: messages } = window as unknown as { heard: string[] };
        return `${messages.join('\n')}\n${document.documentElement.outerHTML}`;
      });
    assert.match(heard, /"rpc":"done"/u);
    for (const token of tokens) assert.ok(!heard.includes(token), 'a session token is in the page');
  });

  it('takes the look of VS Code, and changes with it', async () => {
    const { workbench } = opened;
    const backgrounds: Readonly<Record<string, string>> = {
      'Light Modern': 'rgb(255, 255, 255)',
      'Dark High Contrast': 'rgb(0, 0, 0)',
      'Light High Contrast': 'rgb(255, 255, 255)',
      'Dark Modern': 'rgb(31, 31, 31)',
    };
    for (const [theme, colour] of Object.entries(backgrounds)) {
      await workbench.run('Preferences: Color Theme');
      await workbench.quickPick.type(theme);
      await workbench.quickPick.choose(theme);
      await panel().becomes(`the page (${theme})`, () => panel().background('body'), colour);
      await panel().becomes(
        `the editor (${theme})`,
        () => panel().background('.graphiql-query-editor .monaco-editor'),
        colour,
      );
      await workbench.step(theme, { sees: ['Run'], mayBeCut });
    }
  });

  it('says so when the site is signed out of, and signs in again from there', async () => {
    const { workbench } = opened;
    await workbench.openView('Tableau');
    await workbench.tree.openMenu('People Hub');
    await workbench.menu('Sign Out');
    await workbench.step('signed-out', { sees: ['You are signed out of this site.'], mayBeCut });
    await panel().button('Sign In').click();
    await panel().page.getByText('You are signed out of this site.').waitFor({ state: 'detached' });
    await panel().button('Run').click();
    await panel()
      .button(/^Copy (\d+ LUIDs|LUID)$/u)
      .waitFor();
  });
});
