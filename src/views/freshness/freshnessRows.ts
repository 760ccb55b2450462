/** Which rows stand in each group of the Freshness view, and what is said where there are none. */
import { l10n } from 'vscode';
import type { FreshnessReport, ItemRow, TaskRow } from '../../freshness/freshnessReport';
import { byNextRun, byTrouble, sortedItems, type Order } from '../../freshness/order';
import type { SiteFreshness } from '../../freshness/siteFreshness';
import type { Rules } from '../../freshness/rules';
import { errorText } from '../../ui/errorText';
import {
  groupNode,
  itemNode,
  messageNode,
  moreNode,
  taskNode,
  type FreshMessageNode,
  type FreshNode,
  type FreshSiteNode,
  type Group,
  type GroupNode,
} from './freshnessNode';

/** How many rows are shown at once. */
export const pageSize = 500;

export interface GroupParts {
  readonly report: FreshnessReport;
  readonly rules: Rules;
  readonly order: Order;
  readonly shown: number;
}

export function groupsOf(
  site: FreshSiteNode,
  report: FreshnessReport,
  freshness: SiteFreshness,
  unused: number | undefined,
): readonly FreshNode[] {
  const count = (group: Group): number => itemsIn(group, report).length;
  const told = report.askedTasks.state === 'told';
  return [
    ...notTold(site, freshness),
    groupNode(site.site, 'stale', count('stale')),
    groupNode(site.site, 'unused', unused),
    groupNode(site.site, 'troubled', told ? troubled(report).length : undefined),
    groupNode(site.site, 'nextRuns', told ? nextRuns(report).length : undefined),
    groupNode(site.site, 'all', count('all')),
  ];
}

/** What is not known for the whole site, in a sentence. */
function notTold(site: FreshSiteNode, freshness: SiteFreshness): readonly FreshMessageNode[] {
  const { times } = freshness;
  if (times?.state === 'notTold')
    return [
      messageNode(site, {
        label: l10n.t('Times of refreshes are not known'),
        detail: errorText(times.why),
        icon: 'info',
      }),
    ];
  if (times?.state !== 'told') return [];
  if (times.value.by === 'search')
    return [
      messageNode(site, {
        label: l10n.t('Told by Tableau’s search'),
        detail: l10n.t(
          'The Metadata API is off: which data source of a workbook is the oldest, and what a workbook without an extract shows, is not known.',
        ),
        icon: 'info',
      }),
    ];
  return times.value.extracts.incomplete
    ? [
        messageNode(site, {
          label: l10n.t('Not everything is told'),
          detail: l10n.t(
            'Tableau is still building the index of its Metadata API, or cut its answer short.',
          ),
          icon: 'info',
        }),
      ]
    : [];
}

export function itemsIn(group: Group, report: FreshnessReport): readonly ItemRow[] {
  if (group === 'stale') return report.items.filter(({ verdict }) => verdict === 'stale');
  return report.items.filter(({ fresh }) => fresh.kind === 'extract' || fresh.kind === 'inherited');
}

function troubled({ tasks }: FreshnessReport): readonly TaskRow[] {
  return tasks.filter(({ trouble }) => trouble !== undefined);
}

function nextRuns({ tasks }: FreshnessReport): readonly TaskRow[] {
  return tasks.filter(({ task }) => task.schedule?.nextRunAt !== undefined);
}

export function itemRows(
  group: GroupNode,
  rows: readonly ItemRow[],
  { order, shown, rules }: GroupParts,
): readonly FreshNode[] {
  if (rows.length === 0) return [emptyItems(group, rules)];
  const sorted = sortedItems(rows, order);
  return [
    ...sorted.slice(0, shown).map((row) => itemNode(group, row)),
    ...(sorted.length > shown ? [moreNode(group, shown, sorted.length)] : []),
  ];
}

function emptyItems(group: GroupNode, { rules }: Rules): FreshMessageNode {
  switch (group.group) {
    case 'stale':
      return rules.length === 0
        ? messageNode(group, {
            label: l10n.t('No rule says what is stale'),
            detail: l10n.t('Click to write one, such as "Finance/**": "24h".'),
            icon: 'settings-gear',
            action: 'rules',
          })
        : messageNode(group, { label: l10n.t('Nothing is stale'), icon: 'pass' });
    case 'unused':
      return messageNode(group, { label: l10n.t('Every extract is used'), icon: 'pass' });
    default:
      return messageNode(group, {
        label: l10n.t('No extracts'),
        detail: l10n.t('Nothing that you may see here holds an extract.'),
        icon: 'info',
      });
  }
}

export function taskRows(group: GroupNode, parts: GroupParts): readonly FreshNode[] {
  const { report, shown } = parts;
  if (report.askedTasks.state === 'notTold')
    return [
      messageNode(group, {
        label: l10n.t('Schedules may not be read'),
        detail: errorText(report.askedTasks.why),
        icon: 'lock',
      }),
    ];
  const rows =
    group.group === 'troubled'
      ? [...troubled(report)].sort(byTrouble)
      : [...nextRuns(report)].sort(byNextRun);
  if (rows.length === 0)
    return [
      messageNode(group, {
        label:
          group.group === 'troubled' ? l10n.t('Nothing fails') : l10n.t('Nothing is scheduled'),
        detail: l10n.t('Who is no administrator is told of the own schedules only.'),
        icon: group.group === 'troubled' ? 'pass' : 'info',
      }),
    ];
  return [
    ...rows.slice(0, shown).map((row) => taskNode(group, row)),
    ...(rows.length > shown ? [moreNode(group, shown, rows.length)] : []),
  ];
}
