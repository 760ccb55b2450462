/** Refresh tasks in words: how often, when next, and what is wrong with them. */
import { env, l10n } from 'vscode';
import type { TaskRow } from '../freshness/freshnessReport';
import type { Frequency, Recurrence, RefreshTask } from '../tableau/refreshTask';
import { dateTime } from './dateText';

/** `Monday` … `Sunday`, as Tableau sends them. */
export const weekDays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** In the language of the editor; what is no day of the week stays as it is. */
export function weekDayName(day: string): string {
  const at = weekDays.findIndex((one) => one.toLowerCase() === day.toLowerCase());
  if (at < 0) return day;
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(env.language, { weekday: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2024, 0, 1 + at)),
  );
}

export function frequencyName(frequency: Frequency): string {
  switch (frequency) {
    case 'Hourly':
      return l10n.t('Hourly');
    case 'Daily':
      return l10n.t('Daily');
    case 'Weekly':
      return l10n.t('Weekly');
    case 'Monthly':
      return l10n.t('Monthly');
    default:
      return frequency satisfies never;
  }
}

/** `Every 4 hours from 06:00 to 18:00, Monday to Friday`. */
export function recurrenceText(recurrence: Recurrence): string {
  const start = recurrence.start.slice(0, 5);
  const end = recurrence.end?.slice(0, 5);
  const days = daysText(recurrence.weekDays);
  switch (recurrence.frequency) {
    case 'Hourly':
      return joined(everyText(recurrence, start, end), days);
    case 'Daily': {
      const { everyHours = 24 } = recurrence;
      return joined(
        everyHours < 24 ? everyText(recurrence, start, end) : l10n.t('Daily at {0}', start),
        days,
      );
    }
    case 'Weekly':
      return joined(l10n.t('Weekly at {0}', start), days);
    case 'Monthly':
      return l10n.t('Monthly on {0} at {1}', monthDaysText(recurrence), start);
    default:
      return recurrence.frequency satisfies never;
  }
}

function joined(text: string, days: string | undefined): string {
  return days === undefined ? text : l10n.t('{0}, {1}', text, days);
}

function everyText(
  { everyHours, everyMinutes }: Recurrence,
  start: string,
  end: string | undefined,
): string {
  const every =
    everyMinutes !== undefined && everyMinutes !== 60
      ? l10n.t('Every {0} minutes', everyMinutes)
      : (everyHours ?? 1) === 1
        ? l10n.t('Every hour')
        : l10n.t('Every {0} hours', everyHours ?? 1);
  return end === undefined || end === start
    ? l10n.t('{0} from {1}', every, start)
    : l10n.t('{0} from {1} to {2}', every, start, end);
}

function daysText(days: readonly string[]): string | undefined {
  const known = weekDays.filter((day) => days.includes(day));
  if (known.length === 0 || known.length === 7) return undefined;
  const first = weekDays.indexOf(known[0]!);
  const isRun = known.length > 2 && known.every((day, at) => weekDays[first + at] === day);
  if (isRun) return l10n.t('{0} to {1}', weekDayName(known[0]!), weekDayName(known.at(-1)!));
  return listText(known.map(weekDayName));
}

function monthDaysText({ monthDays, weekDays: days }: Recurrence): string {
  const [day] = days;
  const named = monthDays.map((monthDay) => {
    if (/^\d+$/u.test(monthDay)) return l10n.t('day {0}', monthDay);
    if (/^last/iu.test(monthDay))
      return day === undefined ? l10n.t('the last day') : l10n.t('the last {0}', weekDayName(day));
    return day === undefined ? monthDay : `${monthDay} ${weekDayName(day)}`;
  });
  return listText(named);
}

function listText(items: readonly string[]): string {
  return new Intl.ListFormat(env.language, { type: 'conjunction' }).format(items);
}

/** The recurrence where it is known, else the schedule's name and frequency; always something to read. */
export function scheduleText({ schedule }: Pick<RefreshTask, 'schedule'>): string {
  if (schedule === undefined) return l10n.t('Schedule not told');
  const { name, frequency, recurrence } = schedule;
  const often = recurrence === undefined ? frequency : recurrenceText(recurrence);
  if (name === undefined) return often ?? l10n.t('Schedule not told');
  return often === undefined ? name : l10n.t('{0}: {1}', name, often);
}

/** `next run 12 Mar 2026, 06:00`, or why there is none. */
export function nextRunText({ schedule }: Pick<RefreshTask, 'schedule'>): string {
  return schedule?.nextRunAt === undefined
    ? l10n.t('no next run')
    : l10n.t('next run {0}', dateTime(schedule.nextRunAt));
}

export function refreshMode({ incremental }: Pick<RefreshTask, 'incremental'>): string {
  return incremental ? l10n.t('incremental refresh') : l10n.t('full refresh');
}

/** Undefined where nothing is wrong. */
export function troubleText(row: Pick<TaskRow, 'task' | 'trouble'>): string | undefined {
  const count = row.task.consecutiveFailures;
  switch (row.trouble) {
    case undefined:
      return undefined;
    case 'scheduleOff':
      return l10n.t('its schedule is switched off on the server');
    case 'failing':
      return count === 1
        ? l10n.t('failed the last time')
        : l10n.t('failed the last {0} times', count);
    case 'suspended':
      return count > 0
        ? l10n.t('probably suspended: failed {0} times in a row', count)
        : l10n.t('probably suspended: it has no next run');
    default:
      return row.trouble satisfies never;
  }
}
