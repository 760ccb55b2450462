/** Queries outlive the page that asked them, and end when somebody cancels. */
import assert from 'node:assert/strict';
import { QueryRuns } from '../../../src/metadata/queryRuns';
import type { QueryOutcome } from '../../../src/webview/protocol';

const outcome = (query: string): QueryOutcome => ({
  query,
  siteName: 'Sales',
  milliseconds: 1,
  notes: [],
});

function deferred(): { promise: Promise<QueryOutcome>; resolve(outcome: QueryOutcome): void } {
  let resolve: (outcome: QueryOutcome) => void = () => undefined;
  const promise = new Promise<QueryOutcome>((settle) => (resolve = settle));
  return { promise, resolve };
}

/** Work that ends when told to, and hears when it is aborted. */
function work() {
  const { promise, resolve } = deferred();
  let signal: AbortSignal | undefined;
  return {
    start: (given: AbortSignal) => {
      signal = given;
      return Promise.race([
        promise,
        new Promise<never>((_, reject) =>
          given.addEventListener('abort', () => reject(given.reason as Error)),
        ),
      ]);
    },
    end: (query: string) => resolve(outcome(query)),
    aborted: () => signal?.aborted === true,
  };
}

describe('QueryRuns', () => {
  it('keeps the outcome of each tab for a page that comes later', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    await runs.run('a', async () => outcome('{ a }'));
    await runs.run('b', async () => outcome('{ b }'));
    assert.equal((await runs.last('a'))?.query, '{ a }');
    assert.equal((await runs.last('b'))?.query, '{ b }');
    assert.equal(await runs.last('c'), undefined);
  });

  it('lets a later page wait for a query that still runs', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    const one = work();
    const asked = runs.run('a', one.start);
    assert.deepEqual(runs.running, ['a']);
    const joined = runs.last('a');
    one.end('{ late }');
    assert.equal((await joined)?.query, '{ late }');
    assert.equal((await asked).query, '{ late }');
    assert.deepEqual(runs.running, []);
  });

  it('cancels the query when whoever waits for it aborts, and keeps nothing of it', async () => {
    for (const by of ['run', 'last'] as const) {
      const runs = new QueryRuns<QueryOutcome>();
      const one = work();
      const abort = new AbortController();
      const asked = runs.run('a', one.start, by === 'run' ? abort.signal : undefined);
      const joined = by === 'last' ? runs.last('a', abort.signal) : undefined;
      abort.abort();
      await assert.rejects(asked, { name: 'AbortError' });
      if (joined !== undefined) await assert.rejects(joined, { name: 'AbortError' });
      assert.ok(one.aborted());
      assert.equal(await runs.last('a'), undefined);
    }
  });

  it('drops the answer of a query that was cancelled too late to stop it', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    const abort = new AbortController();
    const { promise, resolve } = deferred();
    const asked = runs.run('a', () => promise, abort.signal);
    abort.abort();
    resolve(outcome('{ stale }'));
    await assert.rejects(asked, { name: 'AbortError' });
    assert.equal(await runs.last('a'), undefined);
  });

  it('ends the query before when a tab asks another, and shows the newer outcome', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    const [one, two] = [work(), work()];
    const first = runs.run('a', one.start);
    const second = runs.run('a', two.start);
    await assert.rejects(first, { name: 'AbortError' });
    two.end('{ newer }');
    assert.equal((await second).query, '{ newer }');
    assert.equal((await runs.last('a'))?.query, '{ newer }');
  });

  it('ends what runs when the panel is closed', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    const one = work();
    const asked = runs.run('a', one.start);
    runs.dispose();
    await assert.rejects(asked, { name: 'AbortError' });
    assert.ok(one.aborted());
  });

  it('does not keep the outcomes of more tabs than a panel can have', async () => {
    const runs = new QueryRuns<QueryOutcome>();
    for (let tab = 0; tab < 40; tab += 1) await runs.run(`${tab}`, async () => outcome('{ a }'));
    assert.equal(await runs.last('9'), undefined);
    assert.ok(await runs.last('10'));
    assert.ok(await runs.last('39'));
  });
});
