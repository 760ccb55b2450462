// Limits, warnings, refusals and oddities of the fake server's Metadata API.
import assert from 'node:assert/strict';
import { openMetadata, type MetadataTalk } from './metadataTalk';

describe('handleMetadata at its limits', function () {
  // The first query of a version builds its schema, which a busy machine takes its time over.
  this.timeout(20_000);

  let talk: MetadataTalk;

  beforeEach(async () => {
    talk = await openMetadata();
  });

  afterEach(() => talk.close());

  const codes = async (query: string): Promise<unknown[]> =>
    ((await talk.administrator.ask(query)).errors ?? []).map((error) => error.extensions?.['code']);

  it('answers a part and a warning beyond the node limit', async () => {
    talk.knobs.nodeLimit = 10;
    const answer = await talk.administrator.ask('{workbooks{luid}}');
    const { workbooks } = answer.data as { workbooks: unknown[] };
    assert.equal(workbooks.length, 10);
    assert.equal(answer.errors?.length, 1);
    assert.equal(answer.errors[0]?.extensions?.['code'], 'NODE_LIMIT_EXCEEDED');
    assert.match(answer.errors[0]?.message ?? '', /10 node limit/);
  });

  it('counts nested nodes too', async () => {
    const { workbooks } = await talk.administrator.data<{ workbooks: { views: unknown[] }[] }>(
      '{workbooks{views{id}}}',
    );
    const nodes = workbooks.reduce((sum, row) => sum + 1 + row.views.length, 0);
    talk.knobs.nodeLimit = nodes;
    assert.deepEqual(await codes('{workbooks{views{id}}}'), []);
    talk.knobs.nodeLimit = nodes - 1;
    assert.deepEqual(await codes('{workbooks{views{id}}}'), ['NODE_LIMIT_EXCEEDED']);
  });

  it('clips a page of more than a thousand', async () => {
    assert.deepEqual(await codes('{workbooksConnection(first:5000){totalCount}}'), [
      'MAX_PAGE_SIZE_EXCEEDED',
    ]);
  });

  it('refuses a bad cursor, the cursor of another query, and after with offset', async () => {
    const { workbooksConnection } = await talk.administrator.data<{
      workbooksConnection: { pageInfo: { endCursor: string } };
    }>('{workbooksConnection(first:1){pageInfo{endCursor}}}');
    const { endCursor } = workbooksConnection.pageInfo;
    for (const args of [
      `after:"nonsense"`,
      `after:"${endCursor}",filter:{name:"x"}`,
      `after:"${endCursor}",offset:3`,
    ]) {
      const answer = await talk.administrator.ask(`{workbooksConnection(${args}){totalCount}}`);
      assert.equal(answer.data, null, args);
      assert.equal(answer.errors?.[0]?.extensions?.['code'], 'INVALID_ARGUMENT', args);
    }
    assert.deepEqual(await codes(`{workbooksConnection(after:"${endCursor}"){totalCount}}`), []);
  });

  it('refuses a text filter of blanks', async () => {
    assert.deepEqual(await codes('{databases(filter:{text:"  \\""}){name}}'), ['INVALID_ARGUMENT']);
  });

  it('speaks of an unfinished backfill beside the data', async () => {
    talk.knobs.metadata.backfillRunning = true;
    const answer = await talk.ask('{__typename}');
    assert.deepEqual(answer.data, { __typename: 'Query' });
    assert.equal(answer.errors?.[0]?.extensions?.['code'], 'BACKFILL_RUNNING');
    talk.knobs.metadata.nullExtensions = true;
    assert.equal((await talk.ask('{__typename}')).errors?.[0]?.extensions, null);
  });

  it('runs out of time softly with data, and hard without', async () => {
    talk.knobs.metadata.timeLimit = 'soft';
    const soft = await talk.ask('{__typename}');
    assert.deepEqual(soft.data, { __typename: 'Query' });
    assert.equal(soft.errors?.[0]?.message, 'Reached time limit of PT5S for query execution.');
    assert.equal(soft.errors[0].extensions, null);
    talk.knobs.metadata.timeLimit = 'hard';
    const hard = await talk.ask('{__typename}');
    assert.equal(hard.data, null);
    assert.match(hard.errors?.[0]?.message ?? '', /30000 millis/);
  });

  it('says no without data when the rate is exceeded or the API is off', async () => {
    talk.knobs.metadata.rateExceeded = true;
    assert.deepEqual(await codes('{__typename}'), ['RATE_EXCEEDED']);
    talk.knobs.metadata.rateExceeded = false;
    for (const [mode, code] of [
      ['featureDisabled', 'FEATURE_DISABLED'],
      ['siteDisabled', 'SITE_DISABLED'],
      ['accessDenied', 'ACCESS_DENIED'],
    ] as const) {
      talk.knobs.metadataMode = mode;
      const answer = await talk.ask('{__typename}');
      assert.equal(answer.errors?.[0]?.extensions?.['code'], code);
      assert.ok(!('data' in answer));
    }
  });

  it('is a 404 or a page of HTML where community clients expect one', async () => {
    const body = {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"query":"{__typename}"}',
    };
    talk.knobs.metadataMode = '404';
    assert.equal((await talk.fetch('/api/metadata/graphql', body)).status, 404);
    talk.knobs.metadataMode = 'html';
    const html = await talk.fetch('/api/metadata/graphql', body);
    assert.match(html.headers.get('content-type') ?? '', /text\/html/);
    assert.match(await html.text(), /<html/i);
  });

  it('turns a fresh session away once when told to', async () => {
    talk.knobs.metadata.spurious401Milliseconds = 60_000;
    const again = await talk.withJwt(['tableau:content:read']);
    assert.equal((await again('{__typename}')).status, 401);
    assert.equal((await again('{__typename}')).status, 200);
  });

  it('answers a page of a big site in an instant, by number, and in order', async function () {
    this.timeout(60_000);
    const pattern = talk.model.workbooks.ofSite(talk.site.luid)[0];
    assert.ok(pattern);
    for (let n = 0; n < 50_000; n++) {
      talk.model.workbooks.add({
        ...pattern,
        luid: `many-${n}`,
        metadataId: `many-${n}`,
        vizportalUrlId: 100_000 + n,
        name: `Many ${n}`,
        viewLuids: [],
        embeddedDatasources: [],
      });
    }
    // The best of a few: what other programs do to this machine must not decide. Never the same question twice.
    const best = async (query: (n: number) => string): Promise<number> => {
      const times: number[] = [];
      for (let n = 0; n < 20; n++) {
        const start = performance.now();
        await talk.administrator.data(query(n));
        times.push(performance.now() - start);
      }
      return Math.min(...times);
    };
    const walk = await best((n) => `{workbooks(filter:{name:"Nobody ${n}"}){luid}}`);
    const byNumber = await best(
      (n) => `{workbooks(filter:{vizportalUrlId:"${140_000 + n}"}){luid}}`,
    );
    assert.ok(byNumber < walk / 3, `by number ${byNumber} ms, by walking ${walk} ms`);
    const page = await best(
      (n) =>
        `{workbooksConnection(first:10,offset:${40_000 + n},orderBy:{field:NAME,direction:ASC}){nodes{luid}}}`,
    );
    // Sorting anew takes many times as long as walking.
    assert.ok(page < walk * 3, `a page ${page} ms, walking ${walk} ms`);
  });
});
