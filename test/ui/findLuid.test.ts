/** Journey 6: any browser address of Tableau becomes an item with its LUID. */
import assert from 'node:assert/strict';
import {
  copiesLuid,
  findAddress,
  findLuidJourney,
  findLuidTitle,
  mayBeCut,
  named,
  nothingIsLeft,
} from './support/findLuid';
import { waitFor } from './support/waitFor';

findLuidJourney('6-find-luid', { ownJobs: 'readable' }, (opened) => {
  const inMain = <T extends { readonly siteLuid: string; readonly name: string }>(
    items: { all(): Iterable<T> },
    name: string,
  ): T => named(items, name, opened.tableau.company.main.site.luid);

  it('has the address from the clipboard filled in, and names the item and its place', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId } = inMain(tableau.model.workbooks, 'Channel Mix');
    const address = `${site}/workbooks/${vizportalUrlId}/views?:origin=card`;
    await workbench.setClipboard(address);
    await workbench.run('Tableau: Find LUID from URL…');
    // The palette is still closing: what is typed now would go into it.
    await workbench.quickPick.sees({ title: findLuidTitle, value: address });
    await workbench.step('filled-in', { mayBeCut, sees: ['Paste the address of a workbook'] });
    await workbench.quickPick.accept();
    await workbench.quickPick.sees({
      title: 'Workbook "Marketing/Channel Mix"',
      labels: ['Copy LUID', 'Reveal in Tableau View', 'Open in Browser', 'Refresh Extract'],
    });
    const { luid } = inMain(tableau.model.workbooks, 'Channel Mix');
    await workbench.step('workbook', { mayBeCut, sees: [luid, 'Enter copies the LUID'] });
    await workbench.quickPick.accept();
    await workbench.quickPick.closed();
    await workbench.clipboardHolds(luid);
    await workbench.step('copied', { mayBeCut, sees: ['LUID of "Channel Mix" copied'] });
  });

  it('has the LUID after one request, while the details are still on their way', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId, luid } = inMain(tableau.model.workbooks, 'Tax');
    tableau.log.clear();
    tableau.knobs.delay(60_000, '/workbooks/');
    await findAddress(workbench, `${site}/workbooks/${vizportalUrlId}`);
    await copiesLuid(workbench, 'Workbook "Tax"', luid);
    tableau.knobs.delay(0, '/workbooks/');
    // The list of one's own tokens is read once after a sign-in, whenever that is done.
    const answered = tableau.log.filter(
      ({ kind, status }) => status !== 0 && kind !== 'personal access tokens',
    );
    assert.deepEqual(
      answered.map(({ kind, status }) => [kind, status]),
      [['graphql', 200]],
    );
    await nothingIsLeft(workbench);
  });

  it('tells the same number of a workbook, a data source, a flow and a project apart', async () => {
    const { workbench, tableau, site } = opened;
    const { workbooks, datasources, flows, projects } = tableau.model;
    const found = [
      ['workbooks/1003/views', inMain(workbooks, 'P&L Overview'), 'Finance/Reports/P&L Overview'],
      ['datasources/1003/connections?x=1', inMain(datasources, 'Customers'), 'Customers'],
      [
        'flows/1003/runHistory',
        inMain(flows, 'Ledger Consolidation'),
        'Finance/Ledger Consolidation',
      ],
      ['projects/1003/workbooks?order=name', projects.get(projectLuid(1003)), 'Finance/Reports'],
    ] as const;
    for (const [address, item, path] of found) {
      assert.ok(item);
      assert.equal(item.vizportalUrlId, 1003);
      await findAddress(workbench, `${site}/${address}`);
      await workbench.quickPick.sees({ title: `${path}"` });
      await workbench.step(`same-number-${address.split('/')[0]}`, { mayBeCut });
      await copiesLuid(workbench, path, item.luid);
    }
  });

  it('finds a view by the names in its address, in the form of an embedded one too', async () => {
    const { workbench, tableau, site } = opened;
    const view = viewAt('RevenuebyRegion/sheets/HeatRisk');
    for (const address of [
      `${site}/views/RevenuebyRegion/HeatRisk?:iid=1`,
      `${tableau.url}/t/sales/views/RevenuebyRegion/HeatRisk?:embed=y&:showVizHome=no`,
    ]) {
      await findAddress(workbench, address);
      await workbench.quickPick.sees({
        title: 'View "Finance/Reports/Revenue by Region/Heat & Risk"',
      });
      if (address.startsWith(site)) await workbench.step('view', { mayBeCut, sees: [view.luid] });
      await copiesLuid(workbench, 'Heat & Risk', view.luid);
    }
  });

  it('asks which is meant, the custom view or the view under it', async () => {
    const { workbench, tableau, site } = opened;
    const view = viewAt('QuarterlyMargin/sheets/Map');
    const customView = [...tableau.model.customViews.all()].find(
      ({ viewLuid }) => viewLuid === view.luid,
    );
    assert.ok(customView);
    const address = `${site}/views/QuarterlyMargin/Map/${customView.luid}/MyRegion?:iid=2`;
    await findAddress(workbench, address);
    await workbench.quickPick.sees({ labels: ['My Region', 'Map'] });
    await workbench.step('custom-view', { mayBeCut, sees: ['which one is meant?', 'Custom view'] });
    await workbench.quickPick.choose('My Region');
    await copiesLuid(workbench, 'Custom view "', customView.luid);
  });

  it('reveals the item in the tree', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId } = inMain(tableau.model.workbooks, 'Close Checklist');
    await findAddress(workbench, `${site}/workbooks/${vizportalUrlId}`);
    await workbench.quickPick.sees({ title: 'Finance/Reports/Quarterly/Close Checklist' });
    await workbench.quickPick.choose('Reveal in Tableau View');
    await workbench.tree.sees('Close Checklist');
    await waitFor('the row to be selected', async () => {
      const selected = await workbench.tree.row('Close Checklist').getAttribute('aria-selected');
      assert.equal(selected, 'true');
    });
    await workbench.step('revealed', { mayBeCut, sees: ['Close Checklist'] });
  });

  it('opens the item in the browser', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId } = inMain(tableau.model.datasources, 'Customers');
    await findAddress(workbench, `${site}/datasources/${vizportalUrlId}`);
    await workbench.quickPick.choose('Open in Browser');
    const address = await workbench.opens(/datasources/u);
    assert.equal(address, `${site}/datasources/${vizportalUrlId}`);
  });

  it('refreshes the extract', async () => {
    const { workbench, tableau, site } = opened;
    const { vizportalUrlId } = inMain(tableau.model.workbooks, 'Channel Mix');
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
    await findAddress(workbench, `${site}/workbooks/${vizportalUrlId}`);
    await workbench.quickPick.choose('Refresh Extract');
    await workbench.notifications.sees('"Channel Mix" was refreshed.');
    await workbench.notifications.clear();
  });

  it('finds by Tableau’s own links where the Metadata API is off, listing once', async () => {
    const { workbench, tableau, site } = opened;
    tableau.knobs.metadataMode = 'featureDisabled';
    tableau.log.clear();
    for (const name of ['Campaign Prep', 'Shipments Nightly']) {
      const { luid, vizportalUrlId } = inMain(tableau.model.flows, name);
      await findAddress(workbench, `${site}/flows/${vizportalUrlId}`);
      await copiesLuid(workbench, name, luid);
    }
    assert.equal(tableau.log.count('graphql'), 1);
    assert.equal(tableau.log.count('flows'), 1);
    // By what Tableau's search says is in it; and where there is no search either, that is said.
    await findAddress(workbench, `${site}/projects/1003`);
    await copiesLuid(workbench, 'Reports', projectLuid(1003));
    tableau.knobs.failNext({ count: 10, status: 404, match: /\/-\/search/u });
    await findAddress(workbench, `${site}/projects/1003`);
    await workbench.notifications.sees('The Metadata API, which knows the numbers of projects');
    tableau.knobs.faults.clear();
    await workbench.step('metadata-off', { mayBeCut, sees: ['Find by Name'] });
    await workbench.notifications.clear();
  });

  function viewAt(contentUrl: string) {
    const { tableau } = opened;
    const view = [...tableau.model.views.ofSite(tableau.company.main.site.luid)].find(
      (one) => one.contentUrl === contentUrl,
    );
    assert.ok(view);
    return view;
  }

  function projectLuid(vizportalUrlId: number): string {
    const { tableau } = opened;
    const projects = tableau.model.projects.ofSite(tableau.company.main.site.luid);
    return projects.find((one) => one.vizportalUrlId === vizportalUrlId)?.luid ?? '';
  }
});
