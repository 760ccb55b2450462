/** Texts that are read and not edited: as Markdown that is shown formatted where VS Code can. */
import * as vscode from 'vscode';

const scheme = 'vizport-text';
/** Documents may be reopened while their tab lives; older ones are let go. */
const maxDocuments = 50;

export class ReadOnlyTexts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  readonly #texts = new Map<string, string>();
  #registration: vscode.Disposable | undefined;
  #count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.query) ?? vscode.l10n.t('This text is no longer kept.');
  }

  async openMarkdown(title: string, text: string): Promise<void> {
    this.#registration ??= vscode.workspace.registerTextDocumentContentProvider(scheme, this);
    this.#count += 1;
    const query = String(this.#count);
    this.#texts.set(query, text);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > maxDocuments && oldest !== undefined) this.#texts.delete(oldest);
    const name = title.replace(/[/\\?#%*:|"<>]/gu, ' ').trim();
    const uri = vscode.Uri.from({ scheme, path: `/${name}.md`, query });
    try {
      // Asked without looking: until its extension is activated, the command is in no list.
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    } catch {
      // The extension with the preview belongs to VS Code, and can be switched off.
      await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), {
        preview: true,
      });
    }
  }

  dispose(): void {
    this.#registration?.dispose();
    this.#texts.clear();
  }
}
