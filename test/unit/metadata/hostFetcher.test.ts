/** What the page does with a query that another one overtakes: only the last has something to say. */
import assert from 'node:assert/strict';
import type { Remote } from '../../../src/base/rpc';
import { hostFetcher } from '../../../src/webview/hostFetcher';
import type { HostApi, QueryOutcome, QueryRequest } from '../../../src/webview/protocol';
import { TabRuns } from '../../../src/webview/tabRuns';

interface Subscribed {
  subscribe(observer: { complete(): void }): { unsubscribe(): void };
}

interface Asked {
  readonly request: QueryRequest;
  answer(outcome: QueryOutcome): Promise<void>;
  refuse(words: string): Promise<void>;
}

const outcome = (query: string): QueryOutcome => ({
  query,
  siteName: 'Sales',
  milliseconds: 1,
  notes: [],
});
const settled = (): Promise<void> => new Promise((done) => setImmediate(done));

describe('hostFetcher', () => {
  let runs: TabRuns;
  let asked: Asked[];
  let stopped: number;
  let cursor: number;

  beforeEach(() => {
    runs = new TabRuns([]);
    asked = [];
    stopped = 0;
    cursor = 0;
  });

  /** A host that answers when it is told to. */
  const host = {
    runQuery: (request: QueryRequest, signal?: AbortSignal) =>
      new Promise<QueryOutcome>((resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
        asked.push({
          request,
          answer: (value) => (resolve(value), settled()),
          refuse: (words) => (reject(new Error(words)), settled()),
        });
      }),
    stopPages: async () => void (stopped += 1),
  } as unknown as Remote<HostApi>;
  const run = (query: string) => {
    const fetcher = hostFetcher(host, runs, () => ({ tab: '1', offset: () => cursor }));
    return (fetcher({ query }) as unknown as Subscribed).subscribe({ complete: () => undefined });
  };

  it('leaves the tab to the later query when the earlier one is refused for it', async () => {
    run('{ a }');
    run('{ b }');
    await asked[0]!.refuse('Another query took its place');
    assert.deepEqual(runs.get('1'), { status: 'running' });
    await asked[1]!.answer(outcome('{ b }'));
    assert.deepEqual(runs.get('1'), { status: 'ended', outcome: outcome('{ b }') });
  });

  it('keeps pages of an earlier query from ending the later one', async () => {
    const pages = runs.begin('1', { tab: '1', fetched: 50, pageSize: 50 });
    run('{ b }');
    pages.settle({ status: 'notSent', message: 'Another query took its place' });
    assert.deepEqual(runs.get('1'), { status: 'running' });
  });

  it('cancels at once, but stops pages and waits for what they brought', async () => {
    const first = run('{ a }');
    first.unsubscribe();
    assert.deepEqual(runs.get('1'), { status: 'cancelled' });
    const second = run('{ b }');
    runs.fetching({ tab: '1', fetched: 50, pageSize: 50 });
    second.unsubscribe();
    assert.equal(stopped, 1);
    await asked[1]!.answer(outcome('{ b }'));
    assert.equal(runs.get('1')?.status, 'ended');
  });

  it('sends the operation under the cursor alone', () => {
    const text = 'query A { a } query B { b }';
    cursor = text.length;
    run(text);
    assert.deepEqual(asked[0]!.request, {
      tab: '1',
      query: `${' '.repeat(13)} query B { b }`,
      operationName: 'B',
    });
  });
});
