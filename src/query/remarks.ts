/**
 * What a query may ask of us in comments: `# @pages all` fetches its Connections to their end, `# @only PATH TEST` keeps some of their
 * items. Tableau's own filters know equality alone, and neither dates nor lists; a comment stays with the query, wherever it is kept.
 */

export interface Remarks {
  readonly allPages: boolean;
  readonly only: readonly OnlyTest[];
  /** Lines that begin like a remark and are none. */
  readonly unknown: readonly string[];
}

export interface OnlyTest {
  readonly text: string;
  /** A missing value is no value: an item without the field. */
  passes(item: unknown, now: number): boolean;
}

const dayMs = 86_400_000;

export function remarksOf(query: string): Remarks {
  const only: OnlyTest[] = [];
  const unknown: string[] = [];
  let allPages = false;
  for (const [, line = ''] of query.matchAll(/^[ \t]*#[ \t]*(@(?:only|pages)\b.*)$/gmu)) {
    const text = line.trim();
    if (/^@pages\s+all$/u.test(text)) allPages = true;
    else {
      const test = onlyTest(text);
      if (test === undefined) unknown.push(text);
      else only.push(test);
    }
  }
  return { allPages, only, unknown };
}

/** Whether all tests pass; undefined where there are none. */
export function keeper({ only }: Remarks, now: number): ((item: unknown) => boolean) | undefined {
  if (only.length === 0) return undefined;
  return (item) => only.every((test) => test.passes(item, now));
}

function onlyTest(text: string): OnlyTest | undefined {
  const [, path, words = ''] = /^@only\s+([\w.]+)\s+(.+)$/u.exec(text) ?? [];
  if (path === undefined) return undefined;
  const steps = path.split('.');
  const test = testOf(words.trim());
  if (test === undefined) return undefined;
  return {
    text: text.replace(/^@only\s+/u, ''),
    passes: (item, now) => test(valuesAt(item, steps), now),
  };
}

type Test = (values: readonly unknown[], now: number) => boolean;

function testOf(words: string): Test | undefined {
  if (words === 'is empty') return (values) => values.length === 0;
  if (words === 'is not empty') return (values) => values.length > 0;
  const [, days] = /^is older than (\d+) days?$/u.exec(words) ?? [];
  if (days !== undefined)
    return (values, now) =>
      values.some((value) => now - Date.parse(String(value)) > Number(days) * dayMs);
  const [, json] = /^(?:is|=) (.+)$/u.exec(words) ?? [];
  if (json === undefined) return undefined;
  const wanted = valueOf(json);
  return wanted === undefined
    ? undefined
    : (values) => values.some((value) => String(value) === wanted);
}

function valueOf(json: string): string | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined;
  } catch {
    // Not written as JSON: then it is no value, and the line is told as unknown.
    return undefined;
  }
}

/** All values at a path, those in lists each; null, nothing and empty texts are none. */
function valuesAt(value: unknown, [step, ...rest]: readonly string[]): readonly unknown[] {
  if (Array.isArray(value))
    return value.flatMap((item) => valuesAt(item, step === undefined ? [] : [step, ...rest]));
  if (value === null || value === undefined || value === '') return [];
  if (step === undefined) return [value];
  if (typeof value !== 'object') return [];
  return valuesAt((value as Readonly<Record<string, unknown>>)[step], rest);
}
