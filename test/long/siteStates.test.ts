/** What a site looks like when something is wrong with it, and what leads out: in the tree, the status bar and messages. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey, type Opened } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { replaceByToken, siteBar, siteBarSays, withoutTooltip } from './support/siteBar';

const fresh = { name: 'fresh', secret: 'Fresh+Secret/1==:bmV3' };
const ending = { name: 'ending', secret: 'Ending+Secret/2==:ZW5k' };
const day = 86_400_000;
/** Rows are as narrow as the view; the whole text is in the tooltip. What must not be cut is looked for by itself. */
const mayBeCut = [/./u];
const siteRow = /Sales & Retail/u;

for (const theme of ['dark', 'light', 'highContrast'] as const)
  describe(`a site in trouble, ${theme}`, () => {
    let tableau: FakeTableau;
    before(async () => {
      tableau = await startFakeTableau({ profile: '2025.1', ownJobs: 'readable' });
      for (const site of tableau.model.sites.values()) site.limitedUserVisibility = false;
      const { personalAccessTokens: tokens, now } = tableau.model;
      const [own] = tokens;
      assert.ok(own);
      tokens.push({ ...own, ...fresh, expiresAt: now() + 200 * day });
      tokens.push({ ...own, ...ending, expiresAt: now() + 5.5 * day });
    });
    after(() => tableau.close());

    journey(`site-states-${theme}`, { theme }, (opened) => states(opened, () => tableau));
  });

function states(opened: Opened, server: () => FakeTableau): void {
  it('names who could do what is refused', async () => {
    const { workbench } = opened;
    const tableau = server();
    await signInTo(workbench, tableau);
    await workbench.tree.expand('Marketing');
    tableau.knobs.failNext({ status: 403, code: 403_077, match: /\/refresh/u });
    await workbench.tree.openMenu('Channel Mix');
    await workbench.menu('Refresh Extract');
    const said = await workbench.notifications.sees('These people could');
    assert.match(said, /the owner|who leads the project|administrator/u);
    assert.deepEqual(await workbench.notifications.buttons('These people could'), ['Who Can?']);
    await workbench.step('refused-refresh', { mayBeCut, sees: ['Who Can?'] });
    await workbench.notifications.press('These people could', 'Who Can?');
    await workbench.step('who-can', { mayBeCut, sees: ['asked by'] });
    await workbench.run('View: Close All Editors');
    await workbench.notifications.clear();
  });

  it('says that a refused cancel changes nothing, and who could cancel', async () => {
    const { workbench } = opened;
    const { knobs } = server();
    knobs.scriptNextJob({ queuedMs: 0, runMs: 12_000 });
    knobs.failNext({ status: 403, code: 403_004, match: /^PUT .*\/jobs\//u });
    await workbench.tree.openMenu('Channel Mix');
    await workbench.menu('Refresh Extract');
    await workbench.notifications.press('Refreshing', 'Cancel');
    const said = await workbench.notifications.sees('was not cancelled and goes on');
    assert.match(said, /does not permit it to you \(403004\).*could cancel it/u);
    await workbench.step('refused-cancel', { mayBeCut, sees: ['could not be cancelled'] });
    await workbench.notifications.sees('was refreshed', 40_000);
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('goes on with what was asked for when refused credentials have been replaced', async () => {
    const { workbench } = opened;
    const tableau = server();
    tableau.knobs.revokePat(tableau.credentials.personalAccessToken.name);
    tableau.knobs.expireSessions();
    tableau.log.clear();
    tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
    await workbench.tree.openMenu('Channel Mix');
    await workbench.menu('Refresh Extract');
    await workbench.notifications.sees('Replace Credentials', 30_000);
    await siteBarSays(workbench, 'credentials refused');
    await workbench.step('refused', { mayBeCut, sees: ['credentials refused'] });
    await workbench.notifications.press(siteRow, 'Replace Credentials');
    await replaceByToken(workbench, fresh);
    // The command is called again by itself, once: the server accepts one start, after having refused the first.
    await waitFor('the refresh to be started', async () => {
      const accepted = tableau.log.filter(
        ({ method, path, status }) =>
          method === 'POST' && path.endsWith('/refresh') && status < 300,
      );
      assert.equal(accepted.length, 1);
    });
    await workbench.step('went-on', { mayBeCut, sees: ['Marketing'] });
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('stops fighting when something else takes the token again and again, and takes it back when told to', async () => {
    const { workbench } = opened;
    for (let n = 0; n < 4; n++) {
      server().knobs.expireSessions();
      await workbench.run('Tableau: Refresh View');
      await workbench.page.waitForTimeout(1_500); // the tree asks, is refused, and signs in
    }
    await workbench.notifications.sees('Take It Back', 30_000);
    await siteBarSays(workbench, 'token used elsewhere');
    await workbench.step('contested', { mayBeCut, sees: ['token used elsewhere'] });
    await workbench.notifications.press(siteRow, 'Take It Back');
    await workbench.tree.sees('Marketing');
    await workbench.notifications.clear();
  });

  it('says signed out and signs in again, from the status bar', async () => {
    const { workbench } = opened;
    await siteBar(workbench).click();
    await workbench.quickPick.choose('Sign Out');
    await siteBarSays(workbench, 'signed out');
    await workbench.step('signed-out', { mayBeCut, sees: ['signed out'] });
    await siteBar(workbench).click();
    await workbench.quickPick.choose('Sign In Again');
    await workbench.tree.sees('Marketing');
    await withoutTooltip(workbench);
  });

  it('warns of a token that ends, on the row and by a message that leads to another one', async () => {
    const { workbench } = opened;
    await workbench.tree.openMenu(siteRow, { level: 1 });
    await workbench.menu('Replace Credentials…');
    await replaceByToken(workbench, ending);
    // First behind the name: a view of the usual width cuts what comes later.
    await waitFor('the row to say when its token ends', async () =>
      assert.match(await workbench.tree.sees(siteRow, { level: 1 }), /site, token ends in 5 days/u),
    );
    await workbench.page.waitForTimeout(6_000); // until VS Code has written down the site
    await workbench.reload();
    await workbench.openView('Tableau');
    await workbench.notifications.sees('ends in 5 days', 40_000);
    await workbench.step('token-ends', {
      mayBeCut,
      sees: ['token ends in 5 days', 'Replace Credentials'],
    });
    await withoutTooltip(workbench);
    const row = workbench.tree.row(siteRow, { level: 1 });
    assert.match(await workbench.hover(row.locator('.label-name')), /Token: ends in 5 days/u);
    await workbench.step('token-ends-tooltip', { mayBeCut });
    await workbench.notifications.press('ends in 5 days', 'Replace Credentials');
    await replaceByToken(workbench, fresh);
    await waitFor('the row to say nothing of its token', async () =>
      assert.doesNotMatch(await workbench.tree.sees(siteRow, { level: 1 }), /token ends/u),
    );
    await workbench.notifications.clear();
  });

  it('says offline when the server is gone, and is back by itself', async () => {
    const { workbench } = opened;
    const { knobs } = server();
    knobs.dropNext(2_000);
    await workbench.run('Tableau: Refresh View');
    await siteBarSays(workbench, 'offline');
    await waitFor('the row to say so', async () =>
      assert.match(await workbench.tree.sees(siteRow, { level: 1 }), /offline/u),
    );
    await workbench.step('offline', { mayBeCut, sees: ['offline'] });
    knobs.faults.clear();
    await workbench.run('Tableau: Refresh View');
    await workbench.tree.sees('Marketing');
    await waitFor('the row to say so no more', async () =>
      assert.doesNotMatch(await workbench.tree.sees(siteRow, { level: 1 }), /offline/u),
    );
  });

  it('forgets everything, and says before what goes', async () => {
    const { workbench } = opened;
    await workbench.run('Notifications: Clear All Notifications');
    await workbench.run('Tableau: Forget Everything…');
    await workbench.page.locator('.monaco-dialog-box').waitFor();
    await workbench.step('forget', { mayBeCut, sees: ['Sites: Sales & Retail'] });
    await workbench.pressInDialog('Forget Everything');
    await workbench.notifications.kept('Vizport has forgotten everything');
    await workbench.step('forgotten', { mayBeCut, sees: ['Sign In to Tableau'] });
    assert.equal(await siteBar(workbench).count(), 0);
    assert.equal(server().model.sessions.size, 0);
  });
}
