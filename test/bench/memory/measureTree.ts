/** Runs inside a VS Code's extension host: opens rows of the product's own tree 10,000 times, and weighs the heap meanwhile. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import v8 from 'node:v8';
import { systemClock } from '../../../src/base/clock';
import { SiteContents } from '../../../src/content/siteContents';
import type { ContentUrl, SiteRef } from '../../../src/tableau/model';
import { ContentTree } from '../../../src/views/contentTree';
import type { TreeNode } from '../../../src/views/treeNode';
import { memorySessions } from '../../host/support/memorySessions';
import type { Reached } from '../scale/scaleTimes';
import { heapKb } from './heap';
import { expansions, samples, snapshots, treeMark, type TreeSamples } from './treeSamples';

/** So many projects are opened in turns; what they hold is kept, and so are their rows. */
const places = 100;

/** What VS Code calls. */
export async function run(): Promise<void> {
  const reached = JSON.parse(readFileSync(join(__dirname, 'reached.json'), 'utf8')) as Reached;
  const site: SiteRef = { server: reached.url, contentUrl: reached.site as ContentUrl };
  const sessions = memorySessions('vizport-bench');
  await sessions.signIn(site, { ...reached, method: 'personalAccessToken' });
  const contents = new SiteContents((of) => sessions.client(of));
  const tree = new ContentTree(sessions, (of) => contents.of(of), systemClock, 'vizport.memory');
  const [top] = await tree.getChildren();
  const projects = (await tree.getChildren(top)).slice(0, places);

  let rows = 0;
  const expand = async (node: TreeNode): Promise<void> => {
    const below = await tree.getChildren(node);
    // What VS Code then asks for, and what it asks for when the mouse comes by.
    for (const row of below) tree.resolveTreeItem(tree.getTreeItem(row), row);
    rows += below.length;
  };
  const expanding: number[] = [];
  for (let n = 0; n < expansions; n += 1) {
    const node = projects[n % projects.length];
    if (node === undefined) throw new Error('There is no project');
    // Every other time Tableau is asked anew, as after Refresh; else what is known is shown again.
    if (Math.floor(n / projects.length) % 2 === 1) await tree.refresh(node);
    await expand(node);
    if ((n + 1) % (expansions / samples) === 0) {
      expanding.push(await heapKb());
      const [half, end] = snapshots;
      if (expanding.length === samples / 2) v8.writeHeapSnapshot(join(__dirname, half));
      if (expanding.length === samples) v8.writeHeapSnapshot(join(__dirname, end));
    }
  }
  const idle: number[] = [];
  for (let n = 0; n < samples; n += 1) {
    await sleep(500);
    idle.push(await heapKb());
  }
  tree.dispose();
  contents.dispose();
  sessions.dispose();
  const told: TreeSamples = { expanding, idle, rows };
  console.log(`${treeMark}${JSON.stringify(told)}`);
  // The console travels by messages.
  await sleep(500);
}
