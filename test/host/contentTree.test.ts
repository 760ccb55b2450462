/** The content view as VS Code asks it, over the fake Tableau server. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { isBranch, type TreeNode } from '../../src/views/treeNode';
import { labelOf, openTreeBed, tooltipOf, type TreeBed } from './support/treeBed';

describe('ContentTree', () => {
  let bed: TreeBed;

  beforeEach(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    bed.fake.log.clear();
  });
  afterEach(() => bed.close());

  it('asks nothing of the network to show the sites, and opens the first one', async () => {
    await bed.signIn('PeopleHub');
    bed.fake.log.clear();
    const sites = await bed.children();
    assert.deepEqual(await bed.labels(), ['Sales & Retail', 'People Hub']);
    const state = sites.map((site) => bed.tree.getTreeItem(site).collapsibleState);
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    assert.deepEqual(state, [Expanded, Collapsed]);
    assert.equal(bed.fake.log.length, 0);
  });

  it('shows the projects at the top, those of a parent that may not be seen among them', async () => {
    assert.deepEqual(await bed.labels(await bed.walk()), [
      'Archive 2019',
      'Board Pack',
      'Data Platform',
      'Default',
      'Finance',
      'Marketing',
      'Operations',
      ...sandboxes(await bed.labels(await bed.walk())),
      'מכירות ישראל',
      'Personal Space',
      'Outside Visible Projects',
    ]);
  });

  it('lists nested projects, workbooks, data sources and flows of a project, each by name', async () => {
    assert.deepEqual(await bed.labels(await bed.walk('Marketing')), [
      'Campaigns 🚀',
      'Reports',
      'Brand Tracker',
      'Campaign Performance',
      'Channel Mix',
      'Newsletter Opens',
      'Überblick Österreich',
      'Web Funnel',
      ...(await bed.labels(await bed.walk('Marketing'))).slice(8, 10),
      'Newsletter',
      'Web Sessions',
      'Campaign Prep',
      'Web Sessions & Bots 🤖',
    ]);
  });

  it('lists the views of a workbook, and under the personal space what is in no project', async () => {
    const views = await bed.children(await bed.walk('Marketing', 'Campaign Performance'));
    assert.ok(views.length > 0);
    for (const view of views)
      assert.equal(view.type === 'content' ? view.content.kind : view.type, 'view');
    const personal = await bed.walk('Personal Space');
    assert.deepEqual(await bed.labels(personal), ['My First Draft', 'Offsite Ideas, private']);
  });

  it('puts what lives in no visible project under a row of its own', async () => {
    const labels = await bed.labels(await bed.walk('Outside Visible Projects'));
    assert.ok(labels.includes('Homeless & Unfiled'), labels.join(' | '));
    assert.ok(!labels.includes('My First Draft'));
  });

  it('keeps projects of the same name apart', async () => {
    const finance = await bed.labels(await bed.walk('Finance', 'Reports'));
    const marketing = await bed.labels(await bed.walk('Marketing', 'Reports'));
    assert.ok(finance.includes('Quarterly Margin') && !finance.includes('Weekly Numbers'));
    assert.ok(marketing.includes('Weekly Numbers') && !marketing.includes('Quarterly Margin'));
  });

  it('asks one request for each kind to expand a project, and none to expand it again', async () => {
    const marketing = await bed.walk('Marketing');
    bed.fake.log.clear();
    await bed.children(marketing);
    await bed.children(marketing);
    assert.deepEqual(bed.fake.log.map(({ kind }) => kind).sort(), [
      'datasources',
      'flows',
      'workbooks',
    ]);
  });

  it('gives every row an id of its own, a label for screen readers, and its parent', async () => {
    const rows = await everything(bed);
    assert.ok(rows.length > 80, String(rows.length));
    assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
    for (const row of rows) {
      const item = bed.tree.getTreeItem(row);
      assert.equal(item.id, row.id);
      assert.ok(item.accessibilityInformation?.label.includes(labelOf(bed.tree, row)), row.id);
      if (row.type !== 'site')
        assert.ok((await bed.children(bed.tree.getParent(row))).includes(row), row.id);
    }
  });

  it('says kind, owner and last update of a workbook in its row, for the eye and for the ear', async () => {
    const row = await bed.walk('Marketing', 'Channel Mix');
    const item = bed.tree.getTreeItem(row);
    assert.match(String(item.description), /^Ana Ruiz · .+/u);
    assert.match(item.accessibilityInformation?.label ?? '', /^Channel Mix, Workbook, Ana Ruiz, /u);
    assert.match(item.contextValue ?? '', /\bcontent\b.*\brefreshable\b.*\bhasUrl\b/u);
  });

  it('counts what a project holds where the server says it', async () => {
    const item = bed.tree.getTreeItem(await bed.walk('Marketing'));
    assert.match(String(item.description), /^6 workbooks$/u);
    assert.match(item.accessibilityInformation?.label ?? '', /, 2 projects, 6 workbooks/u);
  });

  it('puts one row in the place of a kind that cannot be loaded, and loads its siblings', async () => {
    bed.fake.knobs.failNext({ status: 500, match: /GET .*\/datasources/u });
    const marketing = await bed.walk('Marketing');
    const labels = await bed.labels(marketing);
    assert.equal(labels[8], 'Could not load data sources');
    assert.deepEqual(labels.slice(9), ['Campaign Prep', 'Web Sessions & Bots 🤖']);

    const failed = await bed.row('Could not load data sources', marketing);
    assert.equal(bed.tree.getTreeItem(failed).command?.command, 'vizport.retry');
    bed.fake.log.clear();
    await bed.tree.retry(failed);
    assert.ok((await bed.labels(marketing)).includes('Web Sessions'));
    assert.deepEqual(
      bed.fake.log.map(({ kind }) => kind),
      ['datasources'],
    );
  });

  it('says that a kind may not be seen', async () => {
    bed.fake.knobs.failNext({ status: 403, code: 403004, match: /GET .*\/flows/u });
    const row = await bed.row('You may not see the flows here', await bed.walk('Marketing'));
    assert.match(tooltipOf(bed.tree, row), /403004/u);
  });

  it('does not ask again for what failed while nobody wants it', async () => {
    bed.fake.knobs.failNext({ status: 500, count: 2, match: /GET .*\/datasources/u });
    const marketing = await bed.walk('Marketing');
    await bed.children(marketing);
    bed.fake.log.clear();
    await bed.children(marketing);
    assert.equal(bed.fake.log.length, 0);
  });

  it('shows what has come when a kind is slow, and the rest when it comes', async () => {
    bed.fake.knobs.delay(4_000, /GET .*\/datasources/u);
    const marketing = await bed.walk('Marketing');
    assert.ok((await bed.labels(marketing)).includes('Loading data sources…'));
    await bed.until(async () => (await bed.labels(marketing)).includes('Web Sessions'));
  });

  it('has words of its own for an empty project, and for a workbook without views', async () => {
    assert.deepEqual(await bed.labels(await bed.walk('Archive 2019')), ['Empty project']);
    const workbook = await bed.walk('Marketing', 'Channel Mix');
    assert.ok(workbook.type === 'content');
    const [found] = [...bed.fake.model.workbooks.all()].filter(
      ({ luid }) => luid === workbook.content.luid,
    );
    for (const luid of found?.viewLuids ?? []) bed.fake.model.views.remove(luid);
    assert.deepEqual(await bed.labels(workbook), ['No views']);
  });

  it('says that the server cannot be reached, once for all kinds, and loads them on Retry', async () => {
    const marketing = await bed.walk('Marketing');
    bed.fake.knobs.dropNext(1_000);
    const messages = async (): Promise<readonly TreeNode[]> =>
      (await bed.children(marketing)).filter(({ type }) => type === 'message');
    await bed.until(async () => (await messages()).every((row) => !isLoading(row)));
    const [row, ...others] = await messages();
    assert.deepEqual(others, []);
    assert.ok(row !== undefined);
    assert.ok((await bed.labels(marketing)).includes('Reports'));
    assert.match(labelOf(bed.tree, row), /cannot be reached$/u);
    assert.match(String(bed.tree.getTreeItem(await bed.walk()).description), /^offline/u);
    bed.fake.knobs.faults.clear();
    await bed.tree.retry(row);
    assert.ok((await bed.labels(marketing)).includes('Channel Mix'));
  });

  it('loads what failed when the server is reached again', async () => {
    const marketing = await bed.walk('Marketing');
    const operations = await bed.walk('Operations');
    bed.fake.knobs.dropNext(1_000);
    const failed = async (): Promise<boolean> =>
      (await bed.labels(marketing)).some((label) => label.endsWith('cannot be reached'));
    await bed.until(async () => !(await bed.children(marketing)).some(isLoading));
    assert.ok(await failed());
    bed.fake.knobs.faults.clear();
    await bed.children(operations);
    await bed.until(async () => !(await failed()));
    assert.ok((await bed.labels(marketing)).includes('Web Sessions'));
  });

  it('says that a site is signed out, and asks nothing of it', async () => {
    await bed.children(await bed.walk());
    await bed.sessions.signOut(bed.site);
    bed.fake.log.clear();
    const site = await bed.walk();
    assert.deepEqual(await bed.labels(site), ['Signed out']);
    assert.match(String(bed.tree.getTreeItem(site).description), /^signed out/u);
    const row = await bed.row('Signed out', site);
    assert.equal(bed.tree.getTreeItem(row).command?.command, 'vizport.resumeSite');
    assert.equal(bed.fake.log.length, 0);
    await bed.sessions.resume(bed.site);
    assert.ok((await bed.labels(site)).includes('Marketing'));
  });

  it('says that Tableau refuses the credentials', async () => {
    const site = await bed.walk();
    bed.fake.knobs.revokePat(bed.fake.credentials.personalAccessToken.name);
    await bed.tree.refresh(site);
    assert.deepEqual(await bed.labels(site), ['Credentials refused']);
    const [row] = await bed.children(site);
    assert.ok(row !== undefined);
    assert.equal(bed.tree.getTreeItem(row).command?.command, 'vizport.replaceCredentials');
  });

  it('drops answers that come after a sign-out', async () => {
    const marketing = await bed.walk('Marketing');
    bed.fake.knobs.delay(1_000, /GET .*\/workbooks/u);
    const late = bed.children(marketing);
    await bed.sessions.signOut(bed.site);
    assert.deepEqual(await late, []);
  });

  it('asks Tableau again on Refresh, and the rows keep their ids', async () => {
    const marketing = await bed.walk('Marketing');
    const before = await bed.children(marketing);
    const [workbook] = [...bed.fake.model.workbooks.all()].filter(
      ({ name }) => name === 'Channel Mix',
    );
    assert.ok(workbook !== undefined);
    bed.fake.model.workbooks.update(workbook, { name: 'Channel Mix, renamed' });
    assert.ok((await bed.labels(marketing)).includes('Channel Mix'));
    await bed.tree.refresh(marketing);
    assert.ok((await bed.labels(marketing)).includes('Channel Mix, renamed'));
    assert.deepEqual(
      (await bed.children(marketing)).map(({ id }) => id).sort(),
      before.map(({ id }) => id).sort(),
    );
  });

  it('shows names literally in tooltips, whatever they hold', async () => {
    const nasty = '[a](command:x) <b>| **c** $(zap) https://d.example `e`';
    const [workbook] = [...bed.fake.model.workbooks.all()].filter(
      ({ name }) => name === 'Channel Mix',
    );
    assert.ok(workbook !== undefined);
    bed.fake.model.workbooks.update(workbook, { name: nasty });
    const tooltip = tooltipOf(bed.tree, await bed.walk('Marketing', nasty));
    const [heading = ''] = tooltip.split('\n');
    assert.doesNotMatch(heading.slice(2, -2), /[[\]()<>|*$:/`]/u);
    assert.match(tooltip, new RegExp(workbook.luid.replaceAll('-', '&#45;'), 'u'));
    assert.deepEqual(
      [...tooltip.matchAll(/\]\(command:([\w.]+)\?/gu)].map(([, command]) => command),
      ['vizport.copyLuid', 'vizport.copyUrl', 'vizport.openInBrowser'],
    );
  });

  it('shows in a filtered tree what matches, under its projects, and everything again after', async () => {
    const site = await bed.walk();
    await bed.tree.setFilter('night');
    const filtered = await bed.walk();
    assert.notEqual(filtered.id, site.id);
    assert.deepEqual(await bed.labels(filtered), ['Operations']);
    const berlin = await bed.walk('Operations', 'Warehouse', 'Berlin');
    assert.equal(
      bed.tree.getTreeItem(berlin).collapsibleState,
      vscode.TreeItemCollapsibleState.Expanded,
    );
    assert.deepEqual(await bed.labels(berlin), ['Night Shift']);
    assert.ok((await bed.labels(await bed.row('Night Shift', berlin))).includes('Night Picks'));
    assert.match(bed.tree.view.message ?? '', /night/u);
    await bed.tree.setFilter('');
    assert.equal((await bed.walk()).id, site.id);
    assert.ok((await bed.labels(site)).includes('Marketing'));
  });

  it('says that nothing matches a filter', async () => {
    await bed.tree.setFilter('no such thing');
    assert.deepEqual(await bed.labels(await bed.walk()), ['Nothing matches "no such thing"']);
  });

  it('reveals a view in its workbook, in its projects', async () => {
    const workbook = await bed.walk('Finance', 'Reports', 'Quarterly Margin');
    const [view] = await bed.children(workbook);
    assert.ok(view?.type === 'content');
    await bed.tree.refresh();
    await bed.tree.reveal(view.content);
    const path: string[] = [];
    for (let at: TreeNode | undefined = view; at !== undefined; at = bed.tree.getParent(at))
      path.unshift(labelOf(bed.tree, at));
    assert.deepEqual(path.slice(0, 4), [
      'Sales & Retail',
      'Finance',
      'Reports',
      'Quarterly Margin',
    ]);
  });

  it('reveals what is in the personal space', async () => {
    const draft = await bed.walk('Personal Space', 'My First Draft');
    assert.ok(draft.type === 'content');
    await bed.tree.refresh();
    await bed.tree.reveal(draft.content);
    assert.equal(bed.tree.getParent(draft)?.type, 'personalSpace');
  });
});

describe('ContentTree with many rows', () => {
  let bed: TreeBed;

  before(async () => {
    bed = await openTreeBed({ workbooks: 12_000 });
    await bed.signIn();
  });
  after(() => bed.close());

  it('shows 900 workbooks of a project for one request a kind', async () => {
    const project = await bed.walk('Bulk of 900');
    bed.fake.log.clear();
    const rows = await bed.children(project);
    assert.equal(rows.filter((row) => row.type === 'content').length, 900);
    assert.equal(rows.filter((row) => row.type === 'showMore').length, 0);
    assert.equal(bed.fake.log.length, 3);
  });

  it('shows 1,000 rows under a project, and the next 1,000 each time one asks for more', async () => {
    const project = await bed.walk('Bulk of 2500');
    const counted = async (): Promise<readonly [number, number]> => {
      const rows = await bed.children(project);
      assert.equal(new Set(rows.map(({ id }) => id)).size, rows.length);
      const more = rows.filter((row) => row.type === 'showMore');
      return [rows.length - more.length, more.length];
    };
    const workbooks = async (): Promise<number> =>
      (await bed.children(project)).filter(
        (row) => row.type === 'content' && row.content.kind === 'workbook',
      ).length;
    assert.deepEqual(await counted(), [1_000, 1]);
    await bed.tree.showMore(await bed.row('Show more workbooks…', project));
    assert.deepEqual(await counted(), [2_000, 1]);
    await bed.tree.showMore(await bed.row('Show more workbooks…', project));
    assert.equal(await workbooks(), 2_500);
    assert.equal((await counted())[1], 0);
  });

  it('reveals a workbook that stands beyond the rows that are shown', async () => {
    const project = await bed.walk('Bulk of 2500');
    const all = await bed.children(project);
    const last = all.at(-1);
    assert.ok(last?.type === 'content');
    await bed.tree.refresh(project);
    const fewer = await bed.children(project);
    assert.ok(!fewer.some(({ id }) => id === last.id));
    bed.fake.log.clear();
    await bed.tree.reveal(last.content);
    const rows = await bed.children(project);
    assert.ok(rows.some(({ id }) => id === last.id));
    assert.equal(rows.length, fewer.length + 1);
    assert.equal(bed.fake.log.length, 0);
  });

  it('places the best of many matches, and says that there are more', async () => {
    await bed.tree.setFilter('sales');
    const labels = await bed.labels(await bed.walk());
    assert.ok(labels.includes('More items match'), labels.join(' | '));
    await bed.tree.setFilter('');
  });
});

/** Case twins have no order of their own. */
function sandboxes(labels: readonly string[]): readonly string[] {
  return labels.filter((label) => label.toLowerCase() === 'sandbox');
}

async function everything(bed: TreeBed): Promise<readonly TreeNode[]> {
  const rows: TreeNode[] = [];
  const below = async (of?: TreeNode): Promise<void> => {
    for (const row of await bed.children(of)) {
      rows.push(row);
      const isFolder = row.type !== 'content' || row.content.kind === 'project';
      if (isBranch(row) && isFolder) await below(row);
    }
  };
  await below();
  return rows;
}

function isLoading(row: TreeNode): boolean {
  return row.type === 'message' && row.reason === 'loading';
}
