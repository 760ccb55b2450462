/** All the pages of a Connection, on good days and bad ones, against the fake server. */
import assert from 'node:assert/strict';
import { isTableauError } from '../../../../../src/tableau/errors';
import {
  PagedFetch,
  type PagesProgress,
} from '../../../../../src/tableau/metadata/paging/fetchPages';
import { Pace } from '../../../../../src/tableau/metadata/paging/pace';
import { startFakeTableau, type FakeTableau } from '../../../../fakeTableau/server';
import { clientFor, patOf, type SignedInBench } from '../../support/harness';

const all = 260;

describe('PagedFetch', function () {
  this.timeout(20_000);
  let fake: FakeTableau;
  let bench: SignedInBench;
  let progress: PagesProgress[];
  let during: (told: PagesProgress) => void;

  before(async () => {
    fake = await startFakeTableau({ workbooks: all });
    bench = clientFor(fake, patOf(fake, true));
    await bench.client.whoAmI();
  });
  beforeEach(() => {
    progress = [];
    during = () => undefined;
    fake.log.clear();
    fake.knobs.nodeLimit = 20_000;
    const { metadata } = fake.knobs;
    delete metadata.rateExceeded;
    delete metadata.timeLimit;
    delete metadata.timeLimitAbove;
  });
  after(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  const workbooks = (args: string, fields = 'luid name'): string =>
    `query All { workbooksConnection${args} { nodes { ${fields} } } }`;
  const fetchOf = (query: string, data: unknown = {}): PagedFetch =>
    new PagedFetch({ query }, data, {
      ask: (request, signal) => bench.client.metadata.query({ ...request, patient: false }, signal),
      clock: { now: () => 0, delay: (...given) => bench.clock.delay(...given) },
      onProgress: (told) => {
        progress.push(told);
        during(told);
      },
    });
  const luids = (pages: PagedFetch, key = 'workbooksConnection'): string[] => {
    const connection = pages.data[key] as { nodes: readonly { luid: string }[] };
    return connection.nodes.map(({ luid }) => luid);
  };
  const known = (): number => fake.model.workbooks.ofSite(fake.company.main.site.luid).length;
  const sizes = (): number[] => progress.map(({ pageSize }) => pageSize);
  const go = (pages: PagedFetch): Promise<void> => pages.go(new AbortController().signal);
  const whole = (pages: PagedFetch): void => {
    assert.equal(luids(pages).length, known());
    assert.equal(new Set(luids(pages)).size, known(), 'none is missing and none is there twice');
    assert.ok(pages.done);
  };

  it('brings every item once, tells how far it is, and takes longer pages from a quick server', async () => {
    const pages = fetchOf(workbooks('(first: 20)'));
    await go(pages);
    whole(pages);
    assert.deepEqual(progress[0], { fetched: 20, total: known(), pageSize: 40 });
    assert.equal(progress.at(-1)?.fetched, known());
    assert.ok(fake.log.count('graphql') < 6, `${fake.log.count('graphql')} requests`);
  });

  it('keeps the other roots of the query, and fetches several Connections one after the other', async () => {
    const query = `{ workbooksConnection { nodes { luid } } m: flowsConnection(first: 2) { totalCount nodes { luid } } sites: tableauSites { name } }`;
    const pages = fetchOf(query, { sites: [{ name: 'S' }], workbooksConnection: { nodes: [] } });
    await go(pages);
    whole(pages);
    assert.deepEqual(pages.data['sites'], [{ name: 'S' }]);
    const flows = fake.model.flows.ofSite(fake.company.main.site.luid).length;
    assert.equal(luids(pages, 'm').length, flows);
    assert.equal((pages.data['m'] as { totalCount: number }).totalCount, flows);
    assert.equal(pages.total, known() + flows);
  });

  it('halves its pages when one touches too many items, and never asks for so many again', async () => {
    fake.knobs.nodeLimit = 60;
    const pages = fetchOf(workbooks('(first: 100)'));
    await go(pages);
    whole(pages);
    assert.deepEqual(sizes().slice(0, 2), [50, 50]);
    assert.equal(pages.halvedTo, 50);
    assert.deepEqual(pages.warnings, [], 'a limit that was dealt with is no news');
    assert.equal(pages.cut, 0);
  });

  for (const timeLimit of ['soft', 'hard'] as const) {
    it(`halves its pages when the ${timeLimit} time limit strikes`, async () => {
      Object.assign(fake.knobs.metadata, { timeLimit, timeLimitAbove: 30 });
      const pages = fetchOf(workbooks('(first: 100)'));
      await go(pages);
      whole(pages);
      assert.equal(pages.halvedTo, 25);
    });
  }

  it('says how many items are cut when even one alone is too much', async () => {
    fake.knobs.nodeLimit = 2;
    const pages = fetchOf(
      workbooks('(first: 4, filter: {name: "Superstore"})', 'luid views { name }'),
    );
    await go(pages);
    assert.ok(pages.done && pages.halvedTo === 1);
    assert.equal(pages.cut, pages.fetched);
  });

  it('waits when the server wants patience and goes on where it was', async () => {
    during = ({ fetched, waitingUntil }) => {
      if (fetched === 100 && waitingUntil === undefined) fake.knobs.metadata.rateExceeded = true;
      if (waitingUntil !== undefined && progress.filter((told) => told.waitingUntil).length === 3)
        delete fake.knobs.metadata.rateExceeded;
    };
    const pages = fetchOf(workbooks('(first: 100)'));
    await go(pages);
    whole(pages);
    assert.ok(bench.clock.waits.some((wait) => wait >= 5000));
  });

  it('renews a session that ends in the middle and goes on', async () => {
    const before = bench.tokens.signIns;
    during = ({ fetched }) => {
      if (fetched === 100) fake.knobs.expireSessions();
    };
    const pages = fetchOf(workbooks('(first: 100)'));
    await go(pages);
    whole(pages);
    assert.equal(bench.tokens.signIns, before + 1);
  });

  it('keeps what it has when the server breaks down, and goes on from there when asked again', async () => {
    during = ({ fetched }) => {
      if (fetched === 100) fake.knobs.htmlNext(1, /graphql/u, 200);
    };
    const pages = fetchOf(workbooks('(first: 100)'));
    await assert.rejects(go(pages), (error) => isTableauError(error, 'metadataUnavailable'));
    assert.equal(luids(pages).length, 100);
    assert.ok(!pages.done);
    during = () => undefined;
    await go(pages);
    whole(pages);
  });

  it('keeps what it has when it is cancelled, and goes on from there', async () => {
    const abort = new AbortController();
    during = ({ fetched }) => {
      if (fetched === 50) abort.abort(new Error('enough'));
    };
    const pages = fetchOf(workbooks('(first: 50)'));
    await assert.rejects(pages.go(abort.signal), /enough/u);
    assert.equal(luids(pages).length, 50);
    await go(pages);
    whole(pages);
  });

  it('orders as the author says, and sends no more requests at once than a server bears', async () => {
    const query = workbooks('(first: 1, orderBy: {field: NAME, direction: ASC})', 'luid name');
    let asked = 0;
    const pages = new PagedFetch(
      { query },
      {},
      {
        clock: bench.clock,
        ask: (request, signal) => {
          asked += 1;
          assert.doesNotMatch(request.query, /field: ID/u);
          return bench.client.metadata.query(request, signal);
        },
      },
    );
    await go(pages);
    whole(pages);
    const names = luids(pages).map((luid) => fake.model.workbooks.get(luid)?.name ?? '');
    assert.ok(new Set(names).size < names.length, 'ties are in it, too');
    assert.deepEqual(
      names,
      [...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    );
    assert.ok(asked < 20, 'a page of one item becomes longer');
  });

  it('takes its time once it has sent twenty requests', async () => {
    let now = 0;
    const clock = { now: () => now, delay: async (wait: number) => void (now += wait) };
    const pace = new Pace(clock);
    for (let request = 0; request < 20; request += 1) await pace.turn();
    assert.equal(now, 0);
    for (let request = 0; request < 50; request += 1) await pace.turn();
    assert.equal(now, 10_000);
  });

  it('does without an order where an older schema has none by id', async () => {
    const query = workbooks('(first: 100)');
    const pages = new PagedFetch(
      { query },
      {},
      {
        ask: (request, signal) =>
          bench.client.metadata.query(
            { ...request, query: request.query.replace('field: ID', 'field: IDX') },
            signal,
          ),
      },
    );
    await go(pages);
    whole(pages);
  });

  it('keeps only what it is told to', async () => {
    const pages = new PagedFetch(
      { query: workbooks('(first: 100)') },
      {},
      {
        ask: (request, signal) => bench.client.metadata.query(request, signal),
        keep: (item) => (item as { name: string }).name.includes('1'),
      },
    );
    await go(pages);
    assert.ok(pages.kept > 0 && pages.kept < pages.fetched);
    assert.equal(luids(pages).length, pages.kept);
  });
});
