/** A view whose rows are made by a part that is loaded when the view is first seen. */
import * as vscode from 'vscode';
import { Disposables } from '../base/disposables';

/** The view's own object is there from the start; `load` is called once, when VS Code first asks for rows. */
export class LazyTree<T extends object> implements vscode.TreeDataProvider<T>, vscode.Disposable {
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new vscode.EventEmitter<T | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly view: vscode.TreeView<T>;
  #loading: Promise<vscode.TreeDataProvider<T>> | undefined;
  #provider: vscode.TreeDataProvider<T> | undefined;

  constructor(
    viewId: string,
    private readonly load: (view: vscode.TreeView<T>) => Promise<vscode.TreeDataProvider<T>>,
  ) {
    this.view = this.#owned.add(
      vscode.window.createTreeView<T>(viewId, {
        treeDataProvider: this,
        showCollapseAll: true,
        canSelectMany: true,
      }),
    );
  }

  async getChildren(node?: T): Promise<T[]> {
    const provider = (this.#provider ??= await this.#loaded());
    return (await provider.getChildren(node)) ?? [];
  }

  getTreeItem(node: T): vscode.TreeItem | Thenable<vscode.TreeItem> {
    if (this.#provider === undefined) throw new Error('Rows are made by what was loaded for them');
    return this.#provider.getTreeItem(node);
  }

  getParent(node: T): vscode.ProviderResult<T> {
    return this.#provider?.getParent?.(node);
  }

  resolveTreeItem(
    item: vscode.TreeItem,
    node: T,
    token: vscode.CancellationToken,
  ): vscode.ProviderResult<vscode.TreeItem> {
    return this.#provider?.resolveTreeItem?.(item, node, token) ?? item;
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #loaded(): Promise<vscode.TreeDataProvider<T>> {
    this.#loading ??= this.load(this.view);
    const provider = await this.#loading;
    if (this.#provider !== undefined) return this.#provider;
    const changes = provider.onDidChangeTreeData?.((node) =>
      this.#changed.fire(Array.isArray(node) ? undefined : (node ?? undefined)),
    );
    if (changes !== undefined) this.#owned.add(changes);
    return provider;
  }
}
