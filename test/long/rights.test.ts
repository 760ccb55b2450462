/** Journeys: the active site in the status bar, other sites of the server for its administrator, and who may do what. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import type { Workbench } from '../ui/support/workbench';

const statusOf = (workbench: Workbench) =>
  workbench.page
    .locator('.statusbar-item')
    .filter({ has: workbench.page.locator('[aria-label^="Tableau site"]') });

journey('rights', {}, (opened) => {
  let tableau: FakeTableau;

  before(async () => {
    tableau = await startFakeTableau({ profile: '2025.1' });
  });
  after(() => tableau.close());

  it('shows no site in the status bar before there is one', async () => {
    const { workbench } = opened;
    await workbench.openView('Tableau');
    assert.equal(await statusOf(workbench).count(), 0);
  });

  it('shows the active site in the status bar, with its state', async () => {
    const { workbench } = opened;
    const { personalAccessToken } = tableau.credentials.administrator;
    await signInTo(workbench, tableau, { token: personalAccessToken });
    await statusOf(workbench).waitFor();
    await workbench.step('status-bar', { sees: ['Sales & Retail'] });
    await statusOf(workbench).click();
    await workbench.quickPick.sees({ title: 'Tableau Sites', labels: ['Sign Out'] });
    await workbench.step('switch-site', {
      sees: ['Active in this window', 'Open Another Site of This Server…', 'ServerAdministrator'],
    });
  });

  it('lists the sites of the server to its administrator, and opens another one', async () => {
    const { workbench } = opened;
    await workbench.quickPick.choose('Open Another Site of This Server…');
    await workbench.quickPick.sees({ title: 'Sites of', labels: ['People Hub', 'Default'] });
    await workbench.step('other-sites', { sees: ['In the Tableau view already'] });
    await workbench.quickPick.choose('People Hub');
    await workbench.quickPick.sees({ title: 'Open PeopleHub' });
    await workbench.step('which-token', { sees: ['One of the two sites is live at a time'] });
    await workbench.quickPick.choose('Use the same token "vizport-admin"');
    await workbench.tree.sees('People Hub');
    await workbench.step('two-sites', { sees: ['People Hub', 'Sales & Retail'] });
  });
});

for (const theme of ['light', 'highContrast'] as const)
  journey(`rights-documents-${theme}`, { theme }, (opened) => {
    /** Rows are as narrow as the view; the whole text is in the tooltip. */
    const mayBeCut = [/./u];
    let tableau: FakeTableau;

    before(async () => {
      tableau = await startFakeTableau({ profile: '2025.1' });
      for (const site of tableau.model.sites.values()) site.limitedUserVisibility = false;
    });
    after(() => tableau.close());

    it('tells who can refresh, and whether somebody could', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Who Can Refresh This?');
      await workbench.step('who-can', { mayBeCut, sees: ['asked by'] });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Could User Refresh These?…');
      await workbench.page.mouse.move(1_000, 700);
      await workbench.quickPick.type('tom');
      await workbench.page.waitForTimeout(1_500); // users are looked up while one types
      await workbench.step('which-user', { mayBeCut });
      await workbench.quickPick.accept();
      // A table with an answer for each item, in the place of the document before.
      await workbench.step('could-user', { mayBeCut, sees: ['asked by', /\bAnswer\b/u] });
    });
  });
