/** The drift of a mapping table as a document: what has become of how many rows, and each of them. */
import * as vscode from 'vscode';
import type { DriftKind } from '../../mapping/drift';
import { comparedRows, type DriftReport } from '../../ui/driftCheck';
import { driftText } from '../../ui/driftText';
import { literalMarkdown } from '../../ui/literalMarkdown';

export function driftSummary(
  fileName: string,
  report: DriftReport,
  lineOf: (offset: number) => number,
): string {
  const { drifts, sites } = report;
  const compared = comparedRows(report);
  const kinds: readonly DriftKind[] = ['gone', 'republished', 'renamed', 'moved', 'readdressed'];
  const counts = kinds
    .map((kind) => ({ kind, some: drifts.filter((drift) => drift.kind === kind) }))
    .filter(({ some }) => some.length > 0);
  const lines = [
    `# ${literalMarkdown(vscode.l10n.t('Drift of {0}', fileName))}`,
    '',
    literalMarkdown(
      compared === 1
        ? vscode.l10n.t('One row was compared with {0}.', sites.join(', '))
        : vscode.l10n.t('{0} rows were compared with {1}.', compared, sites.join(', ')),
    ),
    ...uncomparedTexts(report).flatMap((text) => ['', literalMarkdown(text)]),
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

/** Of which rows nothing could be said, and why. */
export function uncomparedTexts({ unknownSite, unknownKind }: DriftReport): readonly string[] {
  const texts: string[] = [];
  if (unknownSite.length > 0)
    texts.push(
      unknownSite.length === 1
        ? vscode.l10n.t('One row is of a site that you are not signed in to.')
        : vscode.l10n.t('{0} rows are of sites that you are not signed in to.', unknownSite.length),
    );
  if (unknownKind.length > 0)
    texts.push(
      unknownKind.length === 1
        ? vscode.l10n.t('One row is of a type that cannot be compared.')
        : vscode.l10n.t('{0} rows are of a type that cannot be compared.', unknownKind.length),
    );
  return texts;
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
