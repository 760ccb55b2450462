/** Checks the Freshness view's rows and the marks in the tree, in a real extension host over a fake Tableau. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock, type Clock } from '../../src/base/clock';
import { FreshnessOfSites } from '../../src/freshness/freshnessOfSites';
import { readRules } from '../../src/freshness/rules';
import type { Content } from '../../src/tableau/model';
import { FreshnessMarks } from '../../src/ui/freshnessMarks';
import { FreshnessTree } from '../../src/views/freshness/freshnessTree';
import type { FreshNode } from '../../src/views/freshness/freshnessNode';
import { LookAtFreshness } from '../../src/views/freshness/lookAtFreshness';
import type { FakeTableauOptions } from '../fakeTableau/server';
import { openTreeBed, type TreeBed } from './support/treeBed';

describe('the Freshness view', () => {
  let bed: TreeBed;
  let freshness: FreshnessOfSites;
  let tree: FreshnessTree;
  let later = 0;
  const clock: Clock = { ...systemClock, now: () => systemClock.now() + later };

  async function open(setting: unknown = { '**': '1h' }, options: FakeTableauOptions = {}) {
    bed = await openTreeBed(options);
    await bed.signIn();
    later = 0;
    freshness = new FreshnessOfSites((site) => bed.sessions.client(site), clock);
    tree = new FreshnessTree({
      sessions: bed.sessions,
      contentOf: (site) => bed.contents.of(site),
      freshness,
      clock,
      rules: () => readRules(setting),
      order: () => 'oldestFirst',
    });
  }
  afterEach(async () => {
    tree.dispose();
    freshness.dispose();
    await bed.close();
  });

  const textOf = (text: unknown): string =>
    typeof text === 'string' ? text : JSON.stringify(text);
  const labelOf = (node: FreshNode): string => textOf(tree.getTreeItem(node).label);
  const labels = (nodes: readonly FreshNode[]): string[] => nodes.map(labelOf);
  async function row(below: FreshNode | undefined, label: string): Promise<FreshNode> {
    const rows = await tree.getChildren(below);
    const found = rows.find((node) => labelOf(node) === label);
    assert.ok(found, `no ${label} among ${labels(rows).join(' | ')}`);
    return found;
  }
  async function site(): Promise<FreshNode> {
    const [first] = await tree.getChildren();
    assert.ok(first);
    return first;
  }

  it('asks nothing before a site is opened in it', async () => {
    await open();
    bed.fake.log.clear();
    const first = await site();
    tree.getTreeItem(first);
    assert.equal(bed.fake.log.length, 0);
    await tree.getChildren(first);
    assert.ok(bed.fake.log.length > 0);
  });

  it('has accessible labels with age, place and verdict, and unique ids', async () => {
    await open();
    const rows = await tree.getChildren(await row(await site(), 'Stale Extracts'));
    assert.ok(rows.length > 5);
    for (const node of rows) {
      const { label } = tree.getTreeItem(node).accessibilityInformation ?? {};
      assert.match(label ?? '', /, (Workbook|Data source), .*refreshed .*, Stale: older than 1h/u);
    }
    const ids = rows.map((node) => tree.getTreeItem(node).id);
    assert.equal(new Set(ids).size, ids.length);
  });

  it('says what to do where no rule is written', async () => {
    await open({});
    const [only] = await tree.getChildren(await row(await site(), 'Stale Extracts'));
    assert.ok(only);
    assert.equal(labelOf(only), 'No rule says what is stale');
    assert.equal(tree.getTreeItem(only).command?.command, 'vizport.editFreshnessRules');
  });

  it('calls stale what becomes stale while it is open, and lets ages grow row by row, without asking', async () => {
    await open({ '**': '365d' });
    const first = await site();
    const count = async (): Promise<string> =>
      String(tree.getTreeItem(await row(first, 'Stale Extracts')).description);
    assert.equal(await count(), '0');
    const [some] = await tree.getChildren(await row(first, 'All Extracts'));
    assert.ok(some);
    const before = String(tree.getTreeItem(some).description);
    // The report says when it was made once it is.
    await new Promise((resolve) => setTimeout(resolve, 50));
    const redrawn: (FreshNode | undefined)[] = [];
    const listening = tree.onDidChangeTreeData((node) => redrawn.push(node));
    bed.fake.log.clear();
    tree.passTime();
    assert.equal(redrawn.length, 0, 'nothing says anything else yet');
    later = 40 * 86_400_000;
    tree.passTime();
    assert.ok(redrawn.includes(some));
    assert.ok(!redrawn.includes(undefined), 'each row by itself');
    assert.notEqual(String(tree.getTreeItem(some).description), before);
    later = 400 * 86_400_000;
    tree.passTime();
    assert.equal(redrawn.at(-1), undefined);
    assert.notEqual(await count(), '0');
    assert.equal(bed.fake.log.length, 0);
    redrawn.length = 0;
    later = 1_000 * 86_400_000;
    tree.passTime();
    assert.ok(!redrawn.includes(some), 'a row that nobody shows any more is forgotten');
    listening.dispose();
  });

  it('shows five hundred of ten thousand rows at a time', async () => {
    await open({ '**': '1h' }, { workbooks: 10_000 });
    const group = await row(await site(), 'All Extracts');
    const began = performance.now();
    const rows = await tree.getChildren(group);
    assert.ok(performance.now() - began < 2_000);
    assert.equal(rows.length, 501);
    const more = rows.at(-1);
    assert.ok(more?.type === 'freshMore');
    assert.match(String(tree.getTreeItem(more).description), /^500 of \d+,?\d* shown$/u);
    tree.showMore(more);
    const longer = await tree.getChildren(group);
    assert.equal(longer.length, Math.min(1001, more.total + (more.total > 1000 ? 1 : 0)));
  }).timeout(60_000);

  it('says which schedules may not be read, and shows the extracts all the same', async () => {
    await open();
    bed.fake.knobs.failNext({ status: 403, code: 403051, count: 5, match: 'tasks/extract' });
    const first = await site();
    assert.ok((await tree.getChildren(await row(first, 'Stale Extracts'))).length > 5);
    const [words] = await tree.getChildren(await row(first, 'Next Runs'));
    assert.ok(words);
    assert.equal(labelOf(words), 'Schedules may not be read');
    assert.match(textOf(tree.getTreeItem(words).tooltip), /does not permit/u);
  });

  it('says that a site cannot be reached, and comes back with a click', async () => {
    await open();
    bed.fake.knobs.dropNext(200);
    const first = await site();
    const [words] = await tree.getChildren(first);
    assert.ok(words);
    assert.match(labelOf(words), /cannot be reached/u);
    const { command } = tree.getTreeItem(words);
    assert.equal(command?.command, 'vizport.reloadFreshness');
    bed.fake.knobs.faults.clear();
    tree.reload(bed.site);
    await row(first, 'Stale Extracts');
  }).timeout(30_000);

  it('says that one is signed out, and asks nothing', async () => {
    await open();
    await bed.sessions.signOut(bed.site);
    bed.fake.log.clear();
    const rows = await tree.getChildren(await site());
    assert.deepEqual(labels(rows), ['Not signed in']);
    assert.equal(bed.fake.log.length, 0);
  });
});

describe('freshness in the tree', () => {
  it('is asked for once a site, and marks what a rule speaks of', async () => {
    const bed = await openTreeBed();
    await bed.signIn();
    const freshness = new FreshnessOfSites((site) => bed.sessions.client(site), systemClock);
    const looks = new LookAtFreshness({
      sessions: bed.sessions,
      contentOf: (site) => bed.contents.of(site),
      freshness,
      clock: systemClock,
      rules: () => readRules({ 'Marketing/**': '1h' }),
      report: (error) => assert.fail(String(error)),
    });
    try {
      const project = await bed.walk('Marketing');
      const rows = (await bed.children(project)).flatMap((node) =>
        node.type === 'content' ? [node.content] : [],
      );
      const mix = rows.find(({ name }) => name === 'Channel Mix') as Content;
      const told = new Promise<void>((resolve) => {
        freshness.onDidChange(() => resolve());
      });
      bed.fake.log.clear();
      for (const content of rows) looks.look(content);
      await told;
      for (const content of rows) looks.look(content);
      assert.equal(bed.fake.log.count('graphql'), 2);
      const look = looks.look(mix);
      assert.match(look?.text ?? '', /^refreshed /u);
      assert.match(look?.verdict ?? '', /^Stale: older than 1h/u);
      assert.ok(look?.uri);
      const mark = new FreshnessMarks().provideFileDecoration(look.uri);
      assert.equal(mark?.badge, '!');
      assert.deepEqual(mark.color, new vscode.ThemeColor('vizport.staleForeground'));
      assert.match(
        look.facts[0]?.value ?? '',
        /Its extract was refreshed on .*\(asked just now\)/u,
      );
    } finally {
      freshness.dispose();
      await bed.close();
    }
  });
});
