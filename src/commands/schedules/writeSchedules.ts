/** Add, Change, Remove and Run Now: each says what it did, and Remove can be undone. */
import * as vscode from 'vscode';
import type { Content } from '../../tableau/model';
import type { CloudTaskPlan, RefreshTask, ServerSchedule } from '../../tableau/refreshTask';
import { cancellable } from '../../ui/cancellable';
import { askChoice } from '../../ui/multiStep';
import { confirm, HumanError, showInfo, showWarning } from '../../ui/messages';
import { plainLabel } from '../../ui/plainLabel';
import { nextRunText, recurrenceText, scheduleText } from '../../ui/scheduleText';
import { startOf } from '../refreshExtract';
import { askCloudPlan } from './askCloudPlan';
import { platformOf, tasksOfSite, type ScheduleNeeds, type Scheduled } from './scheduleNeeds';

export async function addSchedule(needs: ScheduleNeeds, item: Content): Promise<void> {
  const { kind, luid, name, site } = item;
  if (kind !== 'workbook' && kind !== 'datasource')
    throw new HumanError(vscode.l10n.t('"{0}" cannot be refreshed on a schedule.', name));
  if (item.hasExtracts === false)
    throw new HumanError(
      vscode.l10n.t('"{0}" holds no extract of its own: there is nothing to schedule.', name),
    );
  const client = await needs.client(site);
  const known = await tasksOfSite(needs, site);
  const platform = await cancellable(
    vscode.l10n.t('Asking how schedules are made here'),
    (signal) => platformOf(client, known, signal),
  );
  const title = vscode.l10n.t('Add a Schedule for "{0}"', plainLabel(name));
  if (platform.kind === 'server') {
    const schedule = await pickSchedule(title, platform.schedules);
    if (schedule === undefined) return;
    await cancellable(title, (signal) =>
      client.extracts.addToSchedule(schedule.luid, { kind, luid, name }, signal),
    );
    changed(needs, item);
    await showInfo(vscode.l10n.t('"{0}" is on the schedule "{1}" now.', name, schedule.name));
    return;
  }
  const plan = await askCloudPlan(title);
  if (plan === undefined) return;
  const task = await cancellable(title, (signal) =>
    client.extracts.createTask({ kind, luid, name }, plan, signal),
  );
  changed(needs, item);
  await showInfo(addedText(name, plan, task));
}

function addedText(name: string, plan: CloudTaskPlan, task: RefreshTask): string {
  const often = recurrenceText(plan.recurrence);
  return task.schedule?.nextRunAt === undefined
    ? vscode.l10n.t('"{0}" is refreshed on a schedule now: {1}.', name, often)
    : vscode.l10n.t(
        '"{0}" is refreshed on a schedule now: {1}; {2}.',
        name,
        often,
        nextRunText(task),
      );
}

async function pickSchedule(
  title: string,
  schedules: readonly ServerSchedule[],
): Promise<ServerSchedule | undefined> {
  if (schedules.length === 0)
    throw new HumanError(
      vscode.l10n.t(
        'This Tableau Server has no schedule for extracts: an administrator makes them.',
      ),
    );
  const choices = [...schedules]
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((value) => ({
      label: plainLabel(value.name),
      description:
        value.recurrence === undefined ? (value.frequency ?? '') : recurrenceText(value.recurrence),
      detail: [
        value.state !== undefined && value.state !== 'Active'
          ? vscode.l10n.t('switched off')
          : undefined,
        nextRunText({ schedule: value }),
      ]
        .filter((part) => part !== undefined)
        .join(', '),
      value,
    }));
  const place = { title, step: 1, totalSteps: 1 };
  const answer = await askChoice(place, {
    placeholder: vscode.l10n.t('Which schedule of the server?'),
    choices,
  });
  return answer.kind === 'next' ? answer.value : undefined;
}

export async function changeSchedule(
  needs: ScheduleNeeds,
  { task, item }: Scheduled,
): Promise<void> {
  const named = withName(task, item);
  const client = await needs.client(item.site);
  const title = vscode.l10n.t('Change the Schedule of "{0}"', plainLabel(item.name));
  const before = task.schedule?.luid;
  if (before !== undefined) {
    const platform = await cancellable(title, (signal) => platformOf(client, [task], signal));
    const others =
      platform.kind === 'server' ? platform.schedules.filter(({ luid }) => luid !== before) : [];
    const schedule = await pickSchedule(title, others);
    if (schedule === undefined) return;
    // First on the new one: should the second step fail, the item is refreshed too often and not never.
    await cancellable(title, async (signal) => {
      await client.extracts.addToSchedule(schedule.luid, named.item, signal);
      await client.extracts.removeTask(named, signal);
    }).finally(() => changed(needs, item));
    const now = vscode.l10n.t('"{0}" is on the schedule "{1}" now.', item.name, schedule.name);
    await (task.incremental
      ? showWarning(
          vscode.l10n.t(
            '{0} Its refreshes are full ones there: Tableau’s API adds no others.',
            now,
          ),
        )
      : showInfo(now));
    return;
  }
  const { recurrence } = task.schedule ?? {};
  const now = recurrence === undefined ? undefined : { incremental: task.incremental, recurrence };
  const plan = await askCloudPlan(title, now);
  if (plan === undefined) return;
  await cancellable(title, (signal) => client.extracts.changeTask(named, plan, signal));
  changed(needs, item);
  await showInfo(
    vscode.l10n.t(
      'The schedule of "{0}" was changed: {1}.',
      item.name,
      recurrenceText(plan.recurrence),
    ),
  );
}

export async function removeSchedule(
  needs: ScheduleNeeds,
  { task, item }: Scheduled,
): Promise<void> {
  const sure = await confirm(
    vscode.l10n.t('Remove this schedule of "{0}"?', item.name),
    vscode.l10n.t(
      '{0}; {1}. The item itself and its extract stay as they are, and are no longer refreshed by it.',
      scheduleText(task),
      nextRunText(task),
    ),
    vscode.l10n.t('Remove'),
  );
  if (!sure) return;
  const client = await needs.client(item.site);
  await cancellable(vscode.l10n.t('Removing the schedule of "{0}"', item.name), (signal) =>
    client.extracts.removeTask(withName(task, item), signal),
  );
  changed(needs, item);
  const text = vscode.l10n.t('The schedule of "{0}" was removed.', item.name);
  const undo = undoOf(needs, { task, item });
  await (undo === undefined
    ? showWarning(text)
    : showInfo(text, { label: vscode.l10n.t('Undo'), run: undo }));
}

/** The same schedule again, as a new task: failures counted so far are forgotten. Undefined where its times are not known. */
function undoOf(
  needs: ScheduleNeeds,
  { task, item }: Scheduled,
): (() => Promise<void>) | undefined {
  const { luid, recurrence } = task.schedule ?? {};
  if (luid === undefined && recurrence === undefined) return undefined;
  // What is added to a schedule of a server is refreshed fully: that would be another one.
  if (luid !== undefined && task.incremental) return undefined;
  return async () => {
    const client = await needs.client(item.site);
    const named = withName(task, item).item;
    await cancellable(
      vscode.l10n.t('Bringing back the schedule of "{0}"', item.name),
      async (signal) => {
        if (luid !== undefined) await client.extracts.addToSchedule(luid, named, signal);
        else if (recurrence !== undefined)
          await client.extracts.createTask(
            named,
            { incremental: task.incremental, recurrence },
            signal,
          );
      },
    );
    changed(needs, item);
    await showInfo(vscode.l10n.t('The schedule of "{0}" is back.', item.name));
  };
}

export async function runScheduleNow(
  needs: ScheduleNeeds,
  scheduled: readonly Scheduled[],
): Promise<void> {
  const starts = scheduled.flatMap(({ task, item }) =>
    startOf(needs, item, 'refresh', { task: task.luid, incremental: task.incremental }),
  );
  await needs.follow.start(starts, 0);
  for (const { item } of scheduled) changed(needs, item);
}

/** So that the audit trail can say what was scheduled. */
function withName(task: RefreshTask, { name }: Content): RefreshTask {
  return { ...task, item: { ...task.item, name } };
}

function changed(needs: ScheduleNeeds, item: Content): void {
  needs.freshness.of(item.site).forget('tasks');
}
