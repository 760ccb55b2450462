/** Projects arrive flat, and not always with their parents. */
import assert from 'node:assert/strict';
import { ProjectTree } from '../../../src/content/projectTree';
import type { ContentUrl, Luid, Project } from '../../../src/tableau/model';

const site = { server: 'https://tableau.acme.com', contentUrl: 'sales' as ContentUrl };

function project(luid: string, name: string, parent?: string): Project {
  const item = { site, kind: 'project', luid: luid as Luid, name } as const;
  return parent === undefined ? item : { ...item, parentLuid: parent as Luid };
}

const names = (projects: readonly Project[]): readonly string[] => projects.map(({ name }) => name);

describe('ProjectTree', () => {
  it('nests projects as deep as they go, sorted by name as a person sorts', () => {
    const tree = new ProjectTree([
      project('c', 'Region 10', 'a'),
      project('b', 'region 9', 'a'),
      project('d', 'Cities', 'b'),
      project('a', 'EMEA'),
    ]);
    assert.deepEqual(names(tree.roots), ['EMEA']);
    assert.deepEqual(names(tree.childrenOf('a' as Luid)), ['region 9', 'Region 10']);
    assert.deepEqual(names(tree.lineage('d' as Luid)), ['EMEA', 'region 9', 'Cities']);
    assert.deepEqual(names(tree.below('a' as Luid)).toSorted(), [
      'Cities',
      'Region 10',
      'region 9',
    ]);
  });

  it('makes a root of a project whose parent may not be seen', () => {
    const tree = new ProjectTree([project('b', 'Margin', 'hidden'), project('c', 'Old', 'b')]);
    assert.deepEqual(names(tree.roots), ['Margin']);
    assert.deepEqual(names(tree.lineage('c' as Luid)), ['Margin', 'Old']);
  });

  it('keeps every project reachable when parents form a circle', () => {
    const tree = new ProjectTree([
      project('a', 'A', 'c'),
      project('b', 'B', 'a'),
      project('c', 'C', 'b'),
      project('d', 'D', 'd'),
      project('e', 'E', 'b'),
    ]);
    assert.deepEqual(names(tree.roots), ['A', 'D']);
    assert.deepEqual(names(tree.below('a' as Luid)).toSorted(), ['B', 'C', 'E']);
    assert.deepEqual(names(tree.lineage('e' as Luid)), ['A', 'B', 'E']);
  });

  it('takes 5,000 projects in one line without running out of stack or time', () => {
    const chain = Array.from({ length: 5_000 }, (_, n) =>
      project(`p${n}`, `P${n}`, n === 0 ? undefined : `p${n - 1}`),
    );
    const started = performance.now();
    const tree = new ProjectTree(chain.toReversed());
    assert.equal(tree.lineage('p4999' as Luid).length, 5_000);
    assert.ok(performance.now() - started < 1_000);
  });
});
