/** Keeps the ages beside the rows of the content view up to date: only a row that says something else is drawn anew. */
import type * as vscode from 'vscode';
import { siteKey, type Content, type SiteRef } from '../tableau/model';
import type { FreshLook, FreshnessGate } from './freshnessGate';
import type { TreeNode } from './treeNode';

export class DrawnAges implements vscode.Disposable {
  /** What each row said when it was drawn, by its id. */
  readonly #drawn = new Map<string, string>();
  readonly #listening: vscode.Disposable | undefined;

  /**
   * `redraw` is given each row by itself: VS Code then leaves its place on the page, so that neither a click nor a key is
   * lost. Rows that are drawn anew with the one above them change places under the mouse, and are unknown for a moment.
   */
  constructor(
    private readonly freshness: Pick<FreshnessGate, 'look' | 'onDidChange'> | undefined,
    rows: { nodes(): Iterable<TreeNode> },
    redraw: (changed: TreeNode[]) => void,
  ) {
    this.#listening = freshness?.onDidChange((site) => {
      const changed = this.#changed(rows.nodes(), site);
      if (changed.length > 0) redraw(changed);
    });
  }

  /** What to show of a row's item now. */
  draw({ id }: TreeNode, content: Content): FreshLook | undefined {
    const look = this.freshness?.look(content);
    this.#drawn.set(id, signature(look));
    return look;
  }

  dispose(): void {
    this.#listening?.dispose();
  }

  #changed(rows: Iterable<TreeNode>, site: SiteRef | undefined): TreeNode[] {
    const key = site && siteKey(site);
    const changed: TreeNode[] = [];
    for (const row of rows) {
      if (row.type !== 'content' || (key !== undefined && siteKey(row.site) !== key)) continue;
      const drawn = this.#drawn.get(row.id);
      if (drawn !== undefined && drawn !== signature(this.freshness?.look(row.content)))
        changed.push(row);
    }
    return changed;
  }
}

function signature(look: FreshLook | undefined): string {
  return look === undefined ? '' : [look.text, look.verdict, look.uri?.toString()].join('\n');
}
