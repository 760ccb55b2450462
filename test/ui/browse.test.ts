/** Journey 3: see what a site holds, down to the views, and find one's way in it. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from './support/journey';
import { signInTo } from './support/signInTo';
import { waitFor } from './support/waitFor';
import type { Workbench } from './support/workbench';

journey('3-browse', {}, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau();
  });
  after(() => tableau.close());

  const workbookCalled = (name: string) => {
    const { site } = tableau.company.main;
    const found = tableau.model.workbooks.ofSite(site.luid).find((one) => one.name === name);
    assert.ok(found, `the fake company has a workbook "${name}"`);
    return found;
  };

  it('shows the projects that may be seen, a hidden parent’s child among the roots', async () => {
    const { workbench } = opened;
    await signInTo(workbench, tableau);
    await workbench.tree.sees('Marketing');
    assert.deepEqual(
      (await workbench.tree.rows()).filter(({ level }) => level === 2).map(({ label }) => label),
      [
        ...['Archive 2019', 'Board Pack', 'Data Platform', 'Default', 'Finance', 'Marketing'],
        ...['Operations', 'Sandbox', 'sandbox', 'מכירות ישראל'],
        ...['Personal Space', 'Outside Visible Projects'],
      ],
    );
    const finance = await workbench.tree.sees('Finance');
    assert.equal(finance, 'Finance, Project, 2 projects, 2 workbooks, 3 data sources');
    await workbench.step('site', {
      sees: ['Sales & Retail', 'Board Pack', '4 workbooks', 'Personal Space'],
      seesNot: ['Executive', 'Compensation'],
    });
  });

  it('goes down to data sources, flows, workbooks and views, as deep as they are', async () => {
    const { workbench } = opened;
    await workbench.tree.expandPath('Operations', 'Warehouse', 'Berlin', 'Night Shift');
    await workbench.tree.expand('Night Shift Handover');
    const views = viewNames(tableau, workbookCalled('Night Shift Handover').luid);
    for (const view of views) {
      const row = await workbench.tree.sees(view, { level: 7 });
      assert.ok(row.startsWith(`${view}, View, Tom Becker, `), row);
    }
    const flow = await workbench.tree.sees('Shipments Nightly', { level: 4 });
    // Of a flow's owner Tableau tells no name.
    assert.match(flow, /^Shipments Nightly, Flow, \S+/u);
    await waitFor('the age of its extract', async () => {
      const source = await workbench.tree.sees('Night Picks', { level: 6 });
      assert.match(source, /^Night Picks, Data source, refreshed .*, Tom Becker$/u);
    });
    await workbench.step('nested', { sees: ['Night Shift Handover', ...views, 'Store Map'] });
    await workbench.tree.collapse('Operations');
  });

  it('reads names with commas, ampersands, emoji and right-to-left letters', async () => {
    const { workbench } = opened;
    await workbench.tree.expandPath('Finance', 'Budget, Actuals & Forecast');
    await workbench.tree.sees('Budget vs. Actuals, 2025');
    await workbench.tree.collapse('Finance');
    await workbench.tree.expandPath('Marketing', 'Campaigns 🚀');
    await workbench.tree.sees('Black Friday, Cyber Monday & Co.');
    await workbench.step('names', {
      sees: ['Campaigns 🚀', '🎄', 'Summer Push ☀️', 'Überblick Österreich', 'Co.'],
    });
    await workbench.tree.collapse('Campaigns 🚀');
    await workbench.tree.collapse('Marketing');
    await workbench.tree.expand('מכירות ישראל');
    const row = await workbench.tree.sees('לקוחות');
    assert.match(row, /^לקוחות, Data source, .*נועה לוי/u);
    await workbench.step('right-to-left', { sees: ['מכירות שבועיות', 'לוח מחוונים 2025'] });
    await workbench.tree.collapse('מכירות ישראל');
  });

  it('keeps personal space, what has no visible project, and an empty project in words', async () => {
    const { workbench } = opened;
    await workbench.tree.expandPath('Archive 2019', 'Board Pack');
    await workbench.tree.expandPath('Personal Space', 'Outside Visible Projects');
    await workbench.step('places', {
      sees: ['Empty project', 'Board Pack Source', 'My First Draft', 'Offsite Ideas, private'],
      seesNot: ['Niamh’s Notes'],
    });
    await workbench.tree.sees('Homeless & Unfiled', { level: 3 });
    await workbench.tree.sees('Lost & Found', { level: 3 });
    for (const place of ['Archive 2019', 'Board Pack', 'Personal Space'])
      await workbench.tree.collapse(place, { level: 2 });
  });

  it('tells facts and links when the mouse rests on an item', async () => {
    const { workbench } = opened;
    await workbench.tree.expand('Marketing');
    await workbench.tree.sees('Channel Mix');
    const text = await workbench.hover(workbench.tree.row('Channel Mix').locator('.label-name'));
    const { luid } = workbookCalled('Channel Mix');
    for (const fact of [
      'Path: Marketing/Channel Mix',
      `LUID: ${luid}`,
      'Owner: Ana Ruiz',
      'Extract: yes',
    ])
      assert.ok(text.includes(fact), `"${fact}" in ${text}`);
    await workbench.step('tooltip', {
      sees: [luid, 'Tags: campaign', 'Copy LUID · Copy URL · Open in Browser'],
    });
    await workbench.setClipboard('');
    await workbench.page.locator('.monaco-hover a', { hasText: 'Copy LUID' }).last().click();
    await workbench.clipboardHolds(luid);
    await workbench.tree.select('Marketing');
  });

  it('shows an error in its place, its siblings all the same, and tries again', async () => {
    const { workbench } = opened;
    await workbench.tree.collapse('Marketing');
    tableau.knobs.failNext({ status: 500, code: 500000, match: '/datasources' });
    await workbench.tree.expand('Data Platform');
    const row = await workbench.tree.sees('Could not load data sources');
    assert.match(row, /Click to try again/u);
    await workbench.step('error-row', {
      sees: ['Order Explorer', 'Clean Orders', 'Could not load data sources'],
      seesNot: ['Late Orders'],
    });
    await workbench.tree.pressInline('Could not load data sources', 'Retry');
    await workbench.tree.sees('Late Orders');
    await workbench.tree.seesNot('Could not load data sources');
    await workbench.step('retried', { sees: ['Order Explorer', 'Late Orders', 'Clean Orders'] });
  });

  it('filters the tree to what matches and what it is in, and clears the filter', async () => {
    const { workbench } = opened;
    await workbench.tree.pressInTitle('Filter…');
    await workbench.quickPick.sees({ title: 'Filter Tableau Content' });
    await workbench.step('filter-box', { sees: ['Empty: shows all', 'Part of a name'] });
    await workbench.quickPick.enter('margin');
    await workbench.tree.seesNot('Data Platform');
    await workbench.tree.sees('Quarterly Margin', { level: 4 });
    await workbench.step('filtered', {
      // Beside the view's name and its buttons; the line above the rows has all of it.
      mayBeCut: [/^filter: /u],
      sees: ['Finance', 'Quarterly Margin', 'Only what matches "margin" is shown.'],
      seesNot: ['Marketing', 'Operations'],
    });
    await workbench.run('Tableau: Filter…');
    await workbench.quickPick.sees({ title: 'Filter Tableau Content', value: 'margin' });
    await workbench.quickPick.enter('zzz');
    await workbench.tree.sees('Nothing matches "zzz"');
    await workbench.step('no-match', { sees: ['Nothing matches "zzz"'] });
    await workbench.tree.pressInTitle('Clear Filter');
    // What was expanded before is so again.
    await workbench.tree.sees('Late Orders');
    await workbench.step('filter-cleared', { sees: ['Marketing'], seesNot: ['Only what matches'] });
  });

  it('finds content by name as one types, and Enter shows it in the tree', async () => {
    const { workbench } = opened;
    await workbench.run('Tableau: Find Content by Name…');
    await workbench.quickPick.sees({ title: 'Find Content by Name' });
    await workbench.quickPick.type('handover');
    await workbench.quickPick.sees({ labels: ['Night Shift Handover'] });
    await workbench.step('find', {
      sees: ['Workbook · Operations/Warehouse/Berlin/Night Shift'],
    });
    await workbench.quickPick.accept();
    await workbench.quickPick.closed();
    await selectedRowsAre(workbench, ['Night Shift Handover']);
    await workbench.step('found', { sees: ['Night Shift Handover', 'Warehouse'] });
  });

  it('reveals an item that the palette’s command asks for', async () => {
    const { workbench } = opened;
    await workbench.run('Tableau: Reveal in Tableau View');
    await workbench.quickPick.sees({ title: 'Choose an Item' });
    await workbench.quickPick.type('cyber mon');
    await workbench.quickPick.sees({ labels: ['Black Friday, Cyber Monday & Co.'] });
    await workbench.quickPick.choose('Black Friday, Cyber Monday & Co.');
    await selectedRowsAre(workbench, ['Black Friday, Cyber Monday & Co.']);
    await workbench.step('revealed', { sees: ['Campaigns 🚀'] });
  });

  it('asks Tableau again for one row, and keeps what is expanded', async () => {
    const { workbench } = opened;
    const workbook = workbookCalled('Influencers');
    tableau.model.workbooks.update(workbook, { name: 'Influencers & Friends' });
    await workbench.tree.openMenu('Campaigns 🚀');
    await workbench.menu('Refresh');
    await workbench.tree.sees('Influencers & Friends', { level: 4 });
    await workbench.step('refreshed', { sees: ['Influencers & Friends'] });
  });

  it('selects several rows by mouse and by keyboard', async () => {
    const { workbench } = opened;
    await workbench.tree.select('Influencers & Friends');
    await workbench.tree.alsoSelect('🎄');
    await selectedRowsAre(workbench, ['🎄', 'Influencers & Friends']);
    await workbench.page.keyboard.press('Shift+ArrowDown');
    await waitFor('a third row to be selected', async () => {
      assert.equal((await selectedRows(workbench)).length, 3);
    });
    await workbench.step('several');
  });
});

/** The same as somebody who may see everything, on a site that is too big to show at once. */
journey('3-browse-administrator', {}, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ workbooks: 20_000 });
  });
  after(() => tableau.close());

  it('shows an administrator what is hidden from others, at its place', async () => {
    const { workbench } = opened;
    const token = tableau.credentials.administrator.personalAccessToken;
    await signInTo(workbench, tableau, { token });
    await workbench.tree.sees('Archive 2019');
    await workbench.tree.scrollTo('Executive');
    await workbench.tree.expand('Executive');
    await workbench.tree.scrollTo('Board Summary');
    await workbench.step('administrator', { sees: ['Compensation', 'Board Pack', 'Max Adler'] });
  });

  it('shows at most 1,000 rows under a project, and more by the keyboard alone', async () => {
    const { workbench } = opened;
    const { keyboard } = workbench.page;
    await workbench.tree.select('Executive');
    for (let rows = 0; (await focusedRow(workbench)) !== 'Bulk of 2500'; rows++) {
      assert.ok(rows < 60, 'ArrowUp reaches the project');
      await keyboard.press('ArrowUp');
    }
    tableau.log.clear();
    await keyboard.press('ArrowRight');
    // The ages of extracts come later than the rows, page by page on a site of 20,000, and redraw them.
    for (let asked = -1; asked !== tableau.log.count('graphql');) {
      asked = tableau.log.count('graphql');
      await sleep(2_000);
    }
    const lists = () => tableau.log.filter(({ path }) => path.endsWith('/workbooks')).length;
    assert.equal(lists(), 1);
    await goToShowMore(workbench);
    // Its eight projects are among the thousand.
    const row = await workbench.tree.sees('Show more workbooks…');
    assert.match(row, /992 of 2,500 shown$/u);
    await workbench.step('show-more', { sees: ['Show more workbooks…', 'of 2,500'] });
    await keyboard.press('Enter');
    await waitFor('the first new row to be selected', async () => {
      const [selected = ''] = await selectedRows(workbench);
      assert.match(selected, /^\w+ \d+$/u);
    });
    assert.equal(lists(), 2);
    await workbench.step('next-rows', { seesNot: ['Show more'] });
  });
});

/** By pages down until the project's rows are behind, and back up by rows. */
async function goToShowMore(workbench: Workbench): Promise<void> {
  const { keyboard, mouse } = workbench.page;
  await mouse.move(800, 300); // a tooltip would hide the rows
  const below = () =>
    workbench.tree.root.locator('[role="treeitem"][aria-level="2"].focused').count();
  await keyboard.press('ArrowDown');
  for (let pages = 0; (await below()) === 0; pages++) {
    assert.ok(pages < 100, 'PageDown reaches the end of the project');
    await keyboard.press('PageDown');
  }
  for (let rows = 0; !(await focusedRow(workbench)).startsWith('Show more'); rows++) {
    assert.ok(rows < 60, 'ArrowUp reaches the row that shows more');
    await keyboard.press('ArrowUp');
  }
}

async function focusedRow(workbench: Workbench): Promise<string> {
  const name = workbench.tree.root.locator('[role="treeitem"].focused .label-name');
  return (await name.count()) === 0 ? '' : name.first().innerText();
}

function viewNames(tableau: FakeTableau, workbookLuid: string): readonly string[] {
  const { site } = tableau.company.main;
  return tableau.model.views
    .ofSite(site.luid)
    .filter((view) => view.workbookLuid === workbookLuid && !view.hiddenSheet)
    .map(({ name }) => name);
}

async function selectedRows(workbench: Workbench): Promise<string[]> {
  return workbench.tree.root
    .locator('[role="treeitem"][aria-selected="true"] .label-name')
    .allInnerTexts();
}

async function selectedRowsAre(workbench: Workbench, wanted: readonly string[]): Promise<void> {
  await waitFor(`${wanted.join(', ')} to be selected`, async () => {
    assert.deepEqual((await selectedRows(workbench)).sort(), [...wanted].sort());
  });
}
