/** Export Freshness: a table of a site's extracts, their age, their rules and their schedules, as CSV. */
import * as vscode from 'vscode';
import type { SiteContent } from '../../content/siteContent';
import { csvOf } from '../../base/csv';
import {
  freshnessReport,
  keyOf,
  type FreshnessReport,
  type ItemRow,
  type TaskRow,
} from '../../freshness/freshnessReport';
import type { FreshnessOfSites } from '../../freshness/freshnessOfSites';
import { sortedItems, type Order } from '../../freshness/order';
import type { Rules } from '../../freshness/rules';
import type { SessionsContract } from '../../session/sessionsContract';
import type { Content, SiteRef } from '../../tableau/model';
import { cancellable } from '../../ui/cancellable';
import { kindName, ownerName } from '../../ui/contentText';
import { kindOfFreshness, verdictWord } from '../../ui/freshnessText';
import { showInfo } from '../../ui/messages';
import { pickSite, siteName } from '../../ui/pickSite';
import { scheduleText, troubleText } from '../../ui/scheduleText';

export interface ExportNeeds {
  readonly sessions: SessionsContract;
  readonly contentOf: (site: SiteRef) => SiteContent;
  readonly freshness: FreshnessOfSites;
  readonly rules: () => Rules;
  readonly order: () => Order;
  browserUrl(content: Content): string | undefined;
}

export const exportFreshness =
  (needs: ExportNeeds) =>
  async (given?: SiteRef): Promise<void> => {
    const entry =
      (given && needs.sessions.find(given)) ??
      (await pickSite(needs.sessions, vscode.l10n.t('The freshness of which site?')));
    if (entry === undefined) return;
    const { site } = entry.profile;
    const now = Date.now();
    const report = await cancellable(
      vscode.l10n.t('Asking when the extracts of {0} were refreshed', siteName(entry)),
      (signal) =>
        freshnessReport(
          needs.contentOf(site),
          needs.freshness.of(site),
          needs.rules(),
          now,
          signal,
        ),
    );
    const name = siteName(entry).replace(/[^\p{L}\p{N}]+/gu, '-');
    const day = new Date(now).toISOString().slice(0, 10);
    const target = await vscode.window.showSaveDialog({
      title: vscode.l10n.t('Export Freshness'),
      filters: { CSV: ['csv'] },
      defaultUri: vscode.Uri.joinPath(
        vscode.workspace.workspaceFolders?.[0]?.uri ?? vscode.Uri.file(homeFolder()),
        `freshness-${name}-${day}.csv`,
      ),
    });
    if (target === undefined) return;
    const text = freshnessCsv(report, siteName(entry), needs, now);
    await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
    await showInfo(vscode.l10n.t('The freshness of {0} was exported.', siteName(entry)), {
      label: vscode.l10n.t('Open'),
      run: () => vscode.commands.executeCommand('vscode.open', target),
    });
  };

function homeFolder(): string {
  return process.env['HOME'] ?? process.env['USERPROFILE'] ?? '/';
}

/** Headings are English and fixed: a table is read by programs too. */
const headings = [
  'Site',
  'Kind',
  'Name',
  'Path',
  'LUID',
  'Owner',
  'Extract',
  'Refreshed at (UTC)',
  'Age in hours',
  'Oldest source',
  'Rule',
  'Allowed age',
  'Verdict',
  'Size in MB',
  'Connected workbooks',
  'Schedules',
  'Next run (UTC)',
  'Failures in a row',
  'Trouble',
  'URL',
];

export function freshnessCsv(
  report: FreshnessReport,
  site: string,
  needs: Pick<ExportNeeds, 'order' | 'browserUrl'>,
  now: number,
): string {
  const tasks = new Map<string, TaskRow[]>();
  for (const row of report.tasks) {
    const key = keyOf(row.task.item);
    tasks.set(key, [...(tasks.get(key) ?? []), row]);
  }
  const rows = sortedItems(report.items, needs.order()).map((row) => [
    site,
    ...itemCells(row, now),
    ...taskCells(tasks.get(keyOf(row.content)) ?? []),
    needs.browserUrl(row.content) ?? '',
  ]);
  return csvOf([headings, ...rows]);
}

function itemCells({ content, path, fresh, rule, verdict }: ItemRow, now: number): string[] {
  const { refreshedAt } = fresh;
  const connected = content.kind === 'datasource' ? content.connectedWorkbooksCount : undefined;
  return [
    kindName(content.kind),
    content.name,
    path,
    content.luid,
    ownerName(content.owner) ?? '',
    kindOfFreshness(fresh.kind),
    refreshedAt ?? '',
    refreshedAt === undefined ? '' : ((now - Date.parse(refreshedAt)) / 3_600_000).toFixed(1),
    fresh.weakest ?? '',
    rule?.pattern ?? '',
    rule?.age ?? '',
    verdictWord(verdict),
    content.sizeMb?.toString() ?? '',
    connected?.toString() ?? '',
  ];
}

function taskCells(rows: readonly TaskRow[]): string[] {
  const next = rows
    .flatMap(({ task }) => task.schedule?.nextRunAt ?? [])
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  const failures = Math.max(0, ...rows.map(({ task }) => task.consecutiveFailures));
  return [
    rows.map(({ task }) => scheduleText(task)).join('; '),
    next ?? '',
    rows.length === 0 ? '' : String(failures),
    rows.flatMap((row) => troubleText(row) ?? []).join('; '),
  ];
}
