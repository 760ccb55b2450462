/** How many jobs are under way, in the status bar; nothing while there are none. */
import * as vscode from 'vscode';
import type { JobsContract } from '../../jobs/jobsContract';
import { stateText } from '../../ui/outcomeText';

const maxListed = 10;

export class JobsStatus implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  readonly #listening: { dispose(): void };
  readonly #jobs: Pick<JobsContract, 'list'>;

  constructor(jobs: Pick<JobsContract, 'list' | 'onDidChange'>) {
    this.#jobs = jobs;
    this.#item = vscode.window.createStatusBarItem('vizport.jobs', vscode.StatusBarAlignment.Left);
    this.#item.name = vscode.l10n.t('Tableau Jobs');
    this.#item.command = 'vizport.jobs.focus';
    this.#listening = jobs.onDidChange(() => this.#update());
    this.#update();
  }

  dispose(): void {
    this.#listening.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const open = this.#jobs.list().filter(({ outcome }) => outcome === undefined);
    if (open.length === 0) {
      this.#item.hide();
      return;
    }
    const text =
      open.length === 1
        ? vscode.l10n.t('1 Tableau job')
        : vscode.l10n.t('{0} Tableau jobs', open.length);
    const lines = open
      .slice(0, maxListed)
      .map((watch) => vscode.l10n.t('{0}: {1}', watch.target.name, stateText(watch)));
    const more =
      open.length > maxListed ? [vscode.l10n.t('and {0} more', open.length - maxListed)] : [];
    this.#item.text = `$(sync~spin) ${text}`;
    this.#item.tooltip = [...lines, ...more].join('\n');
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('{0} under way. Click to show them.', text),
    };
    this.#item.show();
  }
}
