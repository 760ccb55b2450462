/** Registers with VS Code what is loaded only when VS Code first asks for it. */
import * as vscode from 'vscode';
import type { Disposable } from '../base/emitter';
import { disposeIfMade, lazy } from '../base/lazy';

export function registerTasks(
  type: string,
  make: () => Promise<vscode.TaskProvider & Disposable>,
): vscode.Disposable {
  const provider = lazy(make);
  return vscode.Disposable.from(
    disposeIfMade(provider),
    vscode.tasks.registerTaskProvider(type, {
      // Which item is meant, only a `tasks.json` can say.
      provideTasks: () => [],
      resolveTask: async (task, token) => (await provider()).resolveTask(task, token),
    }),
  );
}

export type Tools = ReadonlyMap<string, vscode.LanguageModelTool<unknown>>;

/** Those that the manifest names. */
export function registerTools(
  { extension }: Pick<vscode.ExtensionContext, 'extension'>,
  make: () => Promise<Tools>,
): vscode.Disposable {
  const { contributes } = extension.packageJSON as {
    readonly contributes: { readonly languageModelTools: readonly { readonly name: string }[] };
  };
  const names = contributes.languageModelTools.map(({ name }) => name);
  const tools = lazy(make);
  const tool = async (name: string): Promise<vscode.LanguageModelTool<unknown>> => {
    const found = (await tools()).get(name);
    if (found === undefined) throw new Error(`There is no tool ${name}`);
    return found;
  };
  return vscode.Disposable.from(
    ...names.map((name) =>
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async (options, token) =>
          (await tool(name)).prepareInvocation?.(options, token),
        invoke: async (options, token) => (await tool(name)).invoke(options, token),
      }),
    ),
  );
}
