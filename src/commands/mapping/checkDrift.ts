/** Check Drift: compares the open mapping table with its site, marks what is no longer true, and sums it up. */
import * as vscode from 'vscode';
import { cancellable } from '../../ui/cancellable';
import { checkTable, comparedRows, type DriftNeeds, type DriftReport } from '../../ui/driftCheck';
import { asOnSiteText, noLongerTrueText } from '../../ui/driftText';
import { HumanError, showInfo, showWarning } from '../../ui/messages';
import type { ReadOnlyTexts } from '../../ui/readOnlyText';
import type { DriftMarks } from './driftMarks';
import { driftSummary, uncomparedTexts } from './driftSummary';

export interface CheckNeeds extends DriftNeeds {
  readonly texts: ReadOnlyTexts;
}

export const checkDrift = (needs: CheckNeeds, marks: DriftMarks) => async (): Promise<void> => {
  const document = vscode.window.activeTextEditor?.document;
  if (document === undefined)
    throw new HumanError(
      vscode.l10n.t('Open the mapping table first: a CSV, JSON or SQL file with LUIDs.'),
    );
  const text = document.getText();
  const report = await cancellable(vscode.l10n.t('Comparing the table with the site'), (signal) =>
    checkTable(document.fileName, text, needs, signal),
  );
  if (typeof report === 'string') throw new HumanError(report);
  marks.follow(document, report);
  await tell(document, report, needs);
};

async function tell(
  document: vscode.TextDocument,
  report: DriftReport,
  { texts }: CheckNeeds,
): Promise<void> {
  const { drifts, table } = report;
  const skipped = uncomparedTexts(report)
    .map((text) => ` ${text}`)
    .join('');
  if (drifts.length === 0) {
    await showInfo(asOnSiteText(comparedRows(report), table.rows.length) + skipped);
    return;
  }
  const name = document.uri.path.split('/').at(-1) ?? '';
  const rows = new Set(drifts.map(({ row }) => row)).size;
  const lineOf = (offset: number): number => document.positionAt(offset).line + 1;
  const summary = driftSummary(name, report, lineOf);
  await showWarning(
    noLongerTrueText(rows, table.rows.length) + skipped,
    {
      label: vscode.l10n.t('Show Summary'),
      run: () => texts.openMarkdown(vscode.l10n.t('Drift of {0}', name), summary),
    },
    {
      label: vscode.l10n.t('Show Problems'),
      run: () => vscode.commands.executeCommand('workbench.actions.view.problems'),
    },
  );
}
