// When a schedule runs: read from a request with Tableau's rules for it, and its next run worked out.
import { Refusal } from './http/errors';
import { child, text, type RequestTree } from './http/requestBody';
import type { Tree } from './http/wire';
import type { Moment, Recurrence } from './model';

const weekDays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const ordinals = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'LastDay'];
const minute = 60_000;
const day = 24 * 60 * minute;

/** 409004 for everything that a Cloud schedule may not be (documented with "Create Cloud Extract Refresh Task"). */
function wrong(what: string): Refusal {
  return new Refusal(409004, `Invalid schedule: ${what}.`, { status: 400 });
}

export function readRecurrence(schedule: RequestTree): Recurrence {
  const details = child(schedule, 'frequencyDetails');
  const raw = child(details, 'intervals')?.['interval'];
  const intervals = (Array.isArray(raw) ? raw : raw === undefined ? [] : [raw]) as RequestTree[];
  const each = (name: string): string[] =>
    intervals.flatMap((interval) => text(interval, name) ?? []);
  const recurrence: Recurrence = {
    frequency: (text(schedule, 'frequency') ?? '') as Recurrence['frequency'],
    start: text(details, 'start') ?? '',
    end: text(details, 'end'),
    hours: numberOf(each('hours')),
    minutes: numberOf(each('minutes')),
    weekDays: each('weekDay'),
    monthDays: each('monthDay'),
  };
  const fault = faultOf(recurrence);
  if (fault !== undefined) throw wrong(fault);
  return recurrence;
}

const numberOf = ([first]: readonly string[]): number | undefined =>
  first === undefined ? undefined : Number(first);

function faultOf(own: Recurrence): string | undefined {
  const { end, frequency, hours, minutes, monthDays, start } = own;
  // Times on five minutes, as the web page offers them.
  const isTime = (time: string): boolean => /^([01]\d|2[0-3]):[0-5][05]:00$/.test(time);
  if (!isTime(start) || (end !== undefined && !isTime(end))) return 'times are HH:mm:00';
  if (!own.weekDays.every((name) => weekDays.includes(name))) return 'no such week day';
  const oneWeekDay = own.weekDays.length === 1;
  switch (frequency) {
    case 'Hourly':
      if (end === undefined || end <= start) return 'hourly needs an end after its start';
      if (end.slice(3) !== start.slice(3)) return 'start and end share their minutes';
      if (own.weekDays.length === 0) return 'hourly needs a week day';
      return hours === 1 || minutes === 60 ? undefined : 'hourly is every hour';
    case 'Daily':
      if (own.weekDays.length === 0) return 'daily needs a week day';
      if (hours === undefined || ![2, 4, 6, 8, 12, 24].includes(hours)) return 'no such interval';
      return hours < 24 && end === undefined ? 'several times a day need an end' : undefined;
    case 'Weekly':
      return oneWeekDay ? undefined : 'weekly has one week day';
    case 'Monthly': {
      if (own.weekDays.length > 0) {
        const named = monthDays.length === 1 && ordinals.includes(monthDays[0] ?? '');
        return oneWeekDay && named ? undefined : 'no such day of the month';
      }
      const last = monthDays.includes('LastDay') && monthDays.length === 1;
      const numbers = monthDays.every((one) => /^([1-9]|[12]\d|3[01])$/.test(one));
      return last || (numbers && monthDays.length > 0) ? undefined : 'no such day of the month';
    }
    default:
      return `no such frequency "${String(frequency)}"`;
  }
}

/** A single interval is an object, several are a list (seen both). */
export function recurrenceTree(own: Recurrence): Tree {
  const isNamedDay = own.frequency === 'Monthly' && own.weekDays.length > 0;
  const intervals: Tree[] = isNamedDay
    ? own.monthDays.map((monthDay) => ({ monthDay, weekDay: own.weekDays[0] }))
    : [
        ...(own.hours === undefined ? [] : [{ hours: String(own.hours) }]),
        ...(own.minutes === undefined ? [] : [{ minutes: String(own.minutes) }]),
        ...own.weekDays.map((weekDay) => ({ weekDay })),
        ...own.monthDays.map((monthDay) => ({ monthDay })),
      ];
  const [only] = intervals;
  const interval = intervals.length === 1 && only ? only : intervals;
  return {
    start: own.start,
    end: own.end,
    intervals: intervals.length === 0 ? {} : { interval },
  };
}

/** The first run after this moment, all in UTC. */
export function nextRun(own: Recurrence, after: Moment): Moment {
  const today = Math.floor(after / day) * day;
  for (let ahead = 0; ahead < 400; ahead++) {
    const date = today + ahead * day;
    if (!runsOn(own, new Date(date))) continue;
    const hit = timesOf(own).find((time) => date + time > after);
    if (hit !== undefined) return date + hit;
  }
  throw new Error('A schedule that never runs.');
}

function timesOf({ end, frequency, hours, start }: Recurrence): readonly Moment[] {
  const first = milliseconds(start);
  const every = frequency === 'Hourly' ? 1 : (hours ?? 24);
  if (frequency === 'Weekly' || frequency === 'Monthly' || every >= 24) return [first];
  const last = end === undefined ? day - minute : milliseconds(end);
  const times: Moment[] = [];
  for (let time = first; time <= last; time += every * 60 * minute) times.push(time);
  return times;
}

function milliseconds(time: string): Moment {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * minute;
}

function runsOn(own: Recurrence, date: Date): boolean {
  const isWeekDay = own.weekDays.includes(weekDays[date.getUTCDay()] ?? '');
  if (own.frequency !== 'Monthly') return own.weekDays.length === 0 || isWeekDay;
  const number = date.getUTCDate();
  const nextWeek = new Date(date.getTime() + 7 * day);
  if (own.weekDays.length > 0) {
    const which = own.monthDays[0] ?? '';
    const isLast = nextWeek.getUTCMonth() !== date.getUTCMonth();
    const nth = ordinals[Math.floor((number - 1) / 7)];
    return isWeekDay && (which === 'LastDay' ? isLast : nth === which);
  }
  const tomorrow = new Date(date.getTime() + day);
  if (own.monthDays.includes('LastDay')) return tomorrow.getUTCDate() === 1;
  return own.monthDays.includes(String(number));
}
