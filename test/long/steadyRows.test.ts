/** Rows that are drawn anew under the mouse: ages that come late, and jobs whose time passes, cost nobody a click, a key or a menu. */
import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Locator } from 'playwright-core';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { journey } from '../ui/support/journey';
import { signInTo } from '../ui/support/signInTo';
import { Tree } from '../ui/support/tree';
import { waitFor } from '../ui/support/waitFor';
import type { Workbench } from '../ui/support/workbench';
import { openSections, paneOf, refreshedBefore } from './support/freshnessView';

/** Ages and job states come so late that the mouse is down before them. */
const lateMs = 6_000;

async function pressSlowly(
  { page }: Workbench,
  over: Locator,
  while_: () => Promise<void>,
): Promise<void> {
  const box = await over.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await while_();
  await page.mouse.up();
}

describe('rows that are drawn anew', () => {
  let tableau: FakeTableau;
  before(async () => {
    tableau = await startFakeTableau({ ownJobs: 'readable' });
    for (const name of ['Channel Mix', 'Newsletter']) refreshedBefore(tableau, name, 100);
    tableau.knobs.delay(lateMs, /graphql/u);
  });
  after(() => tableau.close());

  journey('long-steady-rows', {}, (opened) => {
    const ageOf = async (label: string, age: RegExp): Promise<void> => {
      await waitFor(`${label} to say ${age}`, async () =>
        assert.match(await opened.workbench.tree.sees(label), age),
      );
    };
    const isSelected = async (row: Locator): Promise<void> => {
      await waitFor('the row to be selected', async () =>
        assert.equal(await row.getAttribute('aria-selected'), 'true'),
      );
    };

    it('takes a click that began before the ages came, and opens what was pressed', async () => {
      const { workbench } = opened;
      await signInTo(workbench, tableau);
      await workbench.tree.expand('Marketing');
      const row = workbench.tree.row('Channel Mix');
      await pressSlowly(workbench, row.locator('.label-name'), async () => {
        assert.doesNotMatch(await workbench.tree.sees('Channel Mix'), /refreshed/u);
        await ageOf('Channel Mix', /refreshed 4 days ago/u);
      });
      await isSelected(row);
    });

    it('keeps a menu that is open, and what is selected and focused, while an age changes', async () => {
      const { workbench } = opened;
      tableau.knobs.delay(0);
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 5_000 });
      await workbench.tree.openMenu('Channel Mix');
      await workbench.menu('Refresh Extract');
      await workbench.tree.openMenu('Channel Mix');
      await ageOf('Channel Mix', /refreshed just now/u);
      await workbench.menu('Copy LUID');
      const { model, company } = tableau;
      const item = model.workbooks
        .ofSite(company.main.site.luid)
        .find(({ name }) => name === 'Channel Mix');
      await workbench.clipboardHolds(item?.luid ?? '');
      await workbench.notifications.clear();
    });

    it('goes on with the keyboard where it was', async () => {
      const { workbench } = opened;
      tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 2_000 });
      await workbench.tree.openMenu('Newsletter');
      await workbench.menu('Refresh Extract');
      await workbench.tree.select('Newsletter');
      await ageOf('Newsletter', /refreshed just now/u);
      await workbench.page.keyboard.press('ArrowDown');
      await workbench.page.keyboard.press('Enter');
      await isSelected(workbench.tree.row('Web Sessions'));
      await workbench.step('ages', { mayBeCut: [/./u] });
      await workbench.notifications.clear();
    });

    it('takes every click while all ages change again and again', async () => {
      const { workbench } = opened;
      const folder = join(workbench.surroundings.workspace, '.vscode');
      await mkdir(folder, { recursive: true });
      const stop = new AbortController();
      const changing = (async () => {
        for (let round = 0; !stop.signal.aborted; round++) {
          const rules = { 'vizport.freshness.rules': { '**': round % 2 === 0 ? '1h' : '900d' } };
          await writeFile(join(folder, 'settings.json'), JSON.stringify(rules));
          await sleep(350);
        }
      })();
      const lost: string[] = [];
      let open = false;
      try {
        await ageOf('Newsletter', /Stale|Fresh/u);
        for (let click = 1; click <= 24; click++) {
          const row = workbench.tree.row('Finance');
          await row.locator('.monaco-tl-twistie').click();
          await sleep(700);
          const isOpen = (await row.getAttribute('aria-expanded')) === 'true';
          const loading = await row.locator('.codicon-tree-item-loading').count();
          if (isOpen === open || loading > 0) lost.push(`click ${click}`);
          open = isOpen;
        }
      } finally {
        stop.abort();
        await changing;
      }
      assert.deepEqual(lost, []);
    });

    it('shows the details of a running job on a slow click', async () => {
      const { workbench } = opened;
      for (const name of ['Channel Mix', 'Web Funnel']) {
        tableau.knobs.scriptNextJob({ queuedMs: 0, runMs: 60_000 });
        await workbench.tree.openMenu(name);
        await workbench.menu('Refresh Extract');
      }
      await openSections(workbench, 'Jobs');
      const jobs = new Tree(workbench.page, paneOf(workbench, 'Jobs'));
      await jobs.expand('Running');
      const row = jobs.row('Channel Mix');
      await pressSlowly(workbench, row.locator('.label-name'), async () => {
        const before = await jobs.sees('Channel Mix');
        await waitFor('time to pass in the row', async () =>
          assert.notEqual(await jobs.sees('Channel Mix'), before),
        );
      });
      await workbench.page.getByRole('tab', { name: /Channel Mix/u }).waitFor({ timeout: 10_000 });
      await workbench.step('running', { mayBeCut: [/./u] });
    });
  });
});
