/** Runs inside a VS Code's extension host: browses and searches a big site with the product's own tree, and times it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock';
import { SiteContents } from '../../../src/content/siteContents';
import type { ContentUrl, Luid, SiteRef } from '../../../src/tableau/model';
import { ContentTree } from '../../../src/views/contentTree';
import { prepareRows } from '../../../src/views/earlyStart';
import { memorySessions } from '../../host/support/memorySessions';
import { heapKb } from '../memory/heap';
import { scaleMark, type Reached, type ScaleTimes } from './scaleTimes';

const typed = ['margin 7', 'overview', 'bulk 12 sales', 'returns 4321'];

/** What VS Code calls. */
export async function run(): Promise<void> {
  const reached = JSON.parse(readFileSync(join(__dirname, 'reached.json'), 'utf8')) as Reached;
  const site: SiteRef = { server: reached.url, contentUrl: reached.site as ContentUrl };
  const sessions = memorySessions('vizport-bench');
  await sessions.signIn(site, { ...reached, method: 'personalAccessToken' });
  // As the product does while nobody waits: `views/warmUp.ts`.
  prepareRows();
  await idle();
  const before = await heapKb();
  // 1 ms is the histogram's resolution, and not a block.
  const blocks = monitorEventLoopDelay({ resolution: 1 });
  blocks.enable();
  const longest = new Map<string, number>();
  /** Remembers the longest block since the last call. */
  const after = (phase: string): void => {
    longest.set(phase, Math.max(0, blocks.max / 1e6 - 1));
    blocks.reset();
  };
  await sleep(5000);
  after('rest');

  const contents = new SiteContents((of) => sessions.client(of));
  const tree = new ContentTree(sessions, (of) => contents.of(of), systemClock, 'vizport.scale');
  const content = contents.of(site);
  const [top] = await tree.getChildren();
  const firstRow = await timed(async () => {
    const rows = await tree.getChildren(top);
    rows.slice(0, 50).map((row) => tree.getTreeItem(row));
  });
  after('the first rows');
  const thousandRows = await timed(() => content.siteList('workbook', 'full').more());
  after('1,000 rows');
  let crowded = {};
  if (reached.crowded !== '') {
    const project = (await content.projects()).get(reached.crowded as Luid);
    if (project === undefined) throw new Error('The crowded project is not there');
    const list = content.list('workbook', project);
    const crowdedFirst = await timed(() => list.more());
    const crowdedAll = crowdedFirst + (await timed(() => list.all()));
    if (list.items.length < 20_000) throw new Error(`only ${list.items.length} in the project`);
    crowded = { crowdedFirst, crowdedAll };
    after('the crowded project');
  }
  // Else the search would read on in the list above, which has all fields: it asks for few.
  content.forgetSiteList('workbook');
  const searchIndex = await timed(() => content.search.load());
  after('the index');
  const names = content.search.progress.loaded;
  const keys = await type((text) => content.search.find(text, 200).total);
  after('typing');
  blocks.disable();
  const { rest = 0, ...busy } = Object.fromEntries(longest);
  const heapMb = ((await heapKb()) - before) / 1024;
  const times: ScaleTimes = {
    workbooks: content.siteList('workbook', 'slim').total ?? 0,
    firstRow,
    thousandRows,
    searchIndex,
    names,
    heapMb,
    longestBlock: Math.max(...Object.values(busy)),
    blocks: busy,
    restBlock: rest,
    slowestKey: Math.max(...keys),
    usualKey: keys.toSorted((a, b) => a - b)[keys.length >> 1] ?? 0,
    ...crowded,
  };
  tree.dispose();
  contents.dispose();
  sessions.dispose();
  console.log(`${scaleMark}${JSON.stringify(times)}`);
  // The console travels by messages.
  await sleep(500);
}

/** One key after the other, as somebody types. */
async function type(find: (text: string) => number): Promise<readonly number[]> {
  const keys: number[] = [];
  for (const words of typed)
    for (let length = 1; length <= words.length; length++) {
      await sleep(20);
      const began = performance.now();
      find(words.slice(0, length));
      keys.push(performance.now() - began);
    }
  return keys;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Whatever the extension host does at its start should be over. */
async function idle(): Promise<void> {
  for (let calm = 0; calm < 20;) {
    const began = performance.now();
    await sleep(50);
    calm = performance.now() - began < 60 ? calm + 1 : 0;
  }
}
