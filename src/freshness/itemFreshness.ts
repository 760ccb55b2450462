/** How fresh one item is: its own extracts, those of the data sources it stands on, or no extract at all. */
import type { Content, Luid } from '../tableau/model';
import type { EmbeddedExtract, ExtractFacts, SiteExtracts } from '../tableau/siteExtracts';
import type { Rule } from './rules';

export interface Freshness {
  /**
   * extract: holds extracts of its own. inherited: shows those of published data sources, and cannot be refreshed itself.
   * live: asks the database, so that nothing grows old. notKnown: nobody said.
   */
  readonly kind: 'extract' | 'inherited' | 'live' | 'notKnown';
  /** Of the weakest extract: an item is as fresh as the oldest thing it shows. */
  readonly refreshedAt?: string;
  /** Which one that is, where there are several. */
  readonly weakest?: string;
  /** The last refresh fetched only what was new. */
  readonly incremental?: boolean;
  /** Some of what it shows may not be seen by this user, and may be older. */
  readonly partly?: boolean;
}

/** `noTime`: there is an extract, and no refresh of it is known. */
export type Verdict = 'fresh' | 'stale' | 'noTime' | 'noRule' | 'live' | 'notKnown';

/** What we saw ourselves: refreshes that ended well after the site was asked. */
export type Proven = (kind: 'workbook' | 'datasource', luid: Luid) => string | undefined;

export function isDated(content: Content): content is Extract<Content, DatedKind> {
  return content.kind === 'workbook' || content.kind === 'datasource';
}
type DatedKind = { readonly kind: 'workbook' | 'datasource' };

export function freshnessOf(
  content: Content,
  extracts: SiteExtracts | undefined,
  proven: Proven,
): Freshness {
  if (content.kind === 'datasource') {
    const known = extracts?.datasources.get(content.luid);
    return ofDatasource(content.luid, content.hasExtracts, known, proven);
  }
  if (content.kind === 'workbook') {
    const sources = extracts?.workbooks.get(content.luid);
    if (sources !== undefined) return ofSources(content.luid, sources, extracts, proven);
    const time = proven('workbook', content.luid);
    if (time !== undefined) return { kind: 'extract', refreshedAt: time };
    return { kind: content.hasExtracts === true ? 'extract' : 'notKnown' };
  }
  return { kind: 'notKnown' };
}

function ofDatasource(
  luid: Luid,
  said: boolean | undefined,
  known: ExtractFacts | undefined,
  proven: Proven,
): Freshness {
  const refreshedAt = later(known?.refreshedAt, proven('datasource', luid));
  const hasExtracts = known?.hasExtracts ?? said ?? (refreshedAt === undefined ? undefined : true);
  if (hasExtracts === undefined) return { kind: 'notKnown' };
  if (!hasExtracts) return { kind: 'live' };
  return {
    kind: 'extract',
    ...(refreshedAt === undefined ? {} : { refreshedAt }),
    ...(known?.incrementalAt !== undefined && known.incrementalAt === refreshedAt
      ? { incremental: true }
      : {}),
  };
}

interface Dated {
  readonly name: string | undefined;
  readonly time: string | undefined;
  readonly incremental: boolean;
}

function ofSources(
  workbook: Luid,
  sources: readonly EmbeddedExtract[],
  extracts: SiteExtracts | undefined,
  proven: Proven,
): Freshness {
  const dated: Dated[] = [];
  let own = false;
  let hidden = false;
  for (const { name, parents, hiddenParents, ...facts } of sources) {
    hidden ||= hiddenParents > 0;
    if (parents.length + hiddenParents > 0) {
      for (const parent of parents) {
        const known = extracts?.datasources.get(parent);
        hidden ||= known === undefined;
        const fresh = ofDatasource(parent, undefined, known, proven);
        if (fresh.kind === 'extract')
          dated.push({ name, time: fresh.refreshedAt, incremental: fresh.incremental === true });
      }
    } else if (facts.hasExtracts === true) {
      own = true;
      const time = later(facts.refreshedAt, proven('workbook', workbook));
      const incremental = facts.incrementalAt !== undefined && facts.incrementalAt === time;
      dated.push({ name, time, incremental });
    }
  }
  const partly = hidden ? { partly: true } : {};
  if (dated.length === 0) return hidden ? { kind: 'notKnown', ...partly } : { kind: 'live' };
  const kind = own ? 'extract' : 'inherited';
  // One without a time is the weakest of all.
  const weakest = dated.reduce((a, b) => (timeOf(b) < timeOf(a) ? b : a));
  return {
    kind,
    ...(weakest.time === undefined ? {} : { refreshedAt: weakest.time }),
    ...(weakest.incremental ? { incremental: true } : {}),
    ...(dated.length > 1 && weakest.name !== undefined ? { weakest: weakest.name } : {}),
    ...partly,
  };
}

function timeOf({ time }: Dated): number {
  return time === undefined ? -Infinity : Date.parse(time);
}

function later(one: string | undefined, other: string | undefined): string | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Date.parse(one) >= Date.parse(other) ? one : other;
}

export function verdictOf(fresh: Freshness, rule: Rule | undefined, now: number): Verdict {
  if (fresh.kind === 'live' || fresh.kind === 'notKnown') return fresh.kind;
  if (fresh.refreshedAt === undefined) return 'noTime';
  if (rule?.maxAgeMs === undefined) return 'noRule';
  return now - Date.parse(fresh.refreshedAt) > rule.maxAgeMs ? 'stale' : 'fresh';
}
