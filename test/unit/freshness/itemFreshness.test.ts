/** Checks what is said of one item: its weakest extract, inheritance, live, and what nobody told. */
import assert from 'node:assert/strict';
import { freshnessOf, verdictOf, type Freshness } from '../../../src/freshness/itemFreshness';
import { readRules, ruleFor } from '../../../src/freshness/rules';
import type { ContentUrl, Datasource, Luid, Workbook } from '../../../src/tableau/model';
import type {
  EmbeddedExtract,
  ExtractFacts,
  SiteExtracts,
} from '../../../src/tableau/siteExtracts';

const site = { server: 'https://tableau.example', contentUrl: '' as ContentUrl };
const contentUrl = 'x' as ContentUrl;
const workbook: Workbook = { site, kind: 'workbook', luid: 'w' as Luid, name: 'W', contentUrl };
const datasource: Datasource = {
  site,
  kind: 'datasource',
  luid: 'd' as Luid,
  name: 'D',
  contentUrl,
};
const early = '2026-01-01T06:00:00Z';
const late = '2026-01-02T06:00:00Z';
const nothing = (): undefined => undefined;

function told(
  sources: readonly Partial<EmbeddedExtract>[] | undefined,
  datasources: Readonly<Record<string, ExtractFacts>> = {},
): SiteExtracts {
  const own = sources?.map((one) => ({ parents: [], hiddenParents: 0, ...one }));
  return {
    datasources: new Map(Object.entries(datasources) as [Luid, ExtractFacts][]),
    workbooks: new Map(own === undefined ? [] : [[workbook.luid, own]]),
    incomplete: false,
  };
}
const parent = (luid: string): Partial<EmbeddedExtract> => ({ parents: [luid as Luid] });

describe('freshnessOf', () => {
  const ofWorkbook = (
    sources: readonly Partial<EmbeddedExtract>[],
    datasources: Readonly<Record<string, ExtractFacts>> = {},
  ): Freshness => freshnessOf(workbook, told(sources, datasources), nothing);

  it('calls a workbook as fresh as the oldest of its extracts, and names that one', () => {
    const fresh = ofWorkbook([
      { name: 'New', hasExtracts: true, refreshedAt: late },
      { name: 'Old', hasExtracts: true, refreshedAt: early },
      { name: 'Live', hasExtracts: false },
    ]);
    assert.deepEqual(fresh, { kind: 'extract', refreshedAt: early, weakest: 'Old' });
  });

  it('knows no time of a workbook when one of its extracts has none', () => {
    const fresh = ofWorkbook([
      { name: 'New', hasExtracts: true, refreshedAt: late },
      { name: 'Never', hasExtracts: true },
    ]);
    assert.deepEqual(fresh, { kind: 'extract', weakest: 'Never' });
  });

  it('tells what shows a published extract from what holds one, and from what is live', () => {
    const published = { p: { hasExtracts: true, refreshedAt: early }, l: { hasExtracts: false } };
    assert.deepEqual(ofWorkbook([parent('p')], published), {
      kind: 'inherited',
      refreshedAt: early,
    });
    assert.deepEqual(ofWorkbook([parent('l')], published), { kind: 'live' });
    assert.deepEqual(ofWorkbook([], published), { kind: 'live' });
    // It can be refreshed itself, and is still as old as what it shows besides.
    const mixed = [{ name: 'Own', hasExtracts: true, refreshedAt: late }, parent('p')];
    assert.equal(ofWorkbook(mixed, published).kind, 'extract');
    assert.equal(ofWorkbook(mixed, published).refreshedAt, early);
  });

  it('promises nothing of what may not be seen', () => {
    const fresh = ofWorkbook([{ hasExtracts: true, refreshedAt: late }, { hiddenParents: 1 }]);
    assert.deepEqual(fresh, { kind: 'extract', refreshedAt: late, partly: true });
    assert.deepEqual(ofWorkbook([parent('hidden')]), { kind: 'notKnown', partly: true });
  });

  it('falls back to what the lists say, and says no more than that', () => {
    const of = (item: Workbook | Datasource): Freshness => freshnessOf(item, undefined, nothing);
    assert.deepEqual(of({ ...datasource, hasExtracts: true }), { kind: 'extract' });
    assert.deepEqual(of({ ...datasource, hasExtracts: false }), { kind: 'live' });
    assert.deepEqual(of(datasource), { kind: 'notKnown' });
    assert.deepEqual(of({ ...workbook, hasExtracts: true }), { kind: 'extract' });
    // Without an extract of its own it may be live, or show somebody else's.
    assert.deepEqual(of({ ...workbook, hasExtracts: false }), { kind: 'notKnown' });
  });

  it('believes a refresh that was seen to end well, also for what shows it, and never an older one', () => {
    const published = { d: { hasExtracts: true, refreshedAt: early } };
    const proven = (kind: string, luid: Luid): string | undefined =>
      kind === 'datasource' && luid === datasource.luid ? late : undefined;
    const extracts = told([parent('d')], published);
    assert.equal(freshnessOf(datasource, extracts, proven).refreshedAt, late);
    assert.equal(freshnessOf(workbook, extracts, proven).refreshedAt, late);
    const newer = told([], { d: { hasExtracts: true, refreshedAt: '2026-01-03T06:00:00Z' } });
    assert.equal(freshnessOf(datasource, newer, proven).refreshedAt, '2026-01-03T06:00:00Z');
  });
});

describe('verdictOf', () => {
  const rules = readRules({ '**': '24h', 'Off/**': 'off' });
  const verdict = (fresh: Freshness, path: string, now: string): string =>
    verdictOf(fresh, ruleFor(rules, path), Date.parse(now));
  const fresh: Freshness = { kind: 'extract', refreshedAt: early };

  it('calls stale what is older than the rule allows, and nothing without a rule', () => {
    assert.equal(verdict(fresh, 'A', '2026-01-02T06:00:00Z'), 'fresh');
    assert.equal(verdict(fresh, 'A', '2026-01-02T06:00:01Z'), 'stale');
    assert.equal(verdict({ ...fresh, kind: 'inherited' }, 'A', '2026-02-01T06:00:00Z'), 'stale');
    assert.equal(verdict(fresh, 'Off/A', '2026-02-01T06:00:00Z'), 'noRule');
  });

  it('judges nothing that has no time', () => {
    assert.equal(verdict({ kind: 'extract' }, 'A', late), 'noTime');
    assert.equal(verdict({ kind: 'live' }, 'A', late), 'live');
    assert.equal(verdict({ kind: 'notKnown' }, 'A', late), 'notKnown');
  });
});
