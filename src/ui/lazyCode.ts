/** Registers what editors ask for, all of it loaded when it is first asked. Before there is a site nothing is. */
import * as vscode from 'vscode';
import { disposeIfMade, lazy } from '../base/lazy';
import type { Disposable } from '../base/emitter';
import type { CommandArgs, CommandHandlers } from './commands';
import { setting } from './settings';

const ids = [
  'vizport.resolve',
  'vizport.findOnOtherSite',
  'vizport.askAboutId',
  'vizport.replaceUrls',
  'vizport.addNames',
  'vizport.insertLuid',
  'vizport.copyDeepLink',
  'vizport.actOnItem',
] as const satisfies readonly (keyof CommandArgs)[];
export type CodeCommand = (typeof ids)[number];

export interface CodePart extends Disposable {
  readonly hover: vscode.HoverProvider;
  readonly actions: vscode.CodeActionProvider;
  readonly completion: vscode.CompletionItemProvider;
  handleUri(uri: vscode.Uri): Promise<void>;
  run(id: CodeCommand, args: readonly unknown[]): Promise<void>;
}

export interface LazyCode {
  readonly commands: Pick<CommandHandlers, CodeCommand>;
  readonly owned: vscode.Disposable;
  /** Apart from the rest, as nobody hovers over anything while an extension is activated. */
  readonly registerProviders: () => vscode.Disposable;
}

/** `wanted`: whether there is anybody to ask. */
export function registerCode(
  load: () => Promise<CodePart>,
  wanted: () => boolean,
  report: (error: unknown) => unknown,
): LazyCode {
  const part = lazy(load);
  const on = (): boolean => wanted() && setting('vizport.code.enabled');
  const { languages } = vscode;
  const everywhere = '*';
  const commands = Object.fromEntries(
    ids.map((id) => [id, async (...args: unknown[]) => (await part()).run(id, args)]),
  ) as unknown as Pick<CommandHandlers, CodeCommand>;
  const owned = vscode.Disposable.from(
    disposeIfMade(part),
    vscode.window.registerUriHandler({
      handleUri: (uri) =>
        part()
          .then(({ handleUri }) => handleUri(uri))
          .catch(report) as Promise<void>,
    }),
  );
  const registerProviders = (): vscode.Disposable =>
    vscode.Disposable.from(
      languages.registerHoverProvider(everywhere, {
        provideHover: async (...asked) =>
          on() ? (await part()).hover.provideHover(...asked) : undefined,
      }),
      languages.registerCodeActionsProvider(
        everywhere,
        {
          provideCodeActions: async (...asked) =>
            on() ? (await part()).actions.provideCodeActions(...asked) : undefined,
        },
        { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
      ),
      languages.registerCompletionItemProvider(
        everywhere,
        {
          provideCompletionItems: async (...asked) =>
            on() ? (await part()).completion.provideCompletionItems(...asked) : undefined,
        },
        '"',
        "'",
      ),
    );
  return { commands, owned, registerProviders };
}
