/**
 * `npm run bench -- --only first-row` runs this in a process of its own: from opening the view of a remembered site to
 * its first row of content, as a person sees it. Arguments: the package, the rounds. Prints the milliseconds as JSON.
 */
import type { Page } from 'playwright-core';
import { startFakeTableau } from '../fakeTableau/server';
import { openWorkbench } from './support/openWorkbench';
import { signInTo } from './support/signInTo';

const [vsix = '', rounds = '5'] = process.argv.slice(2);

async function main(): Promise<void> {
  const tableau = await startFakeTableau();
  try {
    const workbench = await openWorkbench({ journey: 'bench-first-row', vsix });
    try {
      await signInTo(workbench, tableau);
      await workbench.tree.sees(/./u, { level: 2 });
      const measured: number[] = [];
      for (let n = 1; n <= Number(rounds); n++) {
        process.stderr.write(`first-row: round ${n} of ${rounds}\n`);
        await workbench.openView('Explorer');
        // VS Code writes down which view was shown a little later.
        await workbench.page.waitForTimeout(1500);
        await workbench.reload();
        await workbench.page.waitForTimeout(3000);
        await idle(workbench.page);
        measured.push(await fromViewToRow(workbench.page));
      }
      process.stdout.write(`${JSON.stringify(measured)}\n`);
    } finally {
      await workbench.dispose();
    }
  } finally {
    await tableau.close();
  }
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
async function fromViewToRow(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const tab = document.querySelector('.part.activitybar [role="tab"][aria-label^="Tableau"]');
    if (!(tab instanceof HTMLElement)) throw new Error('There is no Tableau in the activity bar');
    const row = (): boolean =>
      document.querySelector('.part.sidebar [role="treeitem"][aria-level="2"] .label-name') !==
      null;
    if (row()) throw new Error('The view is open already');
    const began = performance.now();
    tab.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
    tab.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
    tab.click();
    while (!row()) {
      if (performance.now() - began > 30_000) throw new Error('No row came');
      await new Promise((resolve) => requestAnimationFrame(resolve));
    }
    return performance.now() - began;
  });
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
