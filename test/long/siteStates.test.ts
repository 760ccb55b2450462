/** What a site looks like when something is wrong with it, and what leads out: in the tree, the status bar and messages. */
import assert from 'node:assert/strict';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';

const fresh = { name: 'fresh', secret: 'Fresh+Secret/1==:bmV3' };
const day = 86_400_000;
/** Rows are as narrow as the view; the whole text is in the tooltip. */
const mayBeCut = [/./u];

const statusBar = (workbench: Workbench) =>
  workbench.page.locator('.statusbar-item[id*="vizport"][id*="site"], .statusbar-item').filter({
    has: workbench.page.locator('[aria-label^="Tableau site"]'),
  });
const statusSays = (workbench: Workbench, words: string): Promise<void> =>
  waitFor(`the status bar to say ${words}`, async () => {
    const text = (await statusBar(workbench).first().innerText()).trim();
    if (!text.includes(words)) throw new Error(text);
  });

describe('a site in trouble', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ profile: '2025.1' });
    for (const site of tableau.model.sites.values()) site.limitedUserVisibility = false;
    addToken(fresh, 200 * day);
  });
  after(() => tableau.close());

  const addToken = (token: { name: string; secret: string }, lifeMs: number): void => {
    const { personalAccessTokens: tokens, now } = tableau.model;
    const [own] = tokens;
    assert.ok(own);
    tokens.push({ ...own, ...token, expiresAt: now() + lifeMs });
  };

  journey('site-states', {}, (opened) => {
    it('names who could do what is refused', async () => {
      const { workbench } = opened;
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

    it('goes on with what was asked for when refused credentials have been replaced', async () => {
      const { workbench } = opened;
      tableau.knobs.revokePat(tableau.credentials.personalAccessToken.name);
      tableau.knobs.expireSessions();
      tableau.log.clear();
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Refresh Extract');
      await workbench.notifications.sees('Replace Credentials', 30_000);
      await statusSays(workbench, 'credentials refused');
      await workbench.step('refused', { mayBeCut, sees: ['credentials refused'] });
      await workbench.notifications.press('Sales & Retail', 'Replace Credentials');
      await workbench.quickPick.sees({ title: 'Replace Credentials for' });
      await workbench.page.mouse.move(1_000, 700);
      await workbench.quickPick.choose('Personal access token');
      await workbench.quickPick.sees({ message: 'Name of the token' });
      await workbench.quickPick.enter(fresh.name);
      await workbench.quickPick.sees({ message: 'Secret of the token' });
      await workbench.quickPick.enter(fresh.secret);
      await workbench.quickPick.closed();
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
        tableau.knobs.expireSessions();
        await workbench.run('Tableau: Refresh View');
        await workbench.page.waitForTimeout(1_500); // the tree asks, is refused, and signs in
      }
      await workbench.notifications.sees('Take It Back', 30_000);
      await statusSays(workbench, 'token used elsewhere');
      await workbench.step('contested', { mayBeCut, sees: ['token used elsewhere'] });
      await workbench.notifications.press('Sales & Retail', 'Take It Back');
      await workbench.tree.sees('Marketing');
      await workbench.notifications.clear();
    });

    it('says signed out and signs in again, from the status bar', async () => {
      const { workbench } = opened;
      await statusBar(workbench).first().click();
      await workbench.quickPick.choose('Sign Out');
      await statusSays(workbench, 'signed out');
      await workbench.step('signed-out', { mayBeCut, sees: ['signed out'] });
      await statusBar(workbench).first().click();
      await workbench.quickPick.choose('Sign In Again');
      await workbench.tree.sees('Marketing');
    });
  });

  for (const theme of ['light', 'highContrast'] as const)
    journey(`rights-documents-${theme}`, { theme }, (opened) => {
      it('tells who can refresh, and whether somebody could', async () => {
        const { workbench } = opened;
        await signInTo(workbench, tableau, { token: fresh });
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
        await workbench.step('could-user', { mayBeCut, sees: ['asked by'] });
      });
    });
});
