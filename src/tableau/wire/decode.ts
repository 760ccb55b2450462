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
  if (typeof value !== 'string' || value.trim() === '') return undefined;
  const number = Number(value);
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
  if (value.length === 20 && isPlainUtc(value)) return value;
  const parts = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?$/u.exec(
    value.trim(),
  );
  // `Date.parse` would take the 30th of February for the 1st of March.
  if (parts === null || !isPlainUtc(`${parts[1]!.slice(0, 19)}Z`)) return undefined;
  const zone = (parts[2] ?? 'Z').replace(/^([+-]\d\d)(\d\d)$/u, '$1:$2');
  const time = Date.parse(parts[1]! + zone);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

// Straight code, because a long list has tens of thousands of dates: this is the common form, and it needs no Date.
function isPlainUtc(s: string): boolean {
  if (
    s.charCodeAt(19) !== 90 ||
    s.charCodeAt(10) !== 84 ||
    s.charCodeAt(4) !== 45 ||
    s.charCodeAt(7) !== 45 ||
    s.charCodeAt(13) !== 58 ||
    s.charCodeAt(16) !== 58
  ) {
    return false;
  }
  const century = twoDigits(s, 0);
  const year = twoDigits(s, 2);
  const month = twoDigits(s, 5);
  const day = twoDigits(s, 8);
  const hour = twoDigits(s, 11);
  const minute = twoDigits(s, 14);
  const second = twoDigits(s, 17);
  if (century < 0 || year < 0 || month < 1 || month > 12 || day < 1) return false;
  if (day > 28 && day > new Date(Date.UTC(century * 100 + year, month, 0)).getUTCDate())
    return false;
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
}

function twoDigits(s: string, at: number): number {
  const tens = s.charCodeAt(at) - 48;
  const ones = s.charCodeAt(at + 1) - 48;
  return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
}
