/** Which handler each command about freshness, schedules and larger refreshes has. */
import * as vscode from 'vscode';
import type { Content } from '../../tableau/model';
import { HumanError } from '../../ui/messages';
import { siteOfRow } from '../../ui/pickSite';
import { refreshIncrementally } from '../refresh/refreshIncrementally';
import { refreshByTag, refreshProject, type RefreshManyNeeds } from '../refresh/refreshMany';
import { itemsOrPicked } from '../itemNeeds';
import type { ScheduleNeeds, Scheduled } from '../schedules/scheduleNeeds';
import { canBeScheduled, scheduledOf, showSchedules } from '../schedules/showSchedules';
import {
  addSchedule,
  changeSchedule,
  removeSchedule,
  runScheduleNow,
} from '../schedules/writeSchedules';
import { nextRunText, scheduleText } from '../../ui/scheduleText';
import { plainLabel } from '../../ui/plainLabel';

export type FreshnessNeeds = RefreshManyNeeds & ScheduleNeeds;

/** What a menu, a row or the palette passed, sorted out by who knows the rows. */
export interface Given {
  readonly items: readonly Content[];
  /** Tasks of rows of the Freshness view, with their items where those may be seen. */
  readonly tasks: readonly Scheduled[];
  readonly first: unknown;
}

type Handler = (given: Given) => Promise<void>;

export function scheduleCommands(needs: FreshnessNeeds): Readonly<{
  refreshIncrementally: Handler;
  refreshProject: Handler;
  refreshByTag: Handler;
  showSchedules: Handler;
  addSchedule: Handler;
  changeSchedule: Handler;
  removeSchedule: Handler;
  runSchedule: Handler;
}> {
  return {
    refreshIncrementally: ({ items }) => refreshIncrementally(needs)(items),
    refreshProject: ({ items }) => refreshProject(needs)(items),
    refreshByTag: ({ first }) => refreshByTag(needs)(siteOfRow(first)),
    showSchedules: ({ items, tasks }) =>
      showSchedules(needs, tasks.length > 0 ? tasks.map(({ item }) => item) : items),
    addSchedule: async ({ items, tasks }) => {
      const own = tasks.length > 0 ? tasks.map(({ item }) => item) : items;
      const [item] = await itemsOrPicked(needs, own, canBeScheduled);
      if (item !== undefined) await addSchedule(needs, item);
    },
    changeSchedule: async (given) => {
      const [scheduled] = await scheduledFrom(needs, given);
      if (scheduled !== undefined) await changeSchedule(needs, scheduled);
    },
    removeSchedule: async (given) => {
      const [scheduled] = await scheduledFrom(needs, given);
      if (scheduled !== undefined) await removeSchedule(needs, scheduled);
    },
    runSchedule: async (given) => {
      const scheduled = await scheduledFrom(needs, given);
      if (scheduled.length > 0) await runScheduleNow(needs, scheduled);
    },
  };
}

/** Of rows the tasks themselves; of items theirs, asking which one where there are several. */
async function scheduledFrom(
  needs: FreshnessNeeds,
  { items, tasks }: Given,
): Promise<readonly Scheduled[]> {
  if (tasks.length > 0) return tasks;
  const own = await itemsOrPicked(needs, items, canBeScheduled);
  if (own.length === 0) return [];
  const found = await scheduledOf(needs, own);
  if (found.length === 0)
    throw new HumanError(
      own.length === 1
        ? vscode.l10n.t('"{0}" has no schedule that you may see.', own[0]?.name ?? '')
        : vscode.l10n.t('None of the selected items has a schedule that you may see.'),
      own.length === 1
        ? [
            {
              label: vscode.l10n.t('Add Schedule…'),
              run: () => addSchedule(needs, own[0]!),
            },
          ]
        : [],
    );
  if (found.length === 1) return found;
  const chosen = await vscode.window.showQuickPick(
    found.map((scheduled) => ({
      label: plainLabel(scheduleText(scheduled.task)),
      description: plainLabel(scheduled.item.name),
      detail: nextRunText(scheduled.task),
      scheduled,
    })),
    { placeHolder: vscode.l10n.t('Which schedule?') },
  );
  return chosen === undefined ? [] : [chosen.scheduled];
}
