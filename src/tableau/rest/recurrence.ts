/** The recurrence of a schedule, from and to Tableau's `frequencyDetails`. */
import type { Frequency, Recurrence } from '../refreshTask';
import { asArray, asNumber, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from './common';

const frequencies: readonly Frequency[] = ['Hourly', 'Daily', 'Weekly', 'Monthly'];

/** Undefined where the server tells the frequency alone. */
export function decodeRecurrence(schedule: Raw): Recurrence | undefined {
  const details = asObject(schedule['frequencyDetails']);
  const start = asText(details['start']);
  const frequency = frequencies.find((one) => one === asText(schedule['frequency']));
  if (start === undefined || frequency === undefined) return undefined;
  const weekDays: string[] = [];
  const monthDays: string[] = [];
  const found: Draft<Recurrence> = { frequency, start, weekDays, monthDays };
  const end = asText(details['end']);
  if (end !== undefined) found.end = end;
  // A single interval is an object, several are a list.
  for (const raw of asArray(asObject(details['intervals'])['interval']).map(asObject)) {
    const hours = asNumber(raw['hours']);
    if (hours !== undefined) found.everyHours = hours;
    const minutes = asNumber(raw['minutes']);
    if (minutes !== undefined) found.everyMinutes = minutes;
    const weekDay = asText(raw['weekDay']);
    if (weekDay !== undefined) weekDays.push(weekDay);
    const monthDay = asText(raw['monthDay']);
    if (monthDay !== undefined) monthDays.push(monthDay);
  }
  return found;
}

/** @see REST, "Create Cloud Extract Refresh Task" */
export function encodeRecurrence(recurrence: Recurrence): Raw {
  const { frequency, start, end, everyHours, everyMinutes, weekDays, monthDays } = recurrence;
  const interval = [
    ...(everyHours === undefined ? [] : [{ hours: String(everyHours) }]),
    ...(everyMinutes === undefined ? [] : [{ minutes: String(everyMinutes) }]),
    ...(weekDays.length > 0 && monthDays.length > 0 && frequency === 'Monthly'
      ? monthDays.map((monthDay) => ({ monthDay, weekDay: weekDays[0] }))
      : [
          ...weekDays.map((weekDay) => ({ weekDay })),
          ...monthDays.map((monthDay) => ({ monthDay })),
        ]),
  ];
  return {
    frequency,
    frequencyDetails: { start, ...(end === undefined ? {} : { end }), intervals: { interval } },
  };
}
