/** Names and notes that try to be more than text, many items at once, a reload in their midst, and messages that are not wanted, or not seen. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Workbook } from '../fakeTableau/modelTypes';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { Tree } from '../ui/support/tree';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';
import { openSections, paneOf } from './support/freshnessView';

const mayBeCut = [/./u];
const odd = {
  'Channel Mix': 'Margin, "A" & <b>B</b> 🚀 | 100 %',
  'Web Funnel': '$(sync~spin) **bold** [x](command:workbench.action.quit)',
  Newsletter: 'مبيعات $(error) الربع (א)',
} as const;
const notes =
  '<img src=x onerror=alert(1)> $(flame)\n**no** [Retry](command:workbench.action.terminal.new)\u001b[2J';

const jobsOf = (workbench: Workbench): Tree => new Tree(workbench.page, paneOf(workbench, 'Jobs'));

describe('odd jobs', () => {
  let tableau: FakeTableau;
  beforeEach(() => tableau.log.clear());
  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
    const { model, company } = tableau;
    for (const [name, other] of Object.entries(odd)) {
      for (const item of model.workbooks.ofSite(company.main.site.luid))
        if (item.name === name) model.workbooks.update(item, { name: other });
      for (const item of model.datasources.ofSite(company.main.site.luid))
        if (item.name === name) model.datasources.update(item, { name: other });
    }
  });
  after(() => tableau.close());

  journey('long-odd-names', { theme: 'light' }, (opened) => {
    it('shows names as they are, in rows, messages and details', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      for (const name of Object.values(odd)) {
        tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 300, end: 'failure', notes });
        await workbench.tree.openMenu(name);
        await workbench.menu('Refresh Extract');
        await workbench.notifications.sees(
          /failed\. Tableau says: <img src=x onerror=alert\(1\)>/u,
        );
        const links = workbench.page.locator('.notification-list-item-message a');
        assert.equal(await links.count(), 0);
        await workbench.step('message', { mayBeCut, sees: [/Tableau says: <img/u] });
        await workbench.notifications.clear();
      }
      await openSections(workbench, 'Jobs');
      const jobs = jobsOf(workbench);
      await jobs.expand('Failed');
      for (const name of Object.values(odd)) await jobs.sees(name);
      assert.equal(await jobs.root.locator('.codicon-flame, .codicon-error.icon').count(), 0);
      await jobs.select(odd['Channel Mix']);
      await workbench.step('details', { mayBeCut, sees: [/\*\*no\*\* \[Retry\]/u] });
    });
  });

  journey('long-wanted-ends', { theme: 'highContrast' }, (opened) => {
    const want = async (wanted: string): Promise<void> => {
      const folder = join(opened.workbench.surroundings.workspace, '.vscode');
      await mkdir(folder, { recursive: true });
      const settings = JSON.stringify({ 'vizport.notifications.jobs': wanted });
      await writeFile(join(folder, 'settings.json'), settings);
      // VS Code's file watcher tells of it in its own time.
      await sleep(2_000);
    };
    const refresh = async (end: 'success' | 'failure'): Promise<void> => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 500, end });
      await workbench.tree.openMenu('Campaign Performance');
      await workbench.menu('Refresh Extract');
      const status = workbench.page.locator('.statusbar-item', { hasText: 'Tableau job' });
      await status.waitFor({ timeout: 10_000 });
      await status.waitFor({ state: 'hidden', timeout: 20_000 });
      await sleep(1_500);
    };

    it('tells failures only, where failures are wanted', async () => {
      const { workbench } = opened;
      await want('failures');
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      await refresh('success');
      assert.deepEqual(await workbench.notifications.texts(), []);
      await refresh('failure');
      await workbench.notifications.sees(/The refresh of "Campaign Performance" failed/u);
      await workbench.step('failure', { mayBeCut });
      await workbench.notifications.clear();
    });

    it('tells none where none is wanted, and counts the failure beside the view', async () => {
      const { workbench } = opened;
      await want('none');
      await refresh('failure');
      assert.deepEqual(await workbench.notifications.texts(), []);
      await openSections(workbench, 'Jobs');
      await jobsOf(workbench).sees('Failed');
      await workbench.step('none', { mayBeCut });
    });
  });

  journey('long-focus', { theme: 'light' }, (opened) => {
    /** As when another program's window is in front: the page then says so to VS Code. */
    const focus = (focused: boolean): Promise<void> =>
      opened.workbench.page.evaluate((now) => {
        document.hasFocus = () => now;
        window.dispatchEvent(new Event(now ? 'focus' : 'blur'));
      }, focused);

    it('keeps a message until somebody looks', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 2_000, end: 'failure' });
      await workbench.tree.openMenu('Campaign Performance');
      await workbench.menu('Refresh Extract');
      const status = workbench.page.locator('.statusbar-item', { hasText: 'Tableau job' });
      await status.waitFor({ timeout: 10_000 });
      await focus(false);
      await status.waitFor({ state: 'hidden', timeout: 30_000 });
      await sleep(3_000);
      assert.deepEqual(await workbench.notifications.texts(), []);
      await focus(true);
      await workbench.notifications.sees(/The refresh of "Campaign Performance" failed/u);
      await workbench.step('back', { mayBeCut });
    });
  });

  journey('long-many-items', {}, (opened) => {
    const count = 220;
    before(() => {
      const { model, company } = tableau;
      const item = model.workbooks
        .ofSite(company.main.site.luid)
        .find(({ name }) => name === 'Campaign Performance') as Workbook;
      for (let at = 1; at <= count; at++) {
        const luid = `0000aaaa-0000-4000-8000-${String(at).padStart(12, '0')}`;
        const name = `Plan ${String(at).padStart(3, '0')}`;
        model.workbooks.add({ ...item, luid, name, vizportalUrlId: 900_000 + at });
      }
    });

    it('asks before hundreds are started, and starts none without an answer', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      await workbench.tree.select('Plan 001');
      await workbench.tree.scrollTo('Plan 200');
      const last = workbench.tree.row('Plan 200').locator('.label-name');
      await last.click({ modifiers: ['Shift'] });
      await workbench.page.keyboard.press('Shift+F10');
      await workbench.menu('Refresh Extract');
      const dialog = workbench.page.locator('.monaco-dialog-box');
      await dialog.waitFor({ timeout: 10_000 });
      assert.match(await dialog.innerText(), /Refresh 200 items\?/u);
      await workbench.step('many', { mayBeCut, sees: ['Refresh Them'] });
      await workbench.pressInDialog('Cancel');
      assert.equal(tableau.log.filter(({ path }) => path.endsWith('/refresh')).length, 0);
    });

    it('says after a reload what was not started', async () => {
      const { workbench } = opened;
      await workbench.page.keyboard.press('Home');
      await workbench.tree.scrollTo('Plan 001');
      await workbench.tree.select('Plan 001');
      for (let at = 0; at < 7; at++) await workbench.page.keyboard.press('Shift+ArrowDown');
      for (let at = 0; at < 8; at++) tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 15_000 });
      await workbench.page.keyboard.press('Shift+F10');
      await workbench.menu('Refresh Extract');
      await waitFor('the first four to be started', async () =>
        assert.equal(tableau.log.filter(({ path }) => path.endsWith('/refresh')).length, 4),
      );
      await workbench.reload();
      await workbench.notifications.sees(/4 refreshed, 4 not started/u, 45_000);
      await workbench.step('after-reload', { mayBeCut });
    });
  });
});
