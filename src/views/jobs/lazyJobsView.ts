/** The Jobs view's place in the side bar: what fills it is loaded when somebody first looks. */
import * as vscode from 'vscode';
import type { JobNode, JobsView } from './jobNode';
import type { JobsTree } from './jobsTree';

export class LazyJobsView implements JobsView, vscode.TreeDataProvider<JobNode>, vscode.Disposable {
  readonly view: vscode.TreeView<JobNode>;
  readonly #changed = new vscode.EventEmitter<JobNode | undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #tree: JobsTree | undefined;

  constructor(private readonly load: () => Promise<JobsTree>) {
    this.view = vscode.window.createTreeView<JobNode>('vizport.jobs', {
      treeDataProvider: this,
      canSelectMany: true,
      showCollapseAll: true,
    });
  }

  changed(node?: JobNode): void {
    this.#changed.fire(node);
  }

  async getChildren(node?: JobNode): Promise<JobNode[]> {
    this.#tree ??= await this.load();
    return [...this.#tree.children(node)];
  }

  getTreeItem(node: JobNode): vscode.TreeItem {
    // Rows come from the tree, so that it is there.
    return this.#tree?.item(node) ?? new vscode.TreeItem('');
  }

  getParent(node: JobNode): JobNode | undefined {
    return this.#tree?.parent(node);
  }

  resolveTreeItem(item: vscode.TreeItem, node: JobNode): vscode.TreeItem {
    return this.#tree?.resolved(item, node) ?? item;
  }

  dispose(): void {
    this.view.dispose();
    this.#changed.dispose();
  }
}
