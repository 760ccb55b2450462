/** Where a task's item is written, so that the Problems view leads there. */
import * as vscode from 'vscode';

export interface Place {
  /** Relative to the workspace's folder. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
}

const file = '.vscode/tasks.json';

/** Finds an item's text in the first folder's `tasks.json` that has it; without an item, the task's own `"action"`. */
export async function placeIn(
  definition: vscode.TaskDefinition,
): Promise<(item: string | undefined) => Place | undefined> {
  const texts: string[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder.uri, file));
      texts.push(new TextDecoder().decode(bytes));
    } catch {
      // No such file there: the task comes from the user's tasks, or from code.
    }
  }
  return (item) => {
    const wanted = JSON.stringify(item ?? (definition['action'] as unknown) ?? definition.type);
    for (const text of texts) {
      const at = text.indexOf(wanted);
      if (at < 0) continue;
      const before = text.slice(0, at).split('\n');
      return { file, line: before.length, column: (before.at(-1) ?? '').length + 1 };
    }
    return undefined;
  };
}
