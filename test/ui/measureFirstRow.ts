/**
 * `npm run bench -- --only first-row` runs this in a process of its own: from opening the view of a remembered site to
 * its rows, as a person sees them, and the same of a view with two fixed rows. Arguments: the package, the rounds.
 * Prints `FirstRow[]` as JSON.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { floorTitle, makeFloorExtension } from '../bench/floorExtension';
import type { FirstRow, Rows } from '../bench/rowTimes';
import { measureIn } from './support/measureIn';
import type { Workbench } from './support/workbench';

const [vsix = '', rounds = '5'] = process.argv.slice(2);

measureIn(
  (folder) => {
    const floor = join(folder, 'bench.floor');
    makeFloorExtension(floor);
    return { journey: 'bench-first-row', vsix, besides: [floor] };
  },
  async (workbench): Promise<readonly FirstRow[]> => {
    const measured: FirstRow[] = [];
    for (let n = 1; n <= Number(rounds); n++) {
      process.stderr.write(`first-row: round ${n} of ${rounds}\n`);
      measured.push({
        floor: await opened(workbench, floorTitle),
        vizport: await opened(workbench, 'Tableau'),
      });
    }
    return measured;
  },
);

/** Each time in a window that has just been opened, in which neither view was shown. */
async function opened(workbench: Workbench, title: string): Promise<Rows> {
  await workbench.openView('Explorer');
  // VS Code writes down which view was shown a little later.
  await workbench.page.waitForTimeout(1500);
  await workbench.reload();
  await workbench.page.waitForTimeout(3000);
  await idle(workbench.page);
  return fromViewToRows(workbench.page, title);
}

/** VS Code is busy for a while after its start: waits for two seconds in which nothing held the page up. */
async function idle(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const giveUp = performance.now() + 60_000;
    for (let calm = 0; calm < 40 && performance.now() < giveUp;) {
      const began = performance.now();
      await new Promise((resolve) => setTimeout(resolve, 50));
      calm = performance.now() - began < 70 ? calm + 1 : 0;
    }
  });
}

/** Runs in the page, so that nothing but VS Code is measured. */
async function fromViewToRows(page: Page, title: string): Promise<Rows> {
  return page.evaluate(async (name) => {
    const tab = document.querySelector(
      `.part.activitybar [role="tab"][aria-label^=${JSON.stringify(name)}]`,
    );
    if (!(tab instanceof HTMLElement)) throw new Error(`There is no ${name} in the activity bar`);
    // The Explorer's tree may be there still, and is another one.
    const row = (level: number): boolean =>
      document.querySelector(
        `.part.sidebar .customview-tree [role="treeitem"][aria-level="${level}"] .label-name`,
      ) !== null;
    if (row(1)) throw new Error('The view is open already');
    const began = performance.now();
    let first: number | undefined;
    tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    tab.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    tab.click();
    while (!row(2)) {
      if (row(1)) first ??= performance.now() - began;
      if (performance.now() - began > 30_000) throw new Error('No row came');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    const second = performance.now() - began;
    return { first: first ?? second, second };
  }, title);
}
