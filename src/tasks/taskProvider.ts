/** Tasks of the type `tableau`, as people write them in `tasks.json`. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import { TableauTerminal } from './tableauTerminal';
import { taskType } from './taskDefinition';
import type { TaskNeeds } from './taskRun';

export class TableauTaskProvider implements vscode.TaskProvider, vscode.Disposable {
  readonly #terminals = new Set<TableauTerminal>();

  constructor(private readonly needs: TaskNeeds & { readonly log: Log }) {}

  /** None by itself: which item is meant, only a `tasks.json` can say. */
  provideTasks(): vscode.Task[] {
    return [];
  }

  resolveTask(task: vscode.Task): vscode.Task | undefined {
    const { definition, name, scope } = task;
    if (definition.type !== taskType) return undefined;
    const resolved = new vscode.Task(
      // VS Code compares it with what it asked for.
      definition,
      scope ?? vscode.TaskScope.Workspace,
      name,
      taskType,
      new vscode.CustomExecution(async (resolved) => this.#terminal(resolved)),
      '$tableau',
    );
    // A terminal that several tasks share, and that is not in front, shows nothing of the next one (seen in VS Code 1.139); what
    // a tasks.json says of it comes before this.
    resolved.presentationOptions = { panel: vscode.TaskPanelKind.Dedicated };
    return resolved;
  }

  dispose(): void {
    for (const terminal of this.#terminals) terminal.dispose();
    this.#terminals.clear();
  }

  #terminal(definition: vscode.TaskDefinition): vscode.Pseudoterminal {
    const terminal = new TableauTerminal(definition, this.needs, (gone) =>
      this.#terminals.delete(gone),
    );
    this.#terminals.add(terminal);
    return terminal;
  }
}
