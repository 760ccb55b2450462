/** Rules for how old an extract may be: globs over paths of projects, read from a setting that a person wrote. */
import picomatch from 'picomatch';

export interface Rule {
  readonly pattern: string;
  /** As it was written, such as `24h`. */
  readonly age: string;
  /** Undefined for `off`: what matches is never called stale. */
  readonly maxAgeMs: number | undefined;
  matches(path: string): boolean;
}

export interface RuleProblem {
  /** Undefined where the setting as a whole is no list of rules. */
  readonly pattern?: string;
  readonly value: unknown;
  readonly wrong: 'setting' | 'pattern' | 'age';
}

export interface Rules {
  /** The most specific first. */
  readonly rules: readonly Rule[];
  readonly problems: readonly RuleProblem[];
}

const units: Readonly<Record<string, number>> = {
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** `90m`, `24h`, `1.5d`, `2w`; undefined for what is no age. */
export function ageMs(text: string): number | undefined {
  const [, amount, unit = ''] = /^\s*(\d+(?:\.\d+)?)\s*([a-z]+)\s*$/iu.exec(text) ?? [];
  const length = units[unit.toLowerCase()];
  const value = Number(amount) * (length ?? 0);
  return length === undefined || !(value > 0) ? undefined : value;
}

export function readRules(setting: unknown): Rules {
  if (setting === undefined || setting === null) return { rules: [], problems: [] };
  if (typeof setting !== 'object' || Array.isArray(setting))
    return { rules: [], problems: [{ value: setting, wrong: 'setting' }] };
  const rules: Rule[] = [];
  const problems: RuleProblem[] = [];
  for (const [pattern, value] of Object.entries(setting as Record<string, unknown>)) {
    const matches = matcher(pattern);
    const off = typeof value === 'string' && value.trim().toLowerCase() === 'off';
    const maxAgeMs = typeof value === 'string' && !off ? ageMs(value) : undefined;
    if (matches === undefined) problems.push({ pattern, value, wrong: 'pattern' });
    else if (!off && maxAgeMs === undefined) problems.push({ pattern, value, wrong: 'age' });
    else rules.push({ pattern, age: String(value).trim(), maxAgeMs, matches });
  }
  // The longest says most: so `Finance/Daily/**` has the last word over `Finance/**`, in whichever order they stand.
  rules.sort((a, b) => b.pattern.length - a.pattern.length || (a.pattern < b.pattern ? -1 : 1));
  return { rules, problems };
}

function matcher(pattern: string): ((path: string) => boolean) | undefined {
  if (pattern.trim() === '') return undefined;
  try {
    // Brackets of this sort are common in names, and nobody writes regular expressions into a glob on purpose.
    return picomatch(pattern.replace(/[()|]/gu, '\\$&'), {
      dot: true,
      nocase: true,
      nonegate: true,
      noextglob: true,
      strictBrackets: true,
      windows: false,
    });
  } catch {
    // Told as a problem: picomatch throws for brackets that are not closed, in words about its own parser.
    return undefined;
  }
}

/** The rule that decides about an item, by its path such as `Finance/Reports/Margin`. */
export function ruleFor({ rules }: Rules, path: string | undefined): Rule | undefined {
  return path === undefined ? undefined : rules.find((rule) => rule.matches(path));
}
