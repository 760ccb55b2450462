/** The drift of a mapping table as a document: what has become of how many rows, and each of them. */
import * as vscode from 'vscode';
import type { DriftKind } from '../../mapping/drift';
import type { DriftReport } from '../../ui/driftCheck';
import { driftText } from '../../ui/driftText';
import { literalMarkdown } from '../../ui/literalMarkdown';

export function driftSummary(
  fileName: string,
  report: DriftReport,
  lineOf: (offset: number) => number,
): string {
  const { drifts, table, sites, unknownSite } = report;
  const kinds: readonly DriftKind[] = ['gone', 'republished', 'renamed', 'moved', 'readdressed'];
  const counts = kinds
    .map((kind) => ({ kind, some: drifts.filter((drift) => drift.kind === kind) }))
    .filter(({ some }) => some.length > 0);
  const lines = [
    `# ${literalMarkdown(vscode.l10n.t('Drift of {0}', fileName))}`,
    '',
    literalMarkdown(
      vscode.l10n.t(
        '{0} rows were compared with {1}.',
        table.rows.length - unknownSite.length,
        sites.join(', '),
      ),
    ),
    ...(unknownSite.length === 0
      ? []
      : [
          '',
          vscode.l10n.t('{0} rows are of sites that you are not signed in to.', unknownSite.length),
        ]),
    ...counts.flatMap(({ kind, some }) => [
      '',
      `## ${kindTitle(kind)} (${some.length})`,
      '',
      ...some.map(
        (drift) =>
          `- ${vscode.l10n.t('Line {0}', lineOf(drift.row.start))}: ${literalMarkdown(driftText(drift))}`,
      ),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

function kindTitle(kind: DriftKind): string {
  switch (kind) {
    case 'gone':
      return vscode.l10n.t('Gone');
    case 'republished':
      return vscode.l10n.t('Published Anew');
    case 'renamed':
      return vscode.l10n.t('Renamed');
    case 'moved':
      return vscode.l10n.t('Moved');
    case 'readdressed':
      return vscode.l10n.t('Another Address');
    default:
      return kind satisfies never;
  }
}
