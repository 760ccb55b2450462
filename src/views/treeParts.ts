/** What is listed under a row, kind by kind. */
import { kindsIn } from '../content/contentKinds';
import type { SiteContent, Within } from '../content/siteContent';
import type { KindName } from '../tableau/model';
import type { Part } from './listing';
import type { BranchNode } from './treeNode';

/** The place that a row stands for, as `SiteContent` names it. */
export function placeOf(node: BranchNode): Within {
  return node.type === 'content' ? node.content : node.type;
}

export function partsOf(node: BranchNode, source: SiteContent): readonly Part[] {
  const place = placeOf(node);
  return kindsUnder(node).map((kind) => ({ kind, list: source.list(kind, place) }));
}

function kindsUnder(node: BranchNode): readonly KindName[] {
  switch (node.type) {
    case 'site':
      return kindsIn('site');
    case 'content':
      return kindsIn(node.content.kind);
    case 'personalSpace':
      return ['workbook'];
    case 'outsideProjects':
      return kindsIn('project').filter((kind) => kind !== 'project');
    default:
      return node satisfies never;
  }
}
