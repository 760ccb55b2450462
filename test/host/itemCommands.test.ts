/** The commands on items: what lands on the clipboard, and what they do without an item. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { copyAsJson } from '../../src/commands/copyAsJson';
import { copyLuid } from '../../src/commands/copyLuid';
import { copyName } from '../../src/commands/copyName';
import { copyPath } from '../../src/commands/copyPath';
import { copyUrl } from '../../src/commands/copyUrl';
import type { ItemNeeds } from '../../src/commands/itemNeeds';
import { revealInTree } from '../../src/commands/revealInTree';
import { browserUrl } from '../../src/content/contentKinds';
import type { Content } from '../../src/tableau/model';
import { contentTargets } from '../../src/views/treeTargets';
import { openTreeBed, type TreeBed } from './support/treeBed';

describe('the commands on items', () => {
  let bed: TreeBed;
  let needs: ItemNeeds;
  let asked = 0;
  let picked: Content | undefined;

  before(async () => {
    bed = await openTreeBed();
    await bed.signIn();
    needs = {
      pickContent: async () => {
        asked += 1;
        return picked;
      },
      pickContents: async () => {
        asked += 1;
        return picked === undefined ? [] : [picked];
      },
      browserUrl: (content) => browserUrl(content, 'https://reports.fernweh.example'),
      pathOf: (content) => bed.contents.of(content.site).pathOf(content),
    };
  });
  after(() => bed.close());
  beforeEach(async () => {
    asked = 0;
    picked = undefined;
    await vscode.env.clipboard.writeText('as it was');
  });

  const item = async (...labels: readonly string[]): Promise<Content> => {
    const row = await bed.walk(...labels);
    assert.ok(row.type === 'content');
    return row.content;
  };
  const clipboard = (): Thenable<string> => vscode.env.clipboard.readText();

  it('copy LUIDs and names of several items, one a line', async () => {
    const items = [await item('Marketing', 'Channel Mix'), await item('Marketing', 'Newsletter')];
    await copyLuid(needs)(items);
    assert.equal(await clipboard(), items.map(({ luid }) => luid).join('\n'));
    await copyName(needs)(items);
    assert.equal(await clipboard(), 'Channel Mix\nNewsletter');
    assert.equal(asked, 0);
  });

  it('ask for the item when there is none, and leave the clipboard alone when nobody picks', async () => {
    await copyLuid(needs)([]);
    assert.equal(await clipboard(), 'as it was');
    picked = await item('Marketing', 'Channel Mix');
    await copyLuid(needs)([]);
    assert.equal(await clipboard(), picked.luid);
    assert.equal(asked, 2);
  });

  it('copy the path with all projects, and for a view with its workbook', async () => {
    const view = (await bed.children(await bed.walk('Finance', 'Reports', 'Quarterly Margin')))[0];
    assert.ok(view?.type === 'content');
    await copyPath(needs)([view.content, await item('Operations', 'Warehouse', 'Berlin')]);
    assert.equal(
      await clipboard(),
      `Finance/Reports/Quarterly Margin/${view.content.name}\nOperations/Warehouse/Berlin`,
    );
  });

  it('copy addresses on the host that browsers know, and pass over what has none', async () => {
    await copyUrl(needs)([await item('Marketing', 'Channel Mix'), await item('Marketing')]);
    assert.match(
      await clipboard(),
      /^https:\/\/reports\.fernweh\.example\/#\/site\/sales\/workbooks\/\d+$/u,
    );
    await assert.rejects(copyUrl(needs)([await item('Marketing')]), { name: 'HumanError' });
  });

  it('copy one item as a JSON object, and several as an array', async () => {
    const workbook = await item('Marketing', 'Channel Mix');
    await copyAsJson(needs)([workbook]);
    const one = JSON.parse(await clipboard()) as Record<string, unknown>;
    assert.equal(one['luid'], workbook.luid);
    assert.equal(one['kind'], 'workbook');
    assert.equal(one['path'], 'Marketing/Channel Mix');
    assert.deepEqual(one['site'], { server: bed.fake.url, contentUrl: 'sales' });
    assert.match(String(one['vizportalUrlId']), /^\d+$/u);
    assert.ok(String(one['url']).endsWith(`/workbooks/${String(one['vizportalUrlId'])}`));
    assert.deepEqual(one['project'], { luid: workbook.location?.luid, name: 'Marketing' });
    await copyAsJson(needs)([workbook, await item('Marketing')]);
    const several = JSON.parse(await clipboard()) as readonly Record<string, unknown>[];
    assert.deepEqual(
      several.map(({ kind }) => kind),
      ['workbook', 'project'],
    );
  });

  it('reveal the first of the items', async () => {
    const revealed: string[] = [];
    const reveal = async (content: Content): Promise<void> => void revealed.push(content.name);
    await revealInTree({ ...needs, reveal })([await item('Marketing', 'Channel Mix')]);
    assert.deepEqual(revealed, ['Channel Mix']);
  });

  it('are given the rows that are selected, once each, and no rows that are no items', async () => {
    const rows = await bed.children(await bed.walk('Marketing'));
    const [first, second] = rows;
    const site = await bed.walk();
    assert.ok(first?.type === 'content' && second?.type === 'content');
    assert.deepEqual(contentTargets(first, undefined), [first.content]);
    assert.deepEqual(contentTargets(first, [first, site, second, first]), [
      first.content,
      second.content,
    ]);
    assert.deepEqual(contentTargets(site, undefined), []);
    assert.deepEqual(contentTargets(first.content, undefined), [first.content]);
    assert.deepEqual(contentTargets(undefined, undefined, [first]), []);
    assert.deepEqual(contentTargets('selection', undefined, [first]), [first.content]);
  });
});
