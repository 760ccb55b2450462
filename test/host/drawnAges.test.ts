/** Ages that come late redraw their own rows and no others, so that nothing moves under the mouse. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { systemClock } from '../../src/base/clock';
import type { Content, SiteRef } from '../../src/tableau/model';
import { ContentTree } from '../../src/views/contentTree';
import type { FreshLook } from '../../src/views/freshnessGate';
import type { TreeNode } from '../../src/views/treeNode';
import { openTreeBed, type TreeBed } from './support/treeBed';

describe('DrawnAges', () => {
  let bed: TreeBed;
  let tree: ContentTree;
  let told: vscode.EventEmitter<SiteRef | undefined>;
  let redrawn: (TreeNode | TreeNode[] | undefined)[];
  const ages = new Map<string, string>();

  beforeEach(async () => {
    ages.clear();
    redrawn = [];
    told = new vscode.EventEmitter();
    bed = await openTreeBed();
    await bed.signIn();
    const look = ({ name }: Content): FreshLook | undefined => {
      const text = ages.get(name);
      return text === undefined ? undefined : { text, facts: [] };
    };
    const freshness = { look, onDidChange: told.event };
    const contentOf = (site: SiteRef) => bed.contents.of(site);
    tree = new ContentTree(bed.sessions, contentOf, systemClock, 'vizport.agesTest', freshness);
  });
  afterEach(async () => {
    tree.dispose();
    told.dispose();
    await bed.close();
  });

  const labelled = (rows: readonly TreeNode[], label: string): TreeNode => {
    const found = rows.find((row) => tree.getTreeItem(row).label === label);
    assert.ok(found, label);
    return found;
  };

  it('draws the rows anew whose age is another, the very objects that VS Code has, and no others', async () => {
    const [site] = await tree.getChildren();
    const marketing = labelled(await tree.getChildren(site), 'Marketing');
    const rows = await tree.getChildren(marketing);
    const funnel = labelled(rows, 'Web Funnel');
    const mix = labelled(rows, 'Channel Mix');
    tree.onDidChangeTreeData((change) => redrawn.push(change));
    told.fire(bed.site);
    assert.equal(redrawn.length, 0, 'nothing is known yet: nothing is drawn');
    ages.set('Web Funnel', 'refreshed yesterday').set('Channel Mix', 'refreshed today');
    told.fire(bed.site);
    assert.deepEqual(
      redrawn.map((rows) => new Set([rows].flat())),
      [new Set([funnel, mix])],
    );
    assert.match(String(tree.getTreeItem(funnel).description), /refreshed yesterday/u);
    tree.getTreeItem(mix);
    ages.set('Web Funnel', 'refreshed just now');
    told.fire(undefined);
    assert.equal([redrawn[1]].flat()[0], funnel);
    tree.getTreeItem(funnel);
    told.fire(bed.site);
    assert.equal(redrawn.length, 2);
  });
});
