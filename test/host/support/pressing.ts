/** Answers what a command asks by keys, as long as it asks; and hears which commands it runs, without running ours. */
import * as vscode from 'vscode';

const enter = 'workbench.action.acceptSelectedQuickOpenItem';

/** Presses Enter in boxes, and `more` besides, until the command is over. */
export async function pressingEnter<T>(
  command: Promise<T>,
  ...more: readonly string[]
): Promise<T> {
  let over = false;
  const ended = command.finally(() => (over = true));
  // Told below, whichever way it ends.
  ended.catch(() => undefined);
  while (!over) {
    await Promise.race([
      ended.catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 100)),
    ]);
    if (!over) for (const key of [enter, ...more]) await vscode.commands.executeCommand(key);
  }
  return ended;
}

export interface Heard {
  readonly commands: readonly (readonly unknown[])[];
  stop(): void;
}

/** Commands of ours are noted and not run: the extension under test has sites of its own. */
export function commandsHeard(): Heard {
  const commands: (readonly unknown[])[] = [];
  const original = vscode.commands.executeCommand;
  Object.defineProperty(vscode.commands, 'executeCommand', {
    configurable: true,
    value: async (id: string, ...args: unknown[]) => {
      if (!id.startsWith('vizport.')) return original(id, ...args);
      commands.push([id, ...args]);
      return undefined;
    },
  });
  return {
    commands,
    stop: () =>
      Object.defineProperty(vscode.commands, 'executeCommand', {
        configurable: true,
        value: original,
      }),
  };
}

/** Whatever was typed in them is lost: VS Code would ask whether to save it. */
export async function closeEditors(): Promise<void> {
  while (vscode.window.tabGroups.activeTabGroup.activeTab !== undefined) {
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
