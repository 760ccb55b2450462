/** Asks when and how an item is to be refreshed on Tableau Cloud: frequency, times, days, all or only what is new. */
import { l10n } from 'vscode';
import type { CloudTaskPlan, Frequency, Recurrence } from '../../tableau/refreshTask';
import { askChoice, askText, type Answer } from '../../ui/multiStep';
import { frequencyName, weekDayName, weekDays } from '../../ui/scheduleText';
import { askAll, askSome, type Ask } from '../../ui/wizard';

interface Draft {
  frequency: Frequency;
  /** Between two runs of a daily schedule; 24 is once a day. */
  everyHours: number;
  start: string;
  end: string;
  weekDays: readonly string[];
  monthDays: readonly string[];
  incremental: boolean;
}

const frequencies: readonly Frequency[] = ['Hourly', 'Daily', 'Weekly', 'Monthly'];
/** Tableau takes these and no others ("Create Cloud Extract Refresh Task"). */
const everyHours = [24, 12, 8, 6, 4, 2];

/** Undefined when the user backs out. `now` is what the task has already. */
export async function askCloudPlan(
  title: string,
  now?: CloudTaskPlan,
): Promise<CloudTaskPlan | undefined> {
  const draft = draftOf(now);
  const all = await askAll(title, () => questionsFor(draft));
  return all ? { incremental: draft.incremental, recurrence: recurrenceOf(draft) } : undefined;
}

function draftOf(plan: CloudTaskPlan | undefined): Draft {
  const known = plan?.recurrence;
  return {
    frequency: known?.frequency ?? 'Daily',
    everyHours: known?.everyHours ?? 24,
    start: known?.start.slice(0, 5) ?? '06:00',
    end: known?.end?.slice(0, 5) ?? '18:00',
    weekDays: known !== undefined && known.weekDays.length > 0 ? known.weekDays : weekDays,
    monthDays: known !== undefined && known.monthDays.length > 0 ? known.monthDays : ['1'],
    incremental: plan?.incremental ?? false,
  };
}

function recurrenceOf(draft: Draft): Recurrence {
  const { frequency, weekDays: days } = draft;
  const start = `${draft.start}:00`;
  const base = { frequency, start, weekDays: [], monthDays: [] };
  switch (frequency) {
    case 'Hourly':
      return { ...base, end: `${draft.end}:00`, everyHours: 1, weekDays: days };
    case 'Daily': {
      // Without hours such a task was seen to run every hour (server-client-python#1508).
      const daily = { ...base, everyHours: draft.everyHours, weekDays: days };
      return draft.everyHours < 24 ? { ...daily, end: `${draft.end}:00` } : daily;
    }
    case 'Weekly':
      return { ...base, weekDays: days.slice(0, 1) };
    case 'Monthly':
      return { ...base, monthDays: draft.monthDays };
    default:
      return frequency satisfies never;
  }
}

function questionsFor(draft: Draft): readonly Ask[] {
  const start = askTime(
    l10n.t('Start, by the clock of the site, such as 06:00'),
    () => draft.start,
    (text) => (draft.start = text),
  );
  const perFrequency: Readonly<Record<Frequency, readonly Ask[]>> = {
    Hourly: [start, askEnd(draft), askDays(draft)],
    Daily: [
      askEvery(draft),
      start,
      ...(draft.everyHours < 24 ? [askEnd(draft)] : []),
      askDays(draft),
    ],
    Weekly: [start, askDay(draft)],
    Monthly: [askMonthDays(draft), start],
  };
  return [askFrequency(draft), ...perFrequency[draft.frequency], askMode(draft)];
}

function kept<T>(answer: Answer<T>, keep: (value: T) => void): Answer<T> {
  if (answer.kind === 'next') keep(answer.value);
  return answer;
}

function askFrequency(draft: Draft): Ask {
  return async (place) =>
    kept(
      await askChoice(place, {
        placeholder: l10n.t('How often is it refreshed?'),
        choices: frequencies.map((value) => ({ label: frequencyName(value), value })),
        active: draft.frequency,
      }),
      (value) => (draft.frequency = value),
    );
}

function askEvery(draft: Draft): Ask {
  return async (place) =>
    kept(
      await askChoice(place, {
        placeholder: l10n.t('How often within a day?'),
        choices: everyHours.map((value) => ({
          label: value === 24 ? l10n.t('Once a day') : l10n.t('Every {0} hours', value),
          value,
        })),
        active: draft.everyHours,
      }),
      (value) => (draft.everyHours = value),
    );
}

function askTime(prompt: string, value: () => string, keep: (text: string) => void): Ask {
  return async (place) =>
    kept(
      await askText(place, { prompt, placeholder: '06:00', value: value(), validate: wrongTime }),
      (text) => keep(text.trim().padStart(5, '0')),
    );
}

/** Tableau takes marks of five minutes (otherwise 409004). */
function wrongTime(text: string): string | undefined {
  const [, hours, minutes] = /^\s*(\d{1,2}):(\d\d)\s*$/u.exec(text) ?? [];
  if (hours === undefined || minutes === undefined || Number(hours) > 23 || Number(minutes) > 59)
    return l10n.t('Write a time of day with 24 hours, such as 06:00 or 18:30.');
  return Number(minutes) % 5 === 0
    ? undefined
    : l10n.t('Tableau takes steps of five minutes, such as 06:05.');
}

function askEnd(draft: Draft): Ask {
  const wrong = (text: string): string | undefined => {
    const form = wrongTime(text);
    if (form !== undefined) return form;
    const end = text.trim().padStart(5, '0');
    if (end <= draft.start)
      return l10n.t('The last run must be later than the first, at {0}.', draft.start);
    return end.slice(3) === draft.start.slice(3)
      ? undefined
      : l10n.t('The minutes must be those of the start: {0}.', draft.start.slice(3));
  };
  return async (place) =>
    kept(
      await askText(place, {
        prompt: l10n.t('End: no run after this time of day'),
        placeholder: '18:00',
        value: draft.end,
        validate: wrong,
      }),
      (text) => (draft.end = text.trim().padStart(5, '0')),
    );
}

function askDays(draft: Draft): Ask {
  return async (place) =>
    kept(
      await askSome(place, {
        placeholder: l10n.t('On which days of the week?'),
        wrong: oneAtLeast,
        choices: weekDays.map((value) => ({ label: weekDayName(value), value: value })),
        picked: draft.weekDays,
      }),
      (value) => (draft.weekDays = value),
    );
}

/** A weekly schedule has one day. */
function askDay(draft: Draft): Ask {
  return async (place) =>
    kept(
      await askChoice<string>(place, {
        placeholder: l10n.t('On which day of the week?'),
        choices: weekDays.map((value) => ({ label: weekDayName(value), value })),
        active: draft.weekDays[0] ?? 'Monday',
      }),
      (value) => (draft.weekDays = [value]),
    );
}

function oneAtLeast(chosen: readonly string[]): string | undefined {
  return chosen.length === 0 ? l10n.t('Check one day at least') : undefined;
}

function wrongMonthDays(chosen: readonly string[]): string | undefined {
  return chosen.includes('LastDay') && chosen.length > 1
    ? l10n.t('Tableau takes the last day alone, or days by their number')
    : oneAtLeast(chosen);
}

function askMonthDays(draft: Draft): Ask {
  const days = Array.from({ length: 31 }, (_, at) => String(at + 1));
  return async (place) =>
    kept(
      await askSome(place, {
        placeholder: l10n.t('On which days of the month?'),
        wrong: wrongMonthDays,
        choices: [
          ...days.map((value) => ({ label: value, value })),
          { label: l10n.t('Last day of the month'), value: 'LastDay' },
        ],
        picked: draft.monthDays,
      }),
      (value) => (draft.monthDays = value),
    );
}

function askMode(draft: Draft): Ask {
  return async (place) =>
    kept(
      await askChoice(place, {
        placeholder: l10n.t('What is refreshed?'),
        choices: [
          { label: l10n.t('Everything'), detail: l10n.t('Full refresh'), value: false },
          {
            label: l10n.t('Only what is new'),
            detail: l10n.t('Incremental refresh: for extracts that define which rows are new'),
            value: true,
          },
        ],
        active: draft.incremental,
      }),
      (value) => (draft.incremental = value),
    );
}
