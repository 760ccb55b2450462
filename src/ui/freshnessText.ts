/** How fresh something is, in words: beside a row, in a tooltip, read aloud, in a file. */
import { l10n } from 'vscode';
import type { Freshness, Verdict } from '../freshness/itemFreshness';
import type { Rule, RuleProblem } from '../freshness/rules';
import { dateTime, relativeTime } from './dateText';

/** Behind a name: `refreshed 3 hours ago`; undefined where nothing is known. */
export function freshnessText(fresh: Freshness, now: number): string | undefined {
  const when = fresh.refreshedAt === undefined ? undefined : relativeTime(fresh.refreshedAt, now);
  switch (fresh.kind) {
    case 'extract':
      return when === undefined ? l10n.t('no refresh known') : l10n.t('refreshed {0}', when);
    case 'inherited':
      return when === undefined
        ? l10n.t('fresh by inheritance')
        : l10n.t('by inheritance, refreshed {0}', when);
    case 'live':
      return l10n.t('live');
    case 'notKnown':
      return undefined;
    default:
      return fresh.kind satisfies never;
  }
}

/** The same where it is clear already that refreshes are meant: `3 hours ago`. */
export function ageText(fresh: Freshness, now: number): string | undefined {
  if (fresh.kind !== 'extract' || fresh.refreshedAt === undefined) return freshnessText(fresh, now);
  return relativeTime(fresh.refreshedAt, now);
}

/** For tooltips: what kind of freshness that is, when, and what it hangs on. */
export function freshnessDetail(fresh: Freshness): string {
  const time = fresh.refreshedAt === undefined ? undefined : dateTime(fresh.refreshedAt);
  const parts = [kindText(fresh, time)];
  if (fresh.weakest !== undefined)
    parts.push(l10n.t('The oldest of its data sources is "{0}".', fresh.weakest));
  if (fresh.incremental === true) parts.push(l10n.t('That refresh was an incremental one.'));
  if (fresh.partly === true)
    parts.push(l10n.t('Some of its data sources may not be seen by you, and may be older.'));
  return parts.join(' ');
}

function kindText(fresh: Freshness, time: string | undefined): string {
  switch (fresh.kind) {
    case 'extract':
      return time === undefined
        ? l10n.t('It holds an extract, of which no refresh is known.')
        : l10n.t('Its extract was refreshed on {0}.', time);
    case 'inherited':
      return time === undefined
        ? l10n.t('It shows the extract of a published data source, of which no refresh is known.')
        : l10n.t('It shows the extract of a published data source, refreshed on {0}.', time);
    case 'live':
      return l10n.t('It asks its database each time: there is no extract that could grow old.');
    case 'notKnown':
      return l10n.t('Whether it holds an extract is not known.');
    default:
      return fresh.kind satisfies never;
  }
}

/** Undefined where a rule says nothing of it. */
export function verdictText(verdict: Verdict, rule: Rule | undefined): string | undefined {
  if (rule?.maxAgeMs === undefined) return undefined;
  const { age, pattern } = rule;
  switch (verdict) {
    case 'stale':
      return l10n.t('Stale: older than {0}, which the rule "{1}" allows.', age, pattern);
    case 'fresh':
      return l10n.t('Fresh: within the {0} that the rule "{1}" allows.', age, pattern);
    case 'noTime':
      return l10n.t('The rule "{1}" allows {0}, but no refresh is known.', age, pattern);
    default:
      return undefined;
  }
}

/** One word for a table. */
export function verdictWord(verdict: Verdict): string {
  switch (verdict) {
    case 'stale':
      return l10n.t('stale');
    case 'fresh':
      return l10n.t('fresh');
    case 'noTime':
      return l10n.t('no refresh known');
    case 'noRule':
      return l10n.t('no rule');
    case 'live':
      return l10n.t('live');
    case 'notKnown':
      return l10n.t('not known');
    default:
      return verdict satisfies never;
  }
}

export function kindOfFreshness(kind: Freshness['kind']): string {
  switch (kind) {
    case 'extract':
      return l10n.t('own extract');
    case 'inherited':
      return l10n.t('fresh by inheritance');
    case 'live':
      return l10n.t('live');
    case 'notKnown':
      return l10n.t('not known');
    default:
      return kind satisfies never;
  }
}

/** What is wrong with a rule, and what to write instead. */
export function problemText({ pattern, value, wrong }: RuleProblem): string {
  switch (wrong) {
    case 'setting':
      return l10n.t(
        'The setting vizport.freshness.rules is no list of rules: write it as {0}.',
        '{"Finance/**": "24h"}',
      );
    case 'pattern':
      return l10n.t(
        'The freshness rule "{0}" is left out: its pattern is empty, or a bracket in it is not closed.',
        pattern ?? '',
      );
    case 'age':
      return l10n.t(
        'The freshness rule "{0}" is left out: "{1}" is no age. Write minutes (90m), hours (24h), days (7d), weeks (2w), or off.',
        pattern ?? '',
        typeof value === 'string' ? value : JSON.stringify(value),
      );
    default:
      return wrong satisfies never;
  }
}
