/** Registers what GraphQL files are offered; all of it is loaded with the first such file. */
import * as vscode from 'vscode';
import type { Disposable } from '../../base/emitter';
import { disposeIfMade, lazy } from '../../base/lazy';

export interface QueryFilesPart extends Disposable {
  readonly onDidChangeLenses: vscode.Event<void>;
  lenses(document: vscode.TextDocument): vscode.CodeLens[];
  complete(
    ...asked: Parameters<vscode.CompletionItemProvider['provideCompletionItems']>
  ): Promise<vscode.CompletionItem[]>;
  hover(
    ...asked: Parameters<vscode.HoverProvider['provideHover']>
  ): Promise<vscode.Hover | undefined>;
  runQuery(uri?: unknown, offset?: unknown): Promise<void>;
  openInPanel(uri?: unknown, offset?: unknown): Promise<void>;
}

const graphql = { language: 'graphql' };

export function registerQueryFiles(load: () => Promise<QueryFilesPart>) {
  const changed = new vscode.EventEmitter<void>();
  const part = lazy(async () => {
    const files = await load();
    files.onDidChangeLenses(() => changed.fire());
    return files;
  });
  const { languages } = vscode;
  return {
    owned: vscode.Disposable.from(changed, disposeIfMade(part)),
    /** Apart from the rest, as no file is shown while an extension is activated. */
    registerProviders: () =>
      vscode.Disposable.from(
        languages.registerCodeLensProvider(graphql, {
          onDidChangeCodeLenses: changed.event,
          provideCodeLenses: async (document) => (await part()).lenses(document),
        }),
        languages.registerCompletionItemProvider(
          graphql,
          { provideCompletionItems: async (...asked) => (await part()).complete(...asked) },
          ...' \n({$@:',
        ),
        languages.registerHoverProvider(graphql, {
          provideHover: async (...asked) => (await part()).hover(...asked),
        }),
      ),
    commands: {
      'vizport.runQuery': async (uri?: unknown, offset?: unknown) =>
        (await part()).runQuery(uri, offset),
      'vizport.openQueryInPanel': async (uri?: unknown, offset?: unknown) =>
        (await part()).openInPanel(uri, offset),
    },
  };
}
