/** Coercions at the door: a scalar may be a string or native, a list an array, one object or nothing (field guide §2). */

export type Raw = Readonly<Record<string, unknown>>;

/** An object's members; of a one-element list its element; an empty object for anything else. */
export function asObject(value: unknown): Raw {
  if (typeof value !== 'object' || value === null) return nothing;
  return (Array.isArray(value) ? asObject(value[0]) : value) as Raw;
}
const nothing: Raw = {};

/** `array | single object | missing | ""` as a list. */
export function asArray(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return typeof value === 'object' && value !== null ? [value] : [];
}

/** A string that says something: numbers become text, `""` becomes undefined. */
export function asText(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  if (typeof value === 'number') return String(value);
  // XML: text beside attributes.
  if (typeof value === 'object' && value !== null) return asText((value as Raw)['#text']);
  return undefined;
}

export function asNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  // `Number` takes an empty text and blanks for 0.
  if (number === 0 && value.trim() === '') return undefined;
  return Number.isFinite(number) ? number : undefined;
}

/** `Boolean("false")` is true: hence this. */
export function asBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'True' || value === 'TRUE') return true;
  if (value === 'false' || value === 'False' || value === 'FALSE') return false;
  return undefined;
}

/**
 * ISO 8601 as it came if it is `YYYY-MM-DDTHH:MM:SSZ`, else brought to that form (`-0700` has no colon, and not every
 * `Date.parse` takes it); undefined for what is no date.
 */
export function asDate(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (isPlainUtc(value)) return value;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/u.exec(
    value.trim(),
  );
  // `Date.parse` would take the 30th of February for the 1st of March.
  if (parts === null || !isPlainUtc(`${parts[1]!.slice(0, 19)}Z`)) return undefined;
  const zone = (parts[2] ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/u, '$1:$2');
  const time = Date.parse(parts[1]! + zone);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

// The common form, which needs no Date and no expression: a long list has tens of thousands of them.
function isPlainUtc(text: string): boolean {
  if (text.length !== 20) return false;
  for (let at = 0; at < 20; at++) {
    const code = text.charCodeAt(at);
    const form = plainForm.charCodeAt(at);
    if (form === zero ? code < zero || code > zero + 9 : code !== form) return false;
  }
  const month = twoDigits(text, 5);
  const day = twoDigits(text, 8);
  if (month < 1 || month > 12 || day < 1 || day > 31) return false;
  if (twoDigits(text, 11) > 23 || twoDigits(text, 14) > 59 || twoDigits(text, 17) > 59)
    return false;
  // Date.UTC's day 0 is the last of the month before.
  return day < 29 || day <= new Date(lastOfMonth(text)).getUTCDate();
}

/** Zeros stand for digits. */
const plainForm = '0000-00-00T00:00:00Z';
const zero = 48;

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

function lastOfMonth(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(5, 7)), 0);
}
