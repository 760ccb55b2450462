/** What the Freshness view and its CSV tell of a site: all extracts with their age, who uses them, and their schedules. */
import type { SiteContent } from '../content/siteContent';
import type { Content, Datasource, Luid, Workbook } from '../tableau/model';
import {
  isProbablySuspended,
  isScheduleOff,
  type RefreshTask,
  type RefreshableRef,
} from '../tableau/refreshTask';
import { verdictOf, type Freshness, type Verdict } from './itemFreshness';
import { ruleFor, type Rule, type Rules } from './rules';
import type { Asked, SiteFreshness } from './siteFreshness';

export interface ItemRow {
  readonly content: Workbook | Datasource;
  readonly path: string;
  readonly fresh: Freshness;
  readonly rule: Rule | undefined;
  readonly verdict: Verdict;
}

export interface TaskRow {
  readonly task: RefreshTask;
  /** Undefined for an item that may not be seen. */
  readonly content: Workbook | Datasource | undefined;
  readonly path: string | undefined;
  readonly trouble: 'failing' | 'suspended' | 'scheduleOff' | undefined;
}

export interface FreshnessReport {
  readonly items: readonly ItemRow[];
  readonly tasks: readonly TaskRow[];
  readonly askedTasks: Asked<readonly RefreshTask[]>;
  /** From when on one of the items is stale that is fresh now; `Infinity` without any. */
  readonly trueUntil: number;
}

/** As many requests as the site's lists have pages, whatever is known already not among them. */
export async function freshnessReport(
  content: SiteContent,
  freshness: SiteFreshness,
  rules: Rules,
  now: number,
  signal?: AbortSignal,
): Promise<FreshnessReport> {
  const [workbooks, datasources, askedTasks] = await Promise.all([
    content.siteList('workbook', 'full').all(signal),
    content.siteList('datasource', 'full').all(signal),
    freshness.tasks(signal),
    content.projects(signal),
    freshness.load(signal),
  ]);
  const all: readonly (Workbook | Datasource)[] = [...datasources, ...workbooks];
  const items = all.map((item) => itemRow(item, content, freshness, rules, now));
  const byRef = new Map(items.map((row) => [keyOf(row.content), row]));
  const tasks = askedTasks.state === 'told' ? askedTasks.value : [];
  return {
    items,
    askedTasks,
    trueUntil: items.reduce((soonest, row) => Math.min(soonest, freshUntil(row)), Infinity),
    tasks: tasks.map((task) => {
      const row = byRef.get(keyOf(task.item));
      return { task, content: row?.content, path: row?.path, trouble: troubleOf(task) };
    }),
  };
}

function itemRow(
  item: Workbook | Datasource,
  content: SiteContent,
  freshness: SiteFreshness,
  rules: Rules,
  now: number,
): ItemRow {
  const path = content.path(item) ?? item.name;
  const fresh = freshness.of(item);
  const rule = ruleFor(rules, path);
  return { content: item, path, fresh, rule, verdict: verdictOf(fresh, rule, now) };
}

function freshUntil({ fresh, rule, verdict }: ItemRow): number {
  if (verdict !== 'fresh' || fresh.refreshedAt === undefined) return Infinity;
  return Date.parse(fresh.refreshedAt) + (rule?.maxAgeMs ?? Infinity);
}

export function troubleOf(task: RefreshTask): TaskRow['trouble'] {
  if (isScheduleOff(task)) return 'scheduleOff';
  if (isProbablySuspended(task)) return 'suspended';
  return task.consecutiveFailures > 0 ? 'failing' : undefined;
}

/** Own extracts that no workbook is connected to, or whose views nobody has opened. Costs the site's list of views. */
export async function unusedExtracts(
  report: FreshnessReport,
  content: SiteContent,
  signal?: AbortSignal,
): Promise<readonly ItemRow[]> {
  const own = report.items.filter(({ fresh }) => fresh.kind === 'extract');
  const opened = new Map<Luid, number>();
  if (own.some((row) => row.content.kind === 'workbook'))
    for (const { workbook, totalViewCount } of await content.siteList('view', 'full').all(signal))
      if (workbook !== undefined)
        // A view whose use is not told may be used.
        opened.set(workbook.luid, (opened.get(workbook.luid) ?? 0) + (totalViewCount ?? Infinity));
  return own.filter(({ content: item }) =>
    item.kind === 'datasource' ? item.connectedWorkbooksCount === 0 : opened.get(item.luid) === 0,
  );
}

export function keyOf({ kind, luid }: RefreshableRef | Content): string {
  return `${kind}:${luid}`;
}
