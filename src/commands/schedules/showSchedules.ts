/** Show Schedules: when items are refreshed, with all that can be done about it, from the keyboard too. */
import * as vscode from 'vscode';
import { keyOf, troubleOf } from '../../freshness/freshnessReport';
import { siteKey, type Content, type Luid, type SiteRef } from '../../tableau/model';
import type { RefreshTask, ServerSchedule } from '../../tableau/refreshTask';
import { cancellable } from '../../ui/cancellable';
import { HumanError } from '../../ui/messages';
import { plainLabel } from '../../ui/plainLabel';
import { nextRunText, refreshMode, scheduleText, troubleText } from '../../ui/scheduleText';
import { itemsOrPicked } from '../itemNeeds';
import { tasksOfSite, type ScheduleNeeds, type Scheduled } from './scheduleNeeds';
import { addSchedule, changeSchedule, removeSchedule, runScheduleNow } from './writeSchedules';

/** Each costs a request, and only administrators are told. */
const maxDetails = 10;

export function canBeScheduled(content: Content): boolean {
  return content.kind === 'workbook' || content.kind === 'datasource';
}

export async function showSchedules(
  needs: ScheduleNeeds,
  targets: readonly Content[],
): Promise<void> {
  const items = (await itemsOrPicked(needs, targets, canBeScheduled)).filter(canBeScheduled);
  if (items.length === 0) {
    if (targets.length > 0)
      throw new HumanError(
        vscode.l10n.t('Only workbooks and data sources are refreshed on schedules.'),
      );
    return;
  }
  const found = await scheduledOf(needs, items);
  const chosen = await pickScheduled(items, found);
  if (chosen === undefined) return;
  if (chosen === 'add') await addSchedule(needs, items[0]!);
  else await actOn(needs, chosen);
}

/** The tasks of the items, of those that this user is told of. */
export async function scheduledOf(
  needs: ScheduleNeeds,
  items: readonly Content[],
): Promise<readonly Scheduled[]> {
  const found: Scheduled[] = [];
  const sites = new Map(items.map(({ site }) => [siteKey(site), site]));
  for (const [key, site] of sites) {
    const here = new Map(
      items.filter((item) => siteKey(item.site) === key).map((item) => [keyOf(item), item]),
    );
    const tasks = (await tasksOfSite(needs, site)).filter(({ item }) => here.has(keyOf(item)));
    for (const task of await withRecurrence(needs, site, tasks))
      found.push({ task, item: here.get(keyOf(task.item))! });
  }
  return found;
}

/** Where Tableau Server tells administrators more than a name, the recurrence is read. */
async function withRecurrence(
  needs: ScheduleNeeds,
  site: SiteRef,
  tasks: readonly RefreshTask[],
): Promise<readonly RefreshTask[]> {
  const wanted = new Set(
    tasks.flatMap(({ schedule }) =>
      schedule?.luid !== undefined && schedule.recurrence === undefined ? [schedule.luid] : [],
    ),
  );
  if (wanted.size === 0) return tasks;
  const client = await needs.client(site);
  const known = new Map<Luid, ServerSchedule>();
  await cancellable(vscode.l10n.t('Reading the schedules of the site'), async (signal) => {
    for (const luid of [...wanted].slice(0, maxDetails)) {
      try {
        const details = await client.extracts.schedule(luid, signal);
        if (details !== undefined) known.set(luid, details);
      } catch (error) {
        // Refused to all who are no administrators: name and frequency are then what there is.
        signal.throwIfAborted();
        if (error instanceof Error && error.name !== 'TableauError') throw error;
        return;
      }
    }
  });
  return tasks.map((task) => {
    const recurrence = known.get(task.schedule?.luid ?? ('' as Luid))?.recurrence;
    return recurrence === undefined
      ? task
      : { ...task, schedule: { ...task.schedule, recurrence } };
  });
}

interface Row extends vscode.QuickPickItem {
  readonly value: Scheduled | 'add';
}

async function pickScheduled(
  items: readonly Content[],
  found: readonly Scheduled[],
): Promise<Scheduled | 'add' | undefined> {
  const [only] = items;
  const rows: Row[] = found.map((value) => scheduledRow(value, items.length > 1));
  if (items.length === 1)
    rows.push({
      label: vscode.l10n.t('Add Schedule…'),
      iconPath: new vscode.ThemeIcon('add'),
      value: 'add',
    });
  if (rows.length === 0)
    throw new HumanError(
      vscode.l10n.t(
        'None of these items has a schedule that you may see. Who is no administrator is told of the own schedules only.',
      ),
    );
  const title =
    items.length === 1
      ? vscode.l10n.t('Schedules of "{0}"', plainLabel(only?.name ?? ''))
      : vscode.l10n.t('Schedules of {0} Items', items.length);
  const chosen = await vscode.window.showQuickPick(rows, {
    title,
    matchOnDescription: true,
    matchOnDetail: true,
    placeHolder:
      found.length === 0
        ? vscode.l10n.t('It has no schedule that you may see')
        : vscode.l10n.t('Choose a schedule to run, change or remove it'),
  });
  return chosen?.value;
}

function scheduledRow(value: Scheduled, named: boolean): Row {
  const { task, item } = value;
  const trouble = troubleText({ task, trouble: troubleOf(task) });
  const detail = [nextRunText(task), refreshMode(task), trouble].filter(
    (part) => part !== undefined,
  );
  return {
    label: plainLabel(named ? item.name : scheduleText(task)),
    ...(named ? { description: plainLabel(scheduleText(task)) } : {}),
    detail: detail.join(' · '),
    iconPath: new vscode.ThemeIcon(trouble === undefined ? 'calendar' : 'warning'),
    value,
  };
}

async function actOn(needs: ScheduleNeeds, scheduled: Scheduled): Promise<void> {
  const actions = [
    {
      label: vscode.l10n.t('Run Now'),
      icon: 'play',
      run: () => runScheduleNow(needs, [scheduled]),
    },
    {
      label: vscode.l10n.t('Change…'),
      icon: 'edit',
      run: () => changeSchedule(needs, scheduled),
    },
    {
      label: vscode.l10n.t('Remove…'),
      icon: 'trash',
      run: () => removeSchedule(needs, scheduled),
    },
    {
      label: vscode.l10n.t('Reveal Item'),
      icon: 'list-tree',
      run: () => needs.reveal(scheduled.item),
    },
  ];
  const chosen = await vscode.window.showQuickPick(
    actions.map(({ label, icon, run }) => ({ label, iconPath: new vscode.ThemeIcon(icon), run })),
    {
      title: plainLabel(scheduled.item.name),
      placeHolder: plainLabel(scheduleText(scheduled.task)),
    },
  );
  await chosen?.run();
}
