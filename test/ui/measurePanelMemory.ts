/**
 * `npm run bench -- --only memory-panel` runs this in a process of its own: opens the metadata panel again and again, runs
 * its query and closes it, and weighs the heap of the extension host each time. Argument: the package. Prints
 * `PanelSamples` as JSON.
 */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inHost, makeHeapExtension, talkVariable } from '../bench/memory/heapExtension';
import { panels, type PanelSamples } from '../bench/memory/panelSamples';
import { startFakeTableau } from '../fakeTableau/server';
import { MetadataPanelPage } from './support/metadataPanel';
import { openWorkbench } from './support/openWorkbench';
import { signInTo } from './support/signInTo';

const [vsix = ''] = process.argv.slice(2);

async function main(): Promise<void> {
  const tableau = await startFakeTableau();
  const folder = mkdtempSync(join(tmpdir(), 'vizport-panel-memory-'));
  const talk = join(folder, 'talk');
  mkdirSync(talk);
  const helper = join(folder, 'bench.heap');
  makeHeapExtension(helper);
  try {
    const workbench = await openWorkbench({
      journey: 'bench-panel-memory',
      vsix,
      besides: [helper],
      env: { [talkVariable]: talk },
    });
    try {
      await signInTo(workbench, tableau);
      await workbench.tree.sees(/./u, { level: 2 });
      const panel = new MetadataPanelPage(workbench);
      const weighed = async (open: string, use: () => Promise<void>): Promise<number> => {
        await inHost(talk, open);
        await use();
        await inHost(talk, 'workbench.action.closeAllEditors');
        await workbench.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
        await workbench.page.waitForTimeout(300);
        const heap = await inHost(talk, 'heap');
        if (heap === undefined) throw new Error('The heap was not weighed');
        return heap;
      };
      const ours: number[] = [];
      const empty: number[] = [];
      for (let n = 1; n <= panels; n++) {
        if (n % 10 === 0) process.stderr.write(`memory-panel: ${n} of ${panels}\n`);
        ours.push(
          await weighed('vizport.openMetadataPanel', async () => {
            await panel.opened();
            await panel.button('Run').click();
            await panel.reads('Result', '"data"');
          }),
        );
      }
      for (let n = 1; n <= panels; n++)
        empty.push(
          await weighed('bench.openEmpty', () =>
            workbench.webview().getByText('Empty').waitFor({ timeout: 30_000 }),
          ),
        );
      process.stdout.write(`${JSON.stringify({ ours, empty } satisfies PanelSamples)}\n`);
    } catch (error) {
      await workbench.picture('failed');
      throw error;
    } finally {
      await workbench.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await tableau.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
