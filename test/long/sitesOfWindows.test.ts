/** Which site a window is about, by its workspace, and windows that cannot share a token's session. */
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { waitFor } from '../ui/support/waitFor';
import { withoutTooltip } from './support/siteBar';

/** Rows are as narrow as the view; the whole text is in the tooltip. */
const mayBeCut = [/./u];
const siteRow = /Sales & Retail/u;

describe('windows and their sites', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ profile: '2025.1' });
  });
  after(() => tableau.close());

  journey('recommended-site', { workspaceTrust: true }, (opened) => {
    it('keeps what an untrusted workspace recommends to itself, and works all the same', async () => {
      const { workbench } = opened;
      const folder = join(workbench.surroundings.workspace, '.vscode');
      mkdirSync(folder, { recursive: true });
      const address = `${tableau.url}/#/site/sales/home`;
      const settings = JSON.stringify({ 'vizport.recommendedSite': address });
      writeFileSync(join(folder, 'settings.json'), settings);
      await workbench.reload();
      await workbench.openView('Tableau');
      await workbench.page.waitForTimeout(5_000); // whatever would be offered has come
      assert.deepEqual(await workbench.notifications.texts(), []);
      await workbench.step('untrusted', {
        mayBeCut,
        sees: ['Sign In to Tableau', 'Restricted Mode'],
      });
    });

    it('offers the site once the workspace is trusted', async () => {
      const { workbench } = opened;
      await workbench.run('Workspaces: Manage Workspace Trust');
      await workbench.page.getByRole('button', { name: 'Trust', exact: true }).first().click();
      await workbench.notifications.sees('This workspace recommends the Tableau site', 40_000);
      await workbench.run('View: Close All Editors');
      await workbench.step('recommended', { mayBeCut, sees: ['Not for This Workspace'] });
    });

    it('fills the address in, so that only the credentials are asked for', async () => {
      const { workbench } = opened;
      await workbench.notifications.press('This workspace recommends', 'Sign In');
      await workbench.quickPick.sees({
        title: 'Sign In to Tableau',
        value: `${tableau.url}/#/site/sales/home`,
      });
      await workbench.step('recommended-address', { mayBeCut });
      await workbench.quickPick.cancel();
    });
  });

  journey('windows-apart', {}, (opened) => {
    it('says on the row, and once by a message, that windows cannot share the session', async () => {
      const { workbench } = opened;
      // Where lock files cannot be made, windows cannot take turns: a file stands where their folder would be.
      const data = join(dirname(workbench.surroundings.workspace), 'data/data/User/globalStorage');
      mkdirSync(join(data, 'vizport.vizport'), { recursive: true });
      writeFileSync(join(data, 'vizport.vizport/leases'), 'not a folder');
      await signInTo(workbench, tableau);
      await workbench.notifications.sees('cannot share the session', 30_000);
      await waitFor('the row to say so', async () =>
        assert.match(await workbench.tree.sees(siteRow, { level: 1 }), /site, windows fight/u),
      );
      assert.deepEqual(await workbench.notifications.buttons('cannot share the session'), [
        'Sign In Otherwise',
        'Show Log',
      ]);
      await workbench.step('windows-apart', {
        mayBeCut,
        sees: ['windows fight', 'Sign In Otherwise'],
      });
      await withoutTooltip(workbench);
      const row = workbench.tree.row(siteRow, { level: 1 });
      const told = await workbench.hover(row.locator('.label-name'));
      assert.match(told, /Windows: The windows of VS Code cannot share/u);
      await workbench.step('windows-apart-tooltip', { mayBeCut });
    });

    it('goes on working', async () => {
      const { workbench } = opened;
      await workbench.notifications.clear();
      tableau.knobs.expireSessions();
      await workbench.run('Tableau: Refresh View');
      await workbench.tree.sees('Marketing');
    });
  });
});
