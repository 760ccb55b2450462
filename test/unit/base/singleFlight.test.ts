/** Checks that one piece of work serves all who ask for it meanwhile. */
import assert from 'node:assert/strict';
import { SingleFlight } from '../../../src/base/singleFlight';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('SingleFlight', () => {
  it('does the work once for all who ask while it runs, and again for who asks later', async () => {
    const flights = new SingleFlight<string, number>();
    let runs = 0;
    const work = async (): Promise<number> => {
      runs += 1;
      await soon();
      return runs;
    };
    assert.deepEqual(await Promise.all([flights.run('a', work), flights.run('a', work)]), [1, 1]);
    assert.equal(await flights.run('a', work), 2);
  });

  it('keeps keys apart', async () => {
    const flights = new SingleFlight<string, string>();
    const both = [flights.run('a', async () => 'a'), flights.run('b', async () => 'b')];
    assert.deepEqual(await Promise.all(both), ['a', 'b']);
  });

  it('gives a failure to all who wait, and starts afresh for the next', async () => {
    const flights = new SingleFlight<string, string>();
    const fail = (): Promise<string> => Promise.reject(new Error('refused'));
    const both = await Promise.allSettled([flights.run('a', fail), flights.run('a', fail)]);
    assert.deepEqual(
      both.map(({ status }) => status),
      ['rejected', 'rejected'],
    );
    assert.equal(await flights.run('a', async () => 'well'), 'well');
  });

  it("lets one caller's abort fail that caller alone", async () => {
    const flights = new SingleFlight<string, string>();
    const abort = new AbortController();
    const work = async (): Promise<string> => {
      await soon();
      return 'done';
    };
    const leaver = flights.run('a', work, abort.signal);
    const stayer = flights.run('a', work);
    abort.abort(new Error('left'));
    await assert.rejects(leaver, /left/u);
    assert.equal(await stayer, 'done');
  });

  it('stops the work when nobody waits any more', async () => {
    const flights = new SingleFlight<string, string>();
    const abort = new AbortController();
    let stopped = false;
    const work = (signal: AbortSignal): Promise<string> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          stopped = true;
          reject(signal.reason as Error);
        });
      });
    const only = flights.run('a', work, abort.signal);
    abort.abort(new Error('left'));
    await assert.rejects(only, /left/u);
    assert.equal(stopped, true);
    assert.equal(await flights.run('a', async () => 'afresh'), 'afresh');
  });
});
