/** The task that checks mapping tables: each row that is no longer true is a problem at its place, and an exit code of 1. */
import * as vscode from 'vscode';
import { linesAndColumns } from '../base/linesAndColumns';
import { placeOf } from '../mapping/drift';
import { checkTable, type DriftNeeds } from '../ui/driftCheck';
import { asOnSiteText, driftText } from '../ui/driftText';
import { errorText } from '../ui/errorText';
import type { Place } from './taskPlace';

export interface DriftOutput {
  line(text: string): void;
  problem(text: string, place?: Place): void;
}

/** The files as they were written, or a sentence that says what is wrong with them. */
export function readDriftTask({ file }: vscode.TaskDefinition): readonly string[] | string {
  const files = (Array.isArray(file) ? file : [file]) as readonly unknown[];
  const texts = files.filter((one) => typeof one === 'string').map((one) => one.trim());
  return texts.length === 0 || texts.length < files.length || texts.includes('')
    ? vscode.l10n.t(
        '"file" must be the path of a mapping table in this workspace, or a list of them.',
      )
    : texts;
}

/** 0 when every row of every table is true. Rows that could not be compared count as failures: nothing was proved of them. */
export async function runDriftTask(
  files: readonly string[],
  needs: DriftNeeds,
  output: DriftOutput,
  signal: AbortSignal,
): Promise<0 | 1> {
  let failures = 0;
  for (const file of files) {
    output.line(vscode.l10n.t('Comparing {0} with its site…', file));
    try {
      failures += await checkFile(file, needs, output, signal);
    } catch (error) {
      if (signal.aborted) {
        output.line(vscode.l10n.t('Cancelled.'));
        return 1;
      }
      failures += 1;
      output.problem(vscode.l10n.t('{0}: {1}', file, errorText(error)));
    }
  }
  return failures === 0 ? 0 : 1;
}

async function checkFile(
  file: string,
  needs: DriftNeeds,
  output: DriftOutput,
  signal: AbortSignal,
): Promise<number> {
  const text = await textOf(file);
  if (text === undefined) {
    output.problem(vscode.l10n.t('There is no file {0} in this workspace.', file));
    return 1;
  }
  const report = await checkTable(file, text, needs, signal);
  if (typeof report === 'string') {
    output.problem(report, { file, line: 1, column: 1 });
    return 1;
  }
  const within = linesAndColumns(text);
  const at = (offset: number): Place => ({ file, ...within(offset) });
  for (const drift of report.drifts) output.problem(driftText(drift), at(placeOf(drift).start));
  for (const row of report.unknownSite)
    output.problem(
      vscode.l10n.t('This row is of a site that you are not signed in to.'),
      at(row.start),
    );
  for (const row of report.unknownKind)
    output.problem(
      vscode.l10n.t(
        'The resource type "{0}" is none that can be compared.',
        row.cells.resource_type?.value ?? '',
      ),
      at(row.start),
    );
  const wrong = report.drifts.length + report.unknownSite.length + report.unknownKind.length;
  const { length } = report.table.rows;
  if (wrong === 0) output.line(asOnSiteText(length, length));
  return wrong;
}

/** In the first folder that has it. */
async function textOf(file: string): Promise<string | undefined> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    try {
      const uri = vscode.Uri.joinPath(folder.uri, file);
      return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    } catch {
      // Not in this folder: the next may have it, and none is told.
    }
  }
  return undefined;
}
