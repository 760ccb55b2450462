/** A query's way to its outcome: pages, remarks, long answers, and every bad day. */
import assert from 'node:assert/strict';
import type { HeldResult } from '../../../src/metadata/results/heldResult';
import { runPages, runQuery, type WorkNeeds } from '../../../src/metadata/results/queryWork';
import { Tables } from '../../../src/metadata/results/tables';
import { errorText } from '../../../src/ui/errorText';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import {
  clientFor,
  clientOfOdd,
  LinesLog,
  oddServer,
  patOf,
  type SignedInBench,
} from '../../unit/tableau/support/harness';

describe('runQuery', function () {
  this.timeout(20_000);
  let fake: FakeTableau;
  let bench: SignedInBench;
  let stop: AbortController;
  let onProgress: WorkNeeds['onProgress'];
  let told: Set<string>;

  before(async () => {
    fake = await startFakeTableau({ workbooks: 260 });
    bench = clientFor(fake, patOf(fake, true));
  });
  beforeEach(() => {
    stop = new AbortController();
    onProgress = () => undefined;
    told = new Set();
    delete fake.knobs.metadata.backfillRunning;
    fake.knobs.nodeLimit = 20_000;
    fake.knobs.metadataMode = 'on';
  });
  after(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  const needs = (client = bench.client): WorkNeeds => ({
    siteName: 'Sales',
    client: () => Promise.resolve(client),
    tells: { errorText, log: new LinesLog() },
    ownQuestion: () => undefined,
    onProgress: (progress) => onProgress(progress),
    isNews: (message) => !told.has(message) && told.add(message).has(message),
    now: () => Date.now(),
  });
  const signals = () => ({ signal: new AbortController().signal, stop: stop.signal });
  const run = (query: string, variables?: Readonly<Record<string, unknown>>): Promise<HeldResult> =>
    runQuery({ tab: '1', query, ...(variables && { variables }) }, needs(), signals());
  const known = (): number => fake.model.workbooks.ofSite(fake.company.main.site.luid).length;
  const count = async (result: HeldResult): Promise<number> =>
    (await new Tables().info(result, undefined)).rows;
  const page = '{ workbooksConnection(first: 50) { nodes { luid name } } }';

  it('says whether there is more than the first page, by whatever the query asks for', async () => {
    const pages = async (query: string) => (await run(query)).outcome.pages;
    assert.deepEqual(await pages(page), { state: 'offered', fetched: 50 });
    const counted = page.replace('nodes', 'totalCount nodes');
    assert.deepEqual(await pages(counted), { state: 'offered', fetched: 50, total: known() });
    const told = page.replace('nodes', 'pageInfo { hasNextPage } nodes');
    assert.equal((await pages(told))?.state, 'offered');
    assert.equal(await pages(told.replace('50', '1000')), undefined);
    assert.equal(await pages('{ workbooks { name } }'), undefined);
  });

  it('fetches all of it, from what is there and in one go', async () => {
    const all = await runPages(await run(page), needs(), signals());
    assert.equal(all.outcome.pages?.state, 'complete');
    assert.equal(await count(all), known());
    assert.equal(await count(await run(`# @pages all\n${page}`)), known());
  });

  it('keeps what was fetched when it is stopped, says so, and goes on', async () => {
    onProgress = () => stop.abort(new Error('enough'));
    const part = await runPages(await run(page), needs(), signals());
    assert.equal(part.outcome.pages?.state, 'partial');
    assert.equal(part.outcome.failure, undefined);
    assert.ok((await count(part)) < known());
    stop = new AbortController();
    onProgress = () => undefined;
    assert.equal(await count(await runPages(part, needs(), signals())), known());
  });

  it('keeps what was fetched when the server breaks down, with the reason', async () => {
    onProgress = ({ fetched }) => {
      if (fetched === 50) fake.knobs.htmlNext(1, /graphql/u, 200);
    };
    const part = await runPages(await run(page), needs(), signals());
    assert.equal(part.outcome.pages?.state, 'partial');
    assert.match(part.outcome.pages?.failure?.message ?? '', /Metadata API of .* does not answer/u);
    assert.equal(await count(part), 50);
  });

  it('keeps the first page when the second never comes, says why, and can be asked again', async () => {
    const first = await run(page);
    fake.knobs.htmlNext(1, /graphql/u, 200);
    const part = await runPages(first, needs(), signals());
    assert.equal(part.outcome.failure, undefined);
    assert.equal(await count(part), 50);
    assert.equal(part.outcome.pages?.state, 'partial');
    assert.equal(part.outcome.pages.fetched, 50);
    assert.match(part.outcome.pages.failure?.message ?? '', /does not answer/u);
    assert.equal(await count(await runPages(part, needs(), signals())), known());
  });

  it('is as it was when it is stopped before anything came', async () => {
    const first = await run(page);
    stop.abort(new Error('enough'));
    assert.equal((await runPages(first, needs(), signals())).outcome, first.outcome);
  });

  it('signs in again when the session ends between two pages, and misses none', async () => {
    let ended = 0;
    onProgress = ({ fetched }) => {
      if (fetched !== 50 || ended > 0) return;
      ended += 1;
      fake.knobs.expireSessions();
    };
    const all = await runPages(await run(page), needs(), signals());
    assert.deepEqual([all.outcome.pages?.state, await count(all)], ['complete', known()]);
    assert.equal(ended, 1);
  });

  it('halves its pages and says that nothing is missing', async () => {
    fake.knobs.nodeLimit = 60;
    const all = await run(`# @pages all\n${page.replace('50', '100')}`);
    assert.equal(await count(all), known());
    assert.match(all.outcome.notes.map(({ message }) => message).join(), /down to 50 items each/u);
  });

  const building = {
    level: 'warning',
    message: 'Tableau is still building its index: items may be missing until it is done.',
  };

  it('says once that the index is still being built, and goes on saying it of the answer that it came with', async () => {
    fake.knobs.metadata.backfillRunning = true;
    const first = await run(page);
    assert.deepEqual(first.outcome.notes, [building]);
    const all = await runPages(first, needs(), signals());
    assert.deepEqual([all.outcome.notes, await count(all)], [[building], known()]);
    assert.deepEqual((await run('{ workbooks { luid } }')).outcome.notes, []);
    assert.deepEqual((await run(`# @pages all\n${page}`)).outcome.notes, []);
    const after = await runPages(await run(page), needs(), signals());
    assert.deepEqual(after.outcome.notes, []);
  });

  it('does not alarm when a filter hides what one may not see', async () => {
    const { model, company } = fake;
    const { projectLuid } = model.workbooks.ofSite(company.main.site.luid)[0]!;
    const query = 'query ($p: String) { workbooks(filter: { projectName: $p }) { luid } }';
    const { outcome } = await run(query, { p: model.projects.get(projectLuid)?.name });
    assert.equal(outcome.failure, undefined);
    assert.deepEqual(outcome.notes, [
      {
        level: 'information',
        message: 'Items that you may not see are left out, because of the filter.',
      },
    ]);
  });

  it('leaves out what a remark does not want, and says how much', async () => {
    const result = await run('# @only name is "Superstore"\n{ workbooks { luid name } }');
    assert.match(
      result.outcome.notes[0]?.message ?? '',
      /^\d+ of \d+ items are shown: name is "Superstore"/u,
    );
  });

  it('sends nothing where a remark cannot be understood', async () => {
    fake.log.clear();
    const { outcome } = await run('# @only name like x\n{ workbooks { luid } }');
    assert.match(outcome.failure?.message ?? '', /"@only name like x" is no instruction/u);
    assert.equal(fake.log.count('graphql'), 0);
  });

  it('has a sentence for a syntax error, an unknown field, and variables that do not fit', async () => {
    const message = async (...asked: Parameters<typeof run>) =>
      (await run(...asked)).outcome.failure?.message ?? '';
    assert.match(await message('{ workbooks {'), /refuses this query.*Invalid Syntax/u);
    assert.match(await message('{ workbooks { nope } }'), /refuses this query.*nope/u);
    const typed = 'query ($n: Int!) { workbooksConnection(first: $n) { nodes { luid } } }';
    assert.match(await message(typed, { n: 'many' }), /refuses this query.*n/u);
    assert.match(await message(typed), /refuses this query.*n/u);
  });

  it('names how the Metadata API is switched on where it is off', async () => {
    fake.knobs.metadataMode = 'featureDisabled';
    for (const query of [page, `# @pages all\n${page}`]) {
      const { failure } = (await run(query)).outcome;
      assert.match(
        failure?.message ?? '',
        /administrator can switch it on with "tsm maintenance metadata-services enable" \(restarts services, needs no extra licence\)/u,
      );
    }
  });

  it('has a sentence for a server that answers HTML', async () => {
    fake.knobs.htmlNext(1, /graphql/u, 200);
    assert.match((await run(page)).outcome.failure?.message ?? '', /does not answer/u);
  });

  it('gives the page the head of 30 MB, keeps the whole as a table, and lets others have their turn', async () => {
    const row = JSON.stringify({ luid: 'a'.repeat(36), name: 'x'.repeat(220) });
    const body = `{"data":{"workbooks":[${Array.from({ length: 100_000 }, () => row).join(',')}]}}`;
    const odd = await oddServer((request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(request.url?.includes('graphql') === true ? body : '{}');
    });
    try {
      const { client, transport } = clientOfOdd(odd);
      const result = await runQuery(
        { tab: '1', query: '{ workbooks { luid name } }' },
        needs(client),
        signals(),
      );
      const { large, data, luidCount } = result.shown;
      assert.equal(data, undefined);
      assert.ok(large !== undefined && large.characters > 30_000_000, `${large?.characters}`);
      assert.ok(large.head.length <= 200_000 && large.head.startsWith('{\n  "data": {'));
      assert.equal(luidCount, 1);
      const tables = new Tables();
      assert.equal((await tables.info(result, undefined)).rows, 100_000);
      const view = { tab: '1', columns: ['name'], filter: '' };
      const { rows, matching } = await tables.rows(view, result, { from: 99_990, count: 50 });
      assert.deepEqual([rows.length, matching], [10, 100_000]);
      transport.dispose();
    } finally {
      await odd.close();
    }
  });
});
