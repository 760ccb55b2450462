/** A row that is dragged into an editor, or anywhere that takes text, becomes the LUID of its item; several rows, one a line. */
import * as vscode from 'vscode';
import type { TreeNode } from './treeNode';

const dragLuids: vscode.TreeDragAndDropController<TreeNode> = {
  dragMimeTypes: ['text/plain'],
  dropMimeTypes: [],
  handleDrag(rows, data) {
    const luids = rows.flatMap((row) => (row.type === 'content' ? [row.content.luid] : []));
    if (luids.length > 0)
      data.set('text/plain', new vscode.DataTransferItem([...new Set(luids)].join('\n')));
  },
};

/** How the content view behaves. */
export const contentViewOptions = {
  showCollapseAll: true,
  canSelectMany: true,
  dragAndDropController: dragLuids,
} as const;
