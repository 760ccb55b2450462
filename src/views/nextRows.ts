/** Shows the next rows of one kind, and tells the first of them. */
import type { Content, KindName } from '../tableau/model';
import type { LoadedTree } from './loadedTree';
import type { BranchNode } from './treeNode';

/** `redraw` is called when the row that stands for the loading is to be seen. */
export async function nextOf(
  loaded: LoadedTree,
  parent: BranchNode,
  wanted: KindName,
  redraw: () => void,
): Promise<Content | undefined> {
  const rowsNow = (): readonly Content[] =>
    loaded
      .listing(parent)
      .rows()
      .find(({ kind }) => kind === wanted)?.items ?? [];
  const before = new Set(rowsNow().map(({ luid }) => luid));
  loaded.listing(parent).showMore(wanted);
  redraw();
  await loaded.settled(parent);
  return rowsNow().find(({ luid }) => !before.has(luid));
}
