/** What a menu of the content view passes, as the items it is about. */
import { siteKey, type Content } from '../tableau/model';
import { isTreeNode, type TreeNode } from './treeNode';

/** What our key bindings pass in place of a row: they are about what is selected in the view. */
const selectionWord = 'selection';

/**
 * VS Code passes the clicked row, and all selected rows when the clicked one is among several. A link of ours passes an item
 * itself. Rows that are no items drop out. `selection` is what is selected in the view, for key bindings.
 */
export function contentTargets(
  clicked: unknown,
  selected: unknown,
  selection: readonly TreeNode[] = [],
): readonly Content[] {
  const rows: readonly unknown[] =
    clicked === selectionWord ? selection : rowsOf(clicked, selected);
  const items = rows.flatMap((row) => {
    if (isTreeNode(row)) return row.type === 'content' ? [row.content] : [];
    return isContent(row) ? [row] : [];
  });
  // The same item may be selected in two places.
  return [
    ...new Map(
      items.map((item) => [`${siteKey(item.site)}/${item.kind}:${item.luid}`, item]),
    ).values(),
  ];
}

function isContent(value: unknown): value is Content {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    'luid' in value &&
    'name' in value &&
    'site' in value
  );
}

/** The rows themselves, for commands about the view; from the palette none. */
export function rowTargets(clicked?: unknown, selected?: unknown): readonly TreeNode[] {
  return rowsOf(clicked, selected).filter(isTreeNode);
}

function rowsOf(clicked: unknown, selected: unknown): readonly unknown[] {
  return Array.isArray(selected) && selected.length > 0 ? (selected as unknown[]) : [clicked];
}
