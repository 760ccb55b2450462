/** Journey 5: refresh extracts from the tree, follow them, cancel them, and read how they ended. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from './support/journey';
import type { Workbench } from './support/workbench';
import { waitFor } from './support/waitFor';

journey('5-refresh', {}, (opened) => {
  let tableau: FakeTableau;

  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
  });
  after(() => tableau.close());

  /** A side bar is narrow, and VS Code cuts the descriptions of rows first; their tooltips have all of it. */
  const mayBeCut = [/ · /u, /\d+ (projects?|workbooks?|data sources?)/u];

  const refresh = async (workbench: Workbench, item: string): Promise<void> => {
    await workbench.tree.openMenu(item);
    await workbench.menu('Refresh Extract');
  };

  it('is signed in, and shows what can be refreshed', async () => {
    const { workbench } = opened;
    const { name, secret } = tableau.credentials.personalAccessToken;
    await workbench.openView('Tableau');
    await workbench.run('Tableau: Sign In to a Site…');
    // The palette is still closing: what is typed now would go into it.
    await workbench.quickPick.sees({ title: 'Sign In to Tableau' });
    await workbench.quickPick.enter(`${tableau.url}/#/site/sales/home`);
    await workbench.quickPick.sees({ labels: ['Personal access token'] });
    await workbench.quickPick.choose('Personal access token');
    await workbench.quickPick.sees({ message: 'Name of the token' });
    await workbench.quickPick.enter(name);
    await workbench.quickPick.sees({ message: 'Secret of the token' });
    await workbench.quickPick.enter(secret);
    await workbench.quickPick.closed();
    await workbench.tree.expand('Marketing');
    await workbench.tree.sees('Channel Mix');
  });

  it('tells name, state and time while a refresh runs, and its success once', async () => {
    const { workbench } = opened;
    tableau.knobs.scriptNextJob({ queuedMs: 1000, runMs: 9000, gradual: true });
    await refresh(workbench, 'Channel Mix');
    await workbench.notifications.sees(/Refreshing "Channel Mix": running, \d+ % \(0:\d\d\)/u);
    await workbench.step('running', { mayBeCut, sees: [/Refreshing "Channel Mix"/u, 'Cancel'] });
    await workbench.notifications.sees('"Channel Mix" was refreshed.');
    await workbench.step('refreshed', {
      mayBeCut,
      sees: ['"Channel Mix" was refreshed.', 'Details'],
    });
    await workbench.notifications.clear();
  });

  it('tells a failure with Tableau’s notes, and shows the details', async () => {
    const { workbench } = opened;
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 1500, end: 'failure' });
    await refresh(workbench, 'Channel Mix');
    const text = await workbench.notifications.sees('failed');
    assert.match(
      text,
      /The refresh of "Channel Mix" failed\. Tableau says: .*could not be reached/u,
    );
    await workbench.notifications.press('failed', 'Details');
    await workbench.step('details', {
      mayBeCut,
      sees: [/Completed/u, /Connection refused: erp-sql/u, /#\/site\/sales\/workbooks/u],
    });
    await workbench.notifications.clear();
  });

  it('cancels on the server, and goes on to the true end', async () => {
    const { workbench } = opened;
    tableau.knobs.jobSpeed.cancelMs = 3000;
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 600_000 });
    await refresh(workbench, 'Channel Mix');
    await workbench.notifications.sees(/Refreshing "Channel Mix": running/u);
    await workbench.notifications.press('Refreshing', 'Cancel');
    await workbench.notifications.sees(/The refresh of "Channel Mix": cancelling/u);
    await workbench.step('cancelling', { mayBeCut, sees: [/cancelling \(0:\d\d\)/u] });
    await workbench.notifications.sees('The refresh of "Channel Mix" was cancelled.');
    await workbench.notifications.clear();
  });

  it('refreshes several with one progress and one summing-up', async () => {
    const { workbench } = opened;
    tableau.log.clear();
    const quick = { queuedMs: 1000, runMs: 4000 };
    tableau.knobs.scriptNextJob(quick, { ...quick, end: 'failure' });
    await workbench.tree.select('Channel Mix');
    await workbench.tree.alsoSelect('Web Funnel');
    await workbench.tree.alsoSelect('Campaign Prep');
    await refresh(workbench, 'Web Funnel');
    await workbench.notifications.sees(/Refreshing 2 items: \d of 2 done/u);
    const text = await workbench.notifications.sees(/Refreshing 2 items: .*skipped/u);
    assert.match(text, /: 1 refreshed, 1 failed, 1 skipped\.$/u);
    assert.equal((await workbench.notifications.texts()).length, 1);
    await workbench.step('several', { mayBeCut, sees: ['1 skipped', 'Details'] });
    await workbench.notifications.clear();
  });

  it('goes on watching after the window was reloaded, and tells the end once', async () => {
    const { workbench } = opened;
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 20_000, end: 'failure', notes: 'Too late' });
    await refresh(workbench, 'Überblick Österreich');
    await workbench.notifications.sees(/Refreshing "Überblick Österreich": running/u);
    await workbench.reload();
    await workbench.openView('Tableau');
    await workbench.step('after-reload', {
      mayBeCut,
      sees: [/Refreshing "Überblick Österreich"/u],
    });
    await workbench.notifications.sees('Tableau says: Too late', 60_000);
    await waitFor('one message only', async () => {
      const texts = await workbench.notifications.texts();
      assert.deepEqual(texts, [
        'The refresh of "Überblick Österreich" failed. Tableau says: Too late',
      ]);
    });
  });
});
