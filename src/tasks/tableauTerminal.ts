/** The terminal of a task: prints its lines, and cancels its jobs when the task is terminated. */
import * as vscode from 'vscode';
import type { Log } from '../base/log';
import { errorText } from '../ui/errorText';
import { readDriftTask, runDriftTask } from './driftTask';
import { readTask } from './taskDefinition';
import { placeIn, type Place } from './taskPlace';
import { TaskRun, type TaskNeeds } from './taskRun';
import { terminalText } from './terminalText';

const red = '\u001b[31m';
const plain = '\u001b[0m';

export class TableauTerminal implements vscode.Pseudoterminal, vscode.Disposable {
  readonly #wrote = new vscode.EventEmitter<string>();
  readonly #closed = new vscode.EventEmitter<number>();
  readonly #stop = new AbortController();
  readonly #definition: vscode.TaskDefinition;
  readonly #needs: TaskNeeds & { readonly log: Log };
  #ended = false;

  readonly onDidWrite = this.#wrote.event;
  readonly onDidClose = this.#closed.event;

  /** `gone` is called when VS Code has no use for it any more. */
  constructor(
    definition: vscode.TaskDefinition,
    needs: TaskNeeds & { readonly log: Log },
    private readonly gone: (terminal: TableauTerminal) => void,
  ) {
    this.#definition = definition;
    this.#needs = needs;
  }

  open(): void {
    void this.#run();
  }

  /** The task was terminated, or is over. */
  close(): void {
    this.#ended = true;
    this.#stop.abort(new DOMException('The task was terminated', 'AbortError'));
    this.gone(this);
  }

  handleInput(data: string): void {
    if (data !== '\u0003') return;
    this.#line(vscode.l10n.t('Cancelling…'));
    this.#stop.abort(new DOMException('The task was terminated', 'AbortError'));
  }

  dispose(): void {
    this.close();
    this.#wrote.dispose();
    this.#closed.dispose();
  }

  async #run(): Promise<void> {
    const places = await placeIn(this.#definition);
    const problem = (text: string, item?: string): void => this.#problem(text, places(item));
    let code = 1;
    try {
      const { action } = this.#definition as Readonly<Record<string, unknown>>;
      const files = action === 'checkDrift' ? readDriftTask(this.#definition) : [];
      const task = action === 'checkDrift' ? undefined : readTask(this.#definition);
      if (typeof files === 'string') problem(files);
      else if (typeof task === 'string') problem(task);
      else if (task === undefined) {
        const output = {
          line: (text: string) => this.#line(text),
          problem: (text: string, place = places(undefined)) => this.#problem(text, place),
        };
        code = await runDriftTask(files, this.#needs, output, this.#stop.signal);
      } else {
        const output = { line: (text: string) => this.#line(text), problem };
        code = await new TaskRun(task, this.#needs, output, this.#stop.signal).run();
      }
    } catch (error) {
      this.#needs.log.error(String(error));
      problem(errorText(error));
    }
    this.#line(
      code === 0 ? vscode.l10n.t('Done.') : vscode.l10n.t('The task ended with failures.'),
    );
    if (!this.#ended) this.#closed.fire(code);
  }

  /** In the form that the problem matcher `$tableau` reads, where the item's place in a `tasks.json` is known. */
  #problem(text: string, place: Place | undefined): void {
    const at = place === undefined ? '' : `${place.file}:${place.line}:${place.column}: `;
    this.#write(`${red}${at}error: ${terminalText(text).replace(/\s+/gu, ' ')}${plain}`);
  }

  #line(text: string): void {
    this.#write(terminalText(text).replaceAll('\n', '\r\n'));
  }

  #write(text: string): void {
    if (!this.#ended) this.#wrote.fire(`${text}\r\n`);
  }
}
