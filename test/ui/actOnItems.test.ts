/** Journey 4: copy, open, refresh and run items, from the menus of their rows and from the palette. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from './support/journey';
import { signInTo } from './support/signInTo';
import { waitFor } from './support/waitFor';

journey('4-act-on-items', { theme: 'highContrastLight' }, (opened) => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
  });
  after(() => tableau.close());

  /** What the server knows of an item: the truth that the clipboard is held against. */
  const truth = (table: 'workbooks' | 'datasources' | 'flows' | 'projects', name: string) => {
    const { site } = tableau.company.main;
    const found = tableau.model[table].ofSite(site.luid).find((one) => one.name === name);
    assert.ok(found, `the fake company has "${name}" among its ${table}`);
    return found;
  };
  const urlOf = (table: 'workbooks' | 'datasources' | 'flows', name: string): string =>
    `${tableau.url}/#/site/sales/${table}/${truth(table, name).vizportalUrlId}`;
  const firstViewOf = (workbook: string) => {
    const { luid } = truth('workbooks', workbook);
    const views = tableau.model.views.ofSite(tableau.company.main.site.luid);
    const view = views.find((one) => one.workbookLuid === luid && !one.hiddenSheet);
    assert.ok(view, `the fake company's "${workbook}" has a view`);
    return view;
  };

  /** Chooses from the menu of a row. */
  const act = async (item: string, entry: string): Promise<void> => {
    const { workbench } = opened;
    await workbench.tree.openMenu(item);
    await workbench.menu(entry);
  };
  const menuOf = async (item: string, level?: number): Promise<string[]> => {
    const { workbench } = opened;
    await workbench.tree.openMenu(item, level === undefined ? {} : { level });
    const entries = await workbench.menuItems();
    await workbench.page.keyboard.press('Escape');
    return entries;
  };
  /** Runs a command from the palette and chooses the item that it asks for. */
  const actFromPalette = async (command: string, item: string): Promise<void> => {
    const { workbench } = opened;
    await workbench.run(`Tableau: ${command}`);
    await workbench.quickPick.sees({ title: 'Choose an Item' });
    await workbench.quickPick.type(item);
    await workbench.quickPick.sees({ title: 'Choose an Item', labels: [item] });
    await workbench.quickPick.choose(item);
    await workbench.quickPick.closed();
  };

  it('offers nothing about items before anybody has signed in', async () => {
    // Right after it has loaded, the palette does not know our commands yet.
    await waitFor('the palette to offer a sign-in and nothing more', async () => {
      const offered = await opened.workbench.paletteOffers('Tableau: ');
      assert.ok(offered.includes('Tableau: Sign In to a Site…'), offered.join(' | '));
      assert.ok(!offered.includes('Tableau: Copy LUID'), offered.join(' | '));
    });
  });

  it('offers on each row what can be done with it', async () => {
    const { workbench } = opened;
    await signInTo(workbench, tableau);
    await workbench.tree.expandPath('Marketing', 'Channel Mix');
    const copies = [
      ...['Copy LUID', 'Copy Name', 'Copy Path', 'Copy URL', 'Copy as JSON'],
      ...['Copy as curl', 'Copy Deep Link'],
    ];
    const withoutUrl = copies.filter((entry) => entry !== 'Copy URL');
    const { name } = firstViewOf('Channel Mix');
    const refreshes = [
      ...['Refresh Extract', 'Refresh Extract Incrementally'],
      ...['Show Schedules…', 'Add Schedule…'],
    ];
    const places = ['Open in Metadata Panel', 'Find the Same Item on Another Site…'];
    const opens = ['Open in Browser', ...places];
    const table = 'Export Mapping Table…';
    const code = ['Generate Refresh Code…', table];
    const access = ['Who Can Refresh This?', 'Could User Refresh These?…'];
    assert.deepEqual(await menuOf('Channel Mix'), [
      ...[...refreshes, ...opens, ...copies, ...code, 'Refresh', ...access],
    ]);
    assert.deepEqual(await menuOf('Brand Tracker'), [...opens, ...copies, table, 'Refresh']);
    assert.deepEqual(await menuOf('Web Sessions'), [
      ...[...refreshes, ...opens, ...copies, ...code, ...access],
    ]);
    assert.deepEqual(await menuOf('campaigns'), [...opens, ...copies, table]);
    assert.deepEqual(await menuOf('Campaign Prep'), [
      ...['Run Flow', ...opens, ...copies, ...code, ...access],
    ]);
    assert.deepEqual(await menuOf(name, 4), [...opens, ...copies, table]);
    assert.deepEqual(await menuOf('Marketing'), [
      ...['Refresh Extracts of Project…', ...places, ...withoutUrl, table, 'Refresh'],
    ]);
    await workbench.tree.openMenu('Channel Mix');
    await workbench.step('menu', { sees: ['Refresh Extract', 'Open in Browser', ...copies] });
    await workbench.page.keyboard.press('Escape');
  });

  it('copies what the server knows of a row', async () => {
    const { workbench } = opened;
    const { luid } = truth('workbooks', 'Channel Mix');
    await act('Channel Mix', 'Copy LUID');
    await workbench.clipboardHolds(luid);
    await workbench.step('copied', { sees: ['LUID copied'] });
    await act('Channel Mix', 'Copy Name');
    await workbench.clipboardHolds('Channel Mix');
    await act('Channel Mix', 'Copy Path');
    await workbench.clipboardHolds('Marketing/Channel Mix');
    await act('Channel Mix', 'Copy URL');
    await workbench.clipboardHolds(urlOf('workbooks', 'Channel Mix'));
    await act('Campaign Prep', 'Copy URL');
    await workbench.clipboardHolds(urlOf('flows', 'Campaign Prep'));
    const view = firstViewOf('Channel Mix');
    const { contentUrl } = tableau.model.workbooks.get(view.workbookLuid) ?? {};
    await act(view.name, 'Copy URL');
    await workbench.clipboardHolds(
      `${tableau.url}/#/site/sales/views/${contentUrl}/${view.viewUrlName}`,
    );
    await act(view.name, 'Copy Path');
    await workbench.clipboardHolds(`Marketing/Channel Mix/${view.name}`);
    await act('Marketing', 'Copy LUID');
    await workbench.clipboardHolds(truth('projects', 'Marketing').luid);
  });

  it('copies a row as JSON for scripts', async () => {
    const { workbench } = opened;
    await workbench.setClipboard('');
    await act('Channel Mix', 'Copy as JSON');
    await workbench.step('copied-as-json', { sees: ['JSON of "Channel Mix" copied'] });
    const project = truth('projects', 'Marketing');
    const workbook = truth('workbooks', 'Channel Mix');
    const { createdAt, updatedAt, ...rest } = JSON.parse(await workbench.clipboard()) as Record<
      string,
      unknown
    >;
    assert.equal(Date.parse(String(createdAt)), seconds(workbook.createdAt));
    assert.equal(Date.parse(String(updatedAt)), seconds(workbook.updatedAt));
    const ana = tableau.company.main.users['ana.ruiz'];
    assert.deepEqual(rest, {
      kind: 'workbook',
      luid: workbook.luid,
      name: 'Channel Mix',
      path: 'Marketing/Channel Mix',
      site: { server: tableau.url, contentUrl: 'sales' },
      contentUrl: 'contentUrl' in workbook ? workbook.contentUrl : undefined,
      vizportalUrlId: String(workbook.vizportalUrlId),
      url: urlOf('workbooks', 'Channel Mix'),
      owner: { luid: ana?.luid, name: ana?.name, fullName: 'Ana Ruiz' },
      project: { luid: project.luid, name: 'Marketing' },
      hasExtracts: true,
      tags: ['campaign'],
    });
  });

  it('copies of several rows one a line, and their LUIDs with Ctrl+C', async () => {
    const { workbench } = opened;
    await workbench.tree.collapse('Channel Mix');
    await workbench.tree.select('Channel Mix');
    await workbench.page.keyboard.press('ControlOrMeta+c');
    await workbench.clipboardHolds(truth('workbooks', 'Channel Mix').luid);
    await workbench.tree.alsoSelect('Web Sessions');
    await workbench.tree.alsoSelect('Campaign Prep');
    const luids = [
      truth('workbooks', 'Channel Mix').luid,
      truth('datasources', 'Web Sessions').luid,
      truth('flows', 'Campaign Prep').luid,
    ];
    await workbench.page.keyboard.press('ControlOrMeta+c');
    await clipboardHoldsLines(luids);
    await workbench.step('several-copied', { sees: ['3 LUIDs copied'] });
    await act('Web Sessions', 'Copy Path');
    await clipboardHoldsLines(
      ['Channel Mix', 'Web Sessions', 'Campaign Prep'].map((name) => `Marketing/${name}`),
    );
    await act('Web Sessions', 'Copy as JSON');
    await waitFor('the clipboard to hold three records', async () => {
      const records = JSON.parse(await workbench.clipboard()) as { luid: string }[];
      assert.deepEqual(records.map(({ luid }) => luid).sort(), [...luids].sort());
    });
  });

  const clipboardHoldsLines = (lines: readonly string[]) =>
    waitFor(`the clipboard to hold ${lines.length} lines`, async () => {
      const found = (await opened.workbench.clipboard()).split('\n');
      assert.deepEqual(found.sort(), [...lines].sort());
    });

  it('opens workbooks and views in the browser', async () => {
    const { workbench } = opened;
    await workbench.tree.select('Channel Mix');
    await act('Channel Mix', 'Open in Browser');
    await workbench.opens(exactly(urlOf('workbooks', 'Channel Mix')));
    await workbench.tree.expand('Überblick Österreich');
    const view = firstViewOf('Überblick Österreich');
    const { contentUrl } = tableau.model.workbooks.get(view.workbookLuid) ?? {};
    await workbench.tree.pressInline(view.name, 'Open in Browser', { level: 4 });
    await workbench.opens(
      exactly(`${tableau.url}/#/site/sales/views/${contentUrl}/${view.viewUrlName}`),
    );
    assert.equal(workbench.opened.length, 2);
    await workbench.tree.collapse('Überblick Österreich');
  });

  it('refreshes several with one progress and one summing-up, and runs a flow', async () => {
    const { workbench } = opened;
    const quick = { queuedMs: 0, runMs: 2500 };
    tableau.knobs.scriptNextJob(quick, quick);
    await workbench.tree.select('Channel Mix');
    await workbench.tree.alsoSelect('Campaigns');
    await workbench.tree.alsoSelect('Brand Tracker');
    await act('Campaigns', 'Refresh Extract');
    await workbench.notifications.sees(/Refreshing 2 items: \d of 2 done/u);
    assert.equal(await workbench.notifications.toast().count(), 1);
    await workbench.step('refreshing', { sees: [/Refreshing 2 items/u, 'Cancel'] });
    await workbench.notifications.sees('Refreshing 2 items: 2 refreshed, 1 skipped.');
    await workbench.step('refreshed', { sees: ['2 refreshed, 1 skipped.', 'Details'] });
    assert.equal(await workbench.notifications.toast().count(), 1);
    await workbench.notifications.clear();
    tableau.knobs.scriptNextJob(quick);
    await act('Campaign Prep', 'Run Flow');
    await workbench.notifications.sees(/Running "Campaign Prep"/u);
    await workbench.notifications.sees('The flow "Campaign Prep" was run.');
    await workbench.step('flow-run', { sees: ['The flow "Campaign Prep" was run.'] });
    await workbench.notifications.clear();
  });

  it('asks for the item when a command comes from the palette, and does it', async () => {
    const { workbench } = opened;
    await workbench.run('Tableau: Copy LUID');
    await workbench.quickPick.sees({ title: 'Choose an Item' });
    await workbench.quickPick.type('carrier');
    await workbench.quickPick.sees({ labels: ['Carrier Punctuality'] });
    await workbench.step('which-item', { sees: ['Workbook · Operations/Reports'] });
    await workbench.quickPick.accept();
    await workbench.clipboardHolds(truth('workbooks', 'Carrier Punctuality').luid);
    await actFromPalette('Copy Name', 'Tax');
    await workbench.clipboardHolds('Tax');
    await actFromPalette('Copy Path', 'Night Picks');
    await workbench.clipboardHolds('Operations/Warehouse/Berlin/Night Shift/Night Picks');
    await actFromPalette('Copy URL', 'Ledger Consolidation');
    await workbench.clipboardHolds(urlOf('flows', 'Ledger Consolidation'));
    await actFromPalette('Copy as JSON', 'Late Orders');
    await waitFor('the clipboard to hold JSON', async () => {
      const record = JSON.parse(await workbench.clipboard()) as { luid: string };
      assert.equal(record.luid, truth('datasources', 'Late Orders').luid);
    });
    await actFromPalette('Open in Browser', 'Store Map');
    await workbench.opens(exactly(urlOf('workbooks', 'Store Map')));
  });

  it('refreshes and runs from the palette, and offers only what can be', async () => {
    const { workbench } = opened;
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 }, { queuedMs: 0, runMs: 500 });
    await workbench.run('Tableau: Run Flow');
    await workbench.quickPick.sees({ title: 'Choose an Item' });
    await workbench.quickPick.type('campaign');
    await workbench.quickPick.sees({ labels: ['Campaign Prep'] });
    assert.deepEqual(await workbench.quickPick.labels(), ['Campaign Prep']);
    await workbench.step('which-flow', { sees: ['Flow · Marketing'] });
    await workbench.quickPick.choose('Campaign Prep');
    await workbench.notifications.sees('The flow "Campaign Prep" was run.');
    await workbench.notifications.clear();
    await actFromPalette('Refresh Extract', 'Channel Mix');
    await workbench.notifications.sees('"Channel Mix" was refreshed.');
    await workbench.step('refreshed-from-palette', { sees: ['"Channel Mix" was refreshed.'] });
    await workbench.notifications.clear();
  });

  it('says in words what Tableau refuses, and of which item', async () => {
    const { workbench } = opened;
    await actFromPalette('Run Flow', 'My Flow');
    await workbench.notifications.sees(/Running "My Flow": .*no output steps/u);
    await workbench.notifications.gone(': starting');
    await workbench.step('refused', { sees: [/Running "My Flow": Tableau .*\(400142\)/u] });
    await workbench.notifications.clear();
    await actFromPalette('Refresh Extract', 'Brand Tracker');
    await workbench.notifications.sees(/"Brand Tracker".*extract/u);
    await workbench.notifications.gone(': starting');
    await workbench.step('no-extract', { sees: ['Brand Tracker'] });
    await workbench.notifications.clear();
  });

  it('keeps commands about a row of the view out of the palette', async () => {
    const { workbench } = opened;
    for (const [text, offered, hidden] of [
      ['Tableau: Refresh', 'Tableau: Refresh View', 'Tableau: Refresh'],
      ['Tableau: Show', 'Tableau: Show Log', 'Tableau: Show More'],
      ['Tableau: Re', 'Tableau: Remove Site…', 'Tableau: Retry'],
    ] as const) {
      const labels = await workbench.paletteOffers(text);
      assert.ok(labels.includes(offered), labels.join(' | '));
      assert.ok(!labels.includes(hidden), labels.join(' | '));
    }
  });
});

/** The whole address, as a browser writes letters beyond ASCII. */
function exactly(address: string): RegExp {
  return new RegExp(`^${encodeURI(address).replaceAll(/[.?]/gu, '\\$&')}$`, 'u');
}

/** REST tells whole seconds. */
function seconds(moment: number): number {
  return Math.floor(moment / 1000) * 1000;
}
