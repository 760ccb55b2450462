/** The report of Test Connection: Markdown that can be read as it is, and pasted into a ticket. No secrets in here. */
import { l10n } from 'vscode';
import { inReport as plain } from '../../ui/reportText';
import type { CheckResult, Subject } from './check';

export interface Around {
  readonly title: string;
  readonly when: string;
  /** Vizport, VS Code, system: one line each. */
  readonly facts: readonly (readonly [label: string, value: string])[];
}

const marks = { ok: '✓', note: '●', failed: '✗', skipped: '–' } as const;

export function reportOf(
  around: Around,
  subject: Subject,
  results: readonly CheckResult[],
): string {
  return [
    `# ${plain(around.title)}`,
    plain(summaryOf(results)),
    table(
      [l10n.t('Check'), l10n.t('Result'), l10n.t('Time')],
      results.map(({ check, outcome, milliseconds }) => [
        check.title(),
        `${marks[outcome]} ${outcomeText(outcome)}`,
        milliseconds === undefined ? '' : l10n.t('{0} ms', milliseconds),
      ]),
    ),
    ...results.map(section),
    `## ${plain(l10n.t('Circumstances'))}`,
    facts([
      [l10n.t('Time'), around.when],
      [l10n.t('Server'), subject.server],
      ...(subject.entry === undefined ? [] : siteFacts(subject.entry.profile)),
      ...around.facts,
    ]),
  ].join('\n\n');
}

/** One sentence: for the message, and for the top of the report. */
export function summaryOf(results: readonly CheckResult[]): string {
  const failed = results.filter(({ outcome }) => outcome === 'failed');
  const names = failed.map(({ check }) => check.title()).join(', ');
  const passed = results.filter(({ outcome }) => outcome === 'ok' || outcome === 'note').length;
  return failed.length === 0
    ? l10n.t('No check failed: {0} of {1} passed.', passed, results.length)
    : l10n.t('{0} of {1} checks passed. Failed: {2}.', passed, results.length, names);
}

function section({ check, outcome, text, advice, facts: lines }: CheckResult): string {
  return [
    `## ${marks[outcome]} ${plain(check.title())}`,
    plain(text),
    ...(advice === undefined ? [] : [plain(advice)]),
    ...(lines === undefined || lines.length === 0 ? [] : [facts(lines)]),
  ].join('\n\n');
}

function outcomeText(outcome: CheckResult['outcome']): string {
  switch (outcome) {
    case 'ok':
      return l10n.t('passed');
    case 'note':
      return l10n.t('passed, with a note');
    case 'failed':
      return l10n.t('failed');
    case 'skipped':
      return l10n.t('not tried');
    default:
      return outcome satisfies never;
  }
}

function siteFacts({
  site,
  method,
}: NonNullable<Subject['entry']>['profile']): [label: string, value: string][] {
  return [
    [l10n.t('Site in URLs'), site.contentUrl || l10n.t('(default site)')],
    [l10n.t('Signs in by'), method],
  ];
}

function facts(lines: readonly (readonly [label: string, value: string])[]): string {
  return lines.map(([label, value]) => `- ${plain(label)}: ${plain(value)}`).join('\n');
}

/** With columns of one width, for those who read it as it is. */
function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = [heads, ...rows].map((row) => row.map(plain));
  const widths = heads.map((_, column) =>
    Math.max(...cells.map((row) => row[column]?.length ?? 0)),
  );
  const line = (row: readonly string[], fill = ' '): string =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width, fill)).join(' | ')} |`;
  const [head = [], ...others] = cells;
  return [line(head), line([], '-'), ...others.map((row) => line(row))].join('\n');
}
