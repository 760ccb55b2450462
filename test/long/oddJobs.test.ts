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

  journey('long-replaced-credentials', {}, (opened) => {
    const renewed = { name: 'renewed', secret: 'Renewed+Secret/1==:cmVu' };
    let server: FakeTableau;
    before(async () => {
      server = await startFakeTableau({ profile: '2025.1' });
      const [own] = server.model.personalAccessTokens;
      assert.ok(own);
      server.model.personalAccessTokens.push({ ...own, ...renewed });
    });
    after(() => server.close());

    it('tells once how a refresh ended that had to wait for other credentials', async () => {
      const { workbench } = opened;
      await signInTo(workbench, server);
      await workbench.tree.expand('Marketing');
      await workbench.tree.sees('Campaign Performance');
      // What the tree asks for its rows is to have its answers: else it is told of the refusal first.
      await sleep(4_000);
      server.knobs.revokePat(server.credentials.personalAccessToken.name);
      server.knobs.expireSessions();
      server.knobs.scriptNextJob({ queuedMs: 0, runMs: 500 });
      await workbench.tree.openMenu('Campaign Performance');
      await workbench.menu('Refresh Extract');
      await workbench.notifications.press('Sales & Retail', 'Replace Credentials');
      await workbench.quickPick.sees({ title: 'Replace Credentials for' });
      await workbench.page.mouse.move(1_000, 700);
      await workbench.quickPick.choose('Personal access token');
      await workbench.quickPick.sees({ message: 'Name of the token' });
      await workbench.quickPick.enter(renewed.name);
      await workbench.quickPick.sees({ message: 'Secret of the token' });
      await workbench.quickPick.enter(renewed.secret);
      await workbench.quickPick.closed();
      const began = Date.now();
      // Of this server neither the job nor the extract's time may be read.
      await workbench.notifications.sees(
        /"Campaign Performance".* (was accepted|was refreshed)/u,
        60_000,
      );
      console.log(`      told after ${Date.now() - began} ms`);
      await workbench.step('told', { mayBeCut });
      const texts = await workbench.notifications.texts();
      assert.equal(
        texts.filter((text) => text.includes('was accepted') || text.includes('was refreshed'))
          .length,
        1,
      );
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

  journey('long-group-of-two-windows', {}, (opened) => {
    const items = ['Campaign Performance', 'Überblick Österreich', odd['Channel Mix']];
    let second: Workbench;

    /** Jobs that end when the test says so: a machine may be slow. */
    const refreshAll = async ({ tree, page, menu }: Workbench): Promise<void> => {
      for (const _ of items) tableau.knobs.scriptNextJob({ queuedMs: 0, end: 'stayRunning' });
      await tree.select(items[0] ?? '');
      for (const name of items.slice(1)) await tree.alsoSelect(name);
      await page.keyboard.press('Shift+F10');
      await menu.call(opened.workbench, 'Refresh Extract');
      await waitFor('all to be started', async () => assert.equal(starts(), 3));
    };
    const finishAll = (): void => {
      const { model, company, knobs } = tableau;
      for (const name of items) {
        const [item] = model.workbooks
          .ofSite(company.main.site.luid)
          .filter((one) => one.name === name && model.jobs.activeFor(one.luid) !== undefined);
        knobs.advanceJob(model.jobs.activeFor(item?.luid ?? '')?.luid ?? '', 'success');
      }
    };
    const starts = (): number => tableau.log.filter(({ path }) => path.endsWith('/refresh')).length;

    it('shows a group in both windows, and tells its end in one', async () => {
      const first = opened.workbench;
      await signInTo(first, tableau);
      await first.tree.expand('Marketing');
      second = await first.secondWindow();
      await second.openView('Tableau');
      await second.tree.sees(/Sales & Retail/u);
      await openSections(second, 'Jobs');
      tableau.log.clear();
      await refreshAll(first);
      for (const name of items) await jobsOf(second).sees(name);
      await second.step('second-window', { mayBeCut, sees: ['3 Tableau jobs'] });
      finishAll();
      const told = async (): Promise<number> => {
        const both = await Promise.all([first, second].map((w) => w.notifications.texts()));
        return both.flat().filter((text) => text.includes('3 refreshed')).length;
      };
      await waitFor('the message in one of the windows', async () => assert.equal(await told(), 1));
      await sleep(3_000);
      assert.equal(await told(), 1);
      assert.equal(starts(), 3);
    });

    it('goes on in the second window when the first is closed in the midst of it', async () => {
      const first = opened.workbench;
      await first.notifications.clear();
      await second.notifications.clear();
      tableau.log.clear();
      await refreshAll(first);
      await jobsOf(second).sees('Running');
      await first.page.goto('about:blank');
      await sleep(3_000);
      finishAll();
      await second.notifications.sees(/Refreshing 3 items: 3 refreshed/u, 60_000);
      await second.step('taken-over', { mayBeCut });
      assert.equal(starts(), 3);
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
