/** Checks what a site is asked for its extracts and tasks, how often, and what is known when it says no. */
import assert from 'node:assert/strict';
import { readRules } from '../../../src/freshness/rules';
import { freshnessReport, unusedExtracts } from '../../../src/freshness/freshnessReport';
import { SiteFreshness } from '../../../src/freshness/siteFreshness';
import { byTrouble, sortedItems } from '../../../src/freshness/order';
import type { Datasource, Luid, Workbook } from '../../../src/tableau/model';
import type { FakeTableauOptions } from '../../fakeTableau/server';
import { openFakeSite, type FakeSite } from '../content/fakeSite';

const clock = { now: () => Date.now(), delay: () => Promise.resolve() };
const hour = 3_600_000;

describe('SiteFreshness', () => {
  let opened: FakeSite | undefined;
  afterEach(() => opened?.close());

  async function open(options: FakeTableauOptions & { administrator?: boolean } = {}) {
    opened = await openFakeSite(options);
    const site = opened;
    return {
      ...site,
      freshness: new SiteFreshness(() => Promise.resolve(site.client), clock),
      all: async (): Promise<readonly (Workbook | Datasource)[]> => [
        ...(await site.content.siteList('workbook', 'full').all()),
        ...(await site.content.siteList('datasource', 'full').all()),
      ],
    };
  }
  it('asks once for all extracts of a site, in two requests, whoever asks', async () => {
    const { freshness, requests } = await open();
    await Promise.all([freshness.load(), freshness.load()]);
    await freshness.load();
    assert.deepEqual(requests(), { graphql: 2 });
    freshness.forget();
    await freshness.load();
    assert.deepEqual(requests(), { graphql: 2 });
  });

  it('agrees with the server about every item that has an extract, and about those that show one', async () => {
    const { freshness, all, fake } = await open();
    await freshness.load();
    const kinds = { extract: 0, inherited: 0, live: 0, notKnown: 0 };
    for (const item of await all()) {
      const fresh = freshness.of(item);
      kinds[fresh.kind] += 1;
      if (item.kind === 'datasource') {
        const row = fake.model.datasources.get(item.luid);
        assert.ok(row);
        assert.equal(fresh.kind, row.hasExtracts ? 'extract' : 'live', item.name);
        assert.equal(fresh.refreshedAt, fake.model.extractTimes(row).lastUpdateTime, item.name);
      } else {
        const row = fake.model.workbooks.get(item.luid);
        assert.ok(row);
        assert.equal(fresh.kind === 'extract', fake.model.hasExtracts(row), item.name);
      }
    }
    assert.ok(kinds.extract > 3 && kinds.inherited > 0 && kinds.live > 0, JSON.stringify(kinds));
  });

  it('halves its pages where the server cuts its answers short, and loses nothing', async () => {
    const whole = await open();
    await whole.freshness.load();
    const expected = whole.freshness.times;
    await whole.close();
    const { freshness, fake } = await open();
    fake.knobs.nodeLimit = 120;
    await freshness.load();
    assert.ok(expected?.state === 'told' && freshness.times?.state === 'told');
    const { extracts } = freshness.times.value;
    assert.equal(extracts.workbooks.size, expected.value.extracts.workbooks.size);
    assert.equal(extracts.datasources.size, expected.value.extracts.datasources.size);
    assert.equal(extracts.incomplete, false);
  });

  it('asks the oldest schema for what that has', async () => {
    const { freshness, all, requests } = await open({ profile: '2021.4', metadata: 'on' });
    await freshness.load();
    assert.ok((requests()['graphql'] ?? 0) <= 4);
    const items = await all();
    const kinds = new Set(items.map((item) => freshness.of(item).kind));
    assert.ok(kinds.has('extract') && kinds.has('live'), [...kinds].join(' '));
    assert.ok(items.some((item) => freshness.of(item).refreshedAt !== undefined));
  });

  for (const page of ['0', '1'] as const)
    for (const times of ['iso', 'milliseconds'] as const)
      for (const type of ['datasource', 'unifieddatasource'] as const)
        it(`asks the search where the Metadata API is off: pages from ${page}, times as ${times}, ${type}`, async () => {
          const { freshness, all, fake } = await open({ metadata: 'featureDisabled' });
          fake.knobs.guesses.searchFirstPage = page;
          fake.knobs.guesses.searchTimes = times;
          fake.knobs.guesses.searchDatasourceType = type;
          fake.knobs.guesses.searchWorkbookExtracts = page === '0' ? 'told' : 'absent';
          await freshness.load();
          assert.ok(freshness.times?.state === 'told', JSON.stringify(freshness.times));
          assert.equal(freshness.times.value.by, 'search');
          const dated = (await all()).filter((item) => freshness.of(item).kind === 'extract');
          assert.ok(dated.length > 3);
          for (const item of dated) {
            if (item.kind === 'workbook' && page === '1') continue;
            assert.ok(freshness.of(item).refreshedAt !== undefined, item.name);
          }
        });

  it('knows from the lists alone what holds an extract, where neither tells times, and keeps the reason', async () => {
    const { freshness, all, fake } = await open({ metadata: 'featureDisabled' });
    fake.knobs.failNext({ status: 404, code: 404003, count: 99, match: '/-/search' });
    await freshness.load();
    assert.equal(freshness.times?.state, 'notTold');
    const kinds = new Set((await all()).map((item) => freshness.of(item).kind));
    assert.ok(kinds.has('extract'));
    assert.ok((await all()).every((item) => freshness.of(item).refreshedAt === undefined));
  });

  it('keeps nothing of a failure that may pass, and asks again', async () => {
    const { freshness, fake } = await open();
    fake.knobs.dropNext(20, 'graphql');
    const stateNow = (): string => freshness.times?.state ?? 'nothing';
    await assert.rejects(() => freshness.load());
    assert.equal(stateNow(), 'nothing');
    fake.knobs.faults.clear();
    await freshness.load();
    assert.equal(stateNow(), 'told');
  }).timeout(20_000);

  it('takes a refresh that ended well for proof, without a request', async () => {
    const { freshness, all, requests } = await open();
    await freshness.load();
    const item = (await all()).find((one) => freshness.of(one).kind === 'extract');
    assert.ok(item);
    requests();
    let told = 0;
    freshness.onDidChange(() => (told += 1));
    const now = new Date().toISOString();
    freshness.proved(item.kind, item.luid, now);
    assert.equal(freshness.of(item).refreshedAt, now);
    freshness.proved(item.kind, item.luid, now);
    assert.equal(told, 1, 'told again, it is no news');
    assert.deepEqual(requests(), {});
  });

  it('puts a report together from the pages of the lists, with no request for an item', async () => {
    const { freshness, content, requests, fake } = await open();
    const rules = readRules({ '**': '1h' });
    const report = await freshnessReport(content, freshness, rules, Date.now() + 100 * 24 * hour);
    const sent = requests();
    assert.deepEqual(sent, {
      datasources: 1,
      graphql: 2,
      projects: 1,
      'refresh tasks': 1,
      workbooks: 1,
    });
    const stale = report.items.filter(({ verdict }) => verdict === 'stale');
    const dated = report.items.filter(({ fresh }) => fresh.refreshedAt !== undefined);
    assert.ok(stale.length > 3);
    assert.equal(stale.length, dated.length);
    const sorted = sortedItems(stale, 'oldestFirst').map(({ fresh }) => fresh.refreshedAt ?? '');
    assert.deepEqual(sorted, [...sorted].sort());
    // Own tasks only, because she is no administrator.
    const ana = fake.company.main.users['ana.ruiz'];
    const own = fake.model.tasks
      .ofSite(fake.company.main.site.luid)
      .filter(({ ownerLuid }) => ownerLuid === ana?.luid);
    assert.equal(report.tasks.length, own.length);
    assert.ok(report.tasks.every((row) => row.path !== undefined));
  });

  it('finds what fails and what is probably suspended, the worst first', async () => {
    const { freshness, content, fake } = await open();
    const own = fake.model.tasks
      .ofSite(fake.company.main.site.luid)
      .filter(({ ownerLuid }) => ownerLuid === fake.company.main.users['ana.ruiz']?.luid);
    const [one, two, three] = own;
    assert.ok(one && two && three, `she has ${own.length} tasks`);
    for (const task of own) task.consecutiveFailedCount = 0;
    one.consecutiveFailedCount = 2;
    two.consecutiveFailedCount = 5;
    two.nextRunAt = undefined;
    const report = await freshnessReport(content, freshness, readRules({}), Date.now());
    const troubled = report.tasks.filter(({ trouble }) => trouble !== undefined).sort(byTrouble);
    assert.deepEqual(
      troubled.map(({ task, trouble }) => [task.luid, trouble]),
      [
        [two.luid, 'suspended'],
        [one.luid, 'failing'],
      ],
    );
  });

  it('finds the extracts that nobody uses by one more list', async () => {
    const { freshness, content, requests, fake } = await open();
    const report = await freshnessReport(content, freshness, readRules({}), Date.now());
    requests();
    const before = await unusedExtracts(report, content);
    assert.deepEqual(requests(), { views: 1 });
    const used = (luid: Luid): number =>
      fake.model.views
        .ofSite(fake.company.main.site.luid)
        .filter((view) => view.workbookLuid === luid)
        .reduce((sum, view) => sum + view.totalViewCount, 0);
    for (const { content: item } of report.items.filter((row) => row.fresh.kind === 'extract')) {
      const unused =
        item.kind === 'datasource' ? item.connectedWorkbooksCount === 0 : used(item.luid) === 0;
      assert.equal(
        before.some(({ content: found }) => found.luid === item.luid),
        unused,
        item.name,
      );
    }
  });

  it('goes through ten thousand workbooks in some requests, and in time', async () => {
    const { freshness, content, requests } = await open({ workbooks: 10_000 });
    const report = await freshnessReport(content, freshness, readRules({ '**': '1h' }), Date.now());
    const sent = Object.values(requests()).reduce((sum, count) => sum + count, 0);
    assert.ok(report.items.length >= 10_000, `${report.items.length} items`);
    assert.ok(sent < 45, `${sent} requests`);
    const began = performance.now();
    sortedItems(report.items, 'path');
    assert.ok(performance.now() - began < 5_000);
  }).timeout(60_000);
});
