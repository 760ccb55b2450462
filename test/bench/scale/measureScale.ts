/** Runs inside a VS Code's extension host: browses and searches a big site with the product's own tree, and times it. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import v8 from 'node:v8';
import vm from 'node:vm';
import { systemClock } from '../../../src/base/clock';
import { Emitter } from '../../../src/base/emitter';
import { SiteContents } from '../../../src/content/siteContents';
import { Sessions } from '../../../src/session/sessions';
import { library } from '../../../src/tableau/library';
import type { ContentUrl, Luid, SiteRef } from '../../../src/tableau/model';
import { ContentTree } from '../../../src/views/contentTree';
import { scaleMark, type Reached, type ScaleTimes } from './scaleTimes';

const silent = { trace() {}, debug() {}, info() {}, warn() {}, error() {} };
const typed = ['margin 7', 'overview', 'bulk 12 sales', 'returns 4321'];

/** What VS Code calls. */
export async function run(): Promise<void> {
  const reached = JSON.parse(readFileSync(join(__dirname, 'reached.json'), 'utf8')) as Reached;
  const site: SiteRef = { server: reached.url, contentUrl: reached.site as ContentUrl };
  const sessions = open();
  await sessions.signIn(site, { ...reached, method: 'personalAccessToken' });
  await idle();
  const gc = collector();
  gc();
  const before = process.memoryUsage().heapUsed;

  const contents = new SiteContents((of) => sessions.client(of));
  const tree = new ContentTree(sessions, (of) => contents.of(of), systemClock, 'vizport.scale');
  const content = contents.of(site);
  // 1 ms is the histogram's resolution, and not a block.
  const blocks = monitorEventLoopDelay({ resolution: 1 });
  blocks.enable();

  const [top] = await tree.getChildren();
  const firstRow = await timed(async () => {
    const rows = await tree.getChildren(top);
    rows.slice(0, 50).map((row) => tree.getTreeItem(row));
  });
  const thousandRows = await timed(() => content.siteList('workbook', 'full').more());
  let crowded = {};
  if (reached.crowded !== '') {
    const project = (await content.projects()).get(reached.crowded as Luid);
    if (project === undefined) throw new Error('The crowded project is not there');
    const list = content.list('workbook', project);
    const crowdedFirst = await timed(() => list.more());
    const crowdedAll = crowdedFirst + (await timed(() => list.all()));
    if (list.items.length < 20_000) throw new Error(`only ${list.items.length} in the project`);
    crowded = { crowdedFirst, crowdedAll };
  }
  const searchIndex = await timed(() => content.search.load());
  const names = content.search.progress.loaded;
  const keys = await type((text) => content.search.find(text, 200).total);
  blocks.disable();
  gc();
  const times: ScaleTimes = {
    workbooks: content.siteList('workbook', 'slim').total ?? 0,
    firstRow,
    thousandRows,
    searchIndex,
    names,
    heapMb: (process.memoryUsage().heapUsed - before) / 2 ** 20,
    longestBlock: blocks.max / 1e6 - 1,
    slowestKey: Math.max(...keys),
    usualKey: keys.toSorted((a, b) => a - b)[keys.length >> 1] ?? 0,
    ...crowded,
  };
  tree.dispose();
  contents.dispose();
  sessions.dispose();
  console.log(`${scaleMark}${JSON.stringify(times)}`);
  // The console travels by messages.
  await new Promise((resolve) => setTimeout(resolve, 500));
}

/** One key after the other, as somebody types. */
async function type(find: (text: string) => number): Promise<readonly number[]> {
  const keys: number[] = [];
  for (const words of typed)
    for (let length = 1; length <= words.length; length++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
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
    await new Promise((resolve) => setTimeout(resolve, 50));
    calm = performance.now() - began < 60 ? calm + 1 : 0;
  }
}

function collector(): () => void {
  v8.setFlagsFromString('--expose-gc');
  return vm.runInNewContext('gc') as () => void;
}

function open(): Sessions {
  const memory = new Map<string, unknown>();
  const secrets = new Map<string, string>();
  const secretChanged = new Emitter<{ readonly key: string }>();
  return new Sessions({
    memory: {
      get: <T>(key: string) => memory.get(key) as T | undefined,
      update: async (key, value) => void memory.set(key, value),
    },
    secrets: {
      get: async (key) => secrets.get(key),
      store: async (key, value) => void secrets.set(key, value),
      delete: async (key) => void secrets.delete(key),
      onDidChange: secretChanged.event,
    },
    log: silent,
    clock: systemClock,
    loadLibrary: async () => library,
    userAgent: 'vizport-bench',
  });
}
