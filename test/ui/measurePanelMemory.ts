/**
 * `npm run bench -- --only memory-panel` runs this in a process of its own: opens the metadata panel again and again, runs
 * its query and closes it, and weighs the heap of the extension host each time. Argument: the package. Prints
 * `PanelSamples` as JSON.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  inHost,
  makeHeapExtension,
  snapshotInHost,
  talkVariable,
} from '../bench/memory/heapExtension';
import { grownBy, type Lying } from '../bench/memory/heapSnapshot';
import { panels, type PanelSamples, type Weighed } from '../bench/memory/panelSamples';
import { measureIn } from './support/measureIn';
import { MetadataPanelPage } from './support/metadataPanel';

const [vsix = ''] = process.argv.slice(2);

const talk = (folder: string): string => join(folder, 'talk');

measureIn(
  (folder) => {
    const helper = join(folder, 'bench.heap');
    mkdirSync(talk(folder));
    makeHeapExtension(helper);
    return {
      journey: 'bench-panel-memory',
      vsix,
      besides: [helper],
      env: { [talkVariable]: talk(folder) },
    };
  },
  async (workbench, folder): Promise<PanelSamples> => {
    const panel = new MetadataPanelPage(workbench);
    const weighed = async (open: string, use: () => Promise<void>): Promise<number> => {
      await inHost(talk(folder), open);
      await use();
      await inHost(talk(folder), 'workbench.action.closeAllEditors');
      await workbench.page.locator('iframe.webview').first().waitFor({ state: 'detached' });
      await workbench.page.waitForTimeout(300);
      const heap = await inHost(talk(folder), 'heap');
      if (heap === undefined) throw new Error('The heap was not weighed');
      return heap;
    };
    const all = async (open: string, use: () => Promise<void>): Promise<Weighed> => {
      const heaps: number[] = [];
      let half: Lying | undefined;
      for (let n = 1; n <= panels; n++) {
        if (n % 10 === 0) process.stderr.write(`memory-panel: ${open} ${n} of ${panels}\n`);
        heaps.push(await weighed(open, use));
        if (n === panels / 2) half = await snapshotInHost(talk(folder));
      }
      if (half === undefined) throw new Error('There was no half');
      return { heaps, grown: grownBy(half, await snapshotInHost(talk(folder))) };
    };
    const ours = await all('vizport.openMetadataPanel', async () => {
      await panel.opened();
      await panel.button('Run').click();
      await panel.reads('Result', '"data"');
    });
    const empty = await all('bench.openEmpty', () =>
      workbench.webview().getByText('Empty').waitFor({ timeout: 30_000 }),
    );
    return { ours, empty };
  },
);
