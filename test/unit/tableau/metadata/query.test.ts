/** Checks queries that a person wrote: data, warnings, refusals, and the states in which the Metadata API is off. */
import assert from 'node:assert/strict';
import type { MetadataApi } from '../../../../src/tableau/client';
import { isTableauError, TableauError } from '../../../../src/tableau/errors';
import { httpTransport } from '../../../../src/tableau/http/transport';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { clientFor, clientOfOdd, oddServer, type SignedInBench } from '../support/harness';

async function failure(promise: Promise<unknown>): Promise<TableauError> {
  const outcome = await promise.catch((error: unknown) => error);
  assert.ok(isTableauError(outcome), String(outcome));
  return outcome;
}

/** What the client makes of one answer of the Metadata API. */
async function fromAnswer<T>(text: string, use: (metadata: MetadataApi) => Promise<T>): Promise<T> {
  const odd = await oddServer((_, response) => response.end(text));
  const bench = clientOfOdd(odd);
  try {
    return await use(bench.client.metadata);
  } finally {
    bench.transport.dispose();
    await odd.close();
  }
}

const probe = { query: '{ __typename }' };

describe('MetadataApi.query', () => {
  let fake: FakeTableau;
  let bench: SignedInBench;
  let metadata: MetadataApi;

  beforeEach(async () => {
    fake = await startFakeTableau();
    bench = clientFor(fake);
    metadata = bench.client.metadata;
    await bench.client.whoAmI();
    fake.log.clear();
  });
  afterEach(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  it('gives the data of a query with variables', async () => {
    const answer = await metadata.query({
      query: 'query ($n: String) { workbooks(filter: {name: $n}) { name luid } }',
      variables: { n: 'Agency Scorecard' },
    });
    const { workbooks } = answer.data as { workbooks: { name: string; luid: string }[] };
    assert.deepEqual(
      workbooks.map(({ name }) => name),
      ['Agency Scorecard'],
    );
    assert.deepEqual(answer.warnings, []);
    assert.equal(fake.log.length, 1);
  });

  it('runs the chosen one of several operations, with the fragments that it needs', async () => {
    const query = `query A { workbooks { luid } } query B { publishedDatasources { ...f } } fragment f on PublishedDatasource { name }`;
    const { data } = await metadata.query({ query, operationName: 'B' });
    assert.deepEqual(Object.keys(data as object), ['publishedDatasources']);
    const error = await failure(metadata.query({ query, operationName: 'C' }));
    assert.deepEqual(
      [error.kind, error.details.summary],
      ['graphql', 'No operation is called "C".'],
    );
    assert.equal(fake.log.length, 1);
  });

  it('keeps the warnings that came beside data', async () => {
    fake.knobs.metadata.backfillRunning = true;
    const answer = await metadata.query({ query: '{ workbooks { name } }' });
    assert.ok((answer.data as { workbooks: unknown[] }).workbooks.length > 10);
    assert.deepEqual(
      answer.warnings.map(({ code, severity }) => [code, severity]),
      [['BACKFILL_RUNNING', 'WARNING']],
    );
  });

  it('keeps partial data with the warning that says so', async () => {
    fake.knobs.nodeLimit = 5;
    const answer = await metadata.query({ query: '{ workbooks { name } }' });
    assert.equal(answer.warnings[0]?.code, 'NODE_LIMIT_EXCEEDED');
    fake.knobs.metadata.timeLimit = 'soft';
    const late = await metadata.query({ query: '{ workbooks { name } }' });
    assert.ok(
      late.warnings.some(({ message, code }) => /PT5S/u.test(message) && code === undefined),
    );
  });

  it('fails with the first words of a query that is wrong, and asks only once', async () => {
    const wrong = await failure(metadata.query({ query: '{ workbooks { colour } }' }));
    assert.equal(wrong.kind, 'graphql');
    assert.match(wrong.details.summary ?? '', /FieldUndefined.*colour/u);
    assert.equal((await failure(metadata.query({ query: '{ workbooks {' }))).kind, 'graphql');
    assert.equal(fake.log.length, 2);
  });

  it('tells a syntax error before anything is sent when an operation has to be chosen', async () => {
    const error = await failure(
      metadata.query({ query: 'query A { workbooks {', operationName: 'A' }),
    );
    assert.equal(error.kind, 'graphql');
    assert.equal(fake.log.length, 0);
  });

  for (const mode of ['featureDisabled', 'siteDisabled', 'accessDenied', '404', 'html'] as const) {
    it(`calls the Metadata API unavailable when it is ${mode}`, async () => {
      fake.knobs.metadataMode = mode;
      const error = await failure(metadata.query(probe));
      assert.equal(error.kind, 'metadataUnavailable');
      assert.equal(bench.tokens.signIns, 1);
    });
  }

  it('waits and asks again when the rate is exceeded, and gives up in the end', async () => {
    fake.knobs.metadata.rateExceeded = true;
    const error = await failure(metadata.query(probe));
    assert.deepEqual([error.kind, error.code], ['tooManyRequests', 'RATE_EXCEEDED']);
    assert.deepEqual([fake.log.length, bench.clock.waits.length], [3, 2]);
  });

  it('asks again after the hard time limit', async () => {
    fake.knobs.metadata.timeLimit = 'hard';
    const error = await failure(metadata.query({ query: '{ workbooks { name } }' }));
    assert.equal(error.kind, 'graphql');
    assert.equal(fake.log.length, 3);
  });

  it('asks again after a gateway or a broken connection', async () => {
    fake.knobs.htmlNext(1, 'graphql', 504);
    fake.knobs.dropNext(1, 'graphql');
    assert.deepEqual((await metadata.query(probe)).data, { __typename: 'Query' });
    assert.equal(fake.log.length, 3);
  });

  it("does not take a proxy's status for an answer of the Metadata API", async () => {
    const broken = new TableauError('network', { code: 'PROXY_REFUSED', httpStatus: 503 });
    httpTransport(bench.transport).send = () => Promise.reject(broken);
    assert.equal((await failure(metadata.query(probe))).kind, 'network');
  });

  it('waits a little, without another sign-in, when a new session is not known there yet', async () => {
    fake.knobs.metadata.spurious401Milliseconds = 60_000;
    await bench.tokens.renew(await bench.tokens.current());
    const signIns = bench.tokens.signIns;
    assert.deepEqual((await metadata.query(probe)).data, { __typename: 'Query' });
    assert.equal(bench.tokens.signIns, signIns);
    assert.ok(bench.clock.waits.every((wait) => wait >= 1000 && wait <= 2000));
  });

  it('signs in again, once, when the session has ended', async () => {
    bench.clock.turn(3_600_000);
    fake.knobs.expireSessions();
    assert.deepEqual((await metadata.query(probe)).data, { __typename: 'Query' });
    assert.equal(bench.tokens.signIns, 2);
  });

  it('takes a 401 that stays for a method that this session may not call', async () => {
    fake.knobs.failNext({ status: 401, code: 401002, count: 20, match: 'graphql' });
    const error = await failure(metadata.query(probe));
    assert.equal(error.kind, 'notAllowedWithSession');
    assert.equal(bench.tokens.signIns, 2);
  });

  it("stops with the caller's reason", async () => {
    fake.knobs.delay(5000, 'graphql');
    const abort = new AbortController();
    const asking = metadata.query(probe, abort.signal);
    setTimeout(() => abort.abort(new Error('enough')), 20);
    await assert.rejects(asking, /^Error: enough$/u);
  });
});

describe('an answer of the Metadata API', () => {
  const ask = (text: string): Promise<unknown> =>
    fromAnswer(text, (metadata) => metadata.query(probe));

  it('may have null where the specification wants an object or nothing', async () => {
    const answer = await ask('{"data":{"a":1},"errors":null,"extensions":null}');
    assert.deepEqual(answer, { data: { a: 1 }, warnings: [] });
    const warned = await ask('{"data":{"a":1},"errors":[{"message":"m","extensions":null},{}]}');
    assert.deepEqual((warned as { warnings: unknown }).warnings, [
      { message: 'm' },
      { message: 'Error without a message' },
    ]);
  });

  it('without data fails with what was said', async () => {
    const texts = [
      '{"data":null,"errors":[{"message":"No"}]}',
      '{"errors":[{"message":"No"}]}',
      '{"message":"No"}',
      '{"error":{"summary":"s","detail":"No"}}',
    ];
    for (const text of texts) {
      const error = await failure(ask(text));
      assert.deepEqual([error.kind, error.details.summary], ['graphql', 'No'], text);
    }
    assert.equal((await failure(ask('{"data":null}'))).kind, 'graphql');
  });

  it('that was cut off is no sign that the Metadata API is off', async () => {
    assert.deepEqual((await failure(ask('{"data":{"work'))).kind, 'notTableau');
  });
});
