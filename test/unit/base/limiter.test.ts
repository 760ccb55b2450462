/** Checks that no more pieces of work run than were allowed. */
import assert from 'node:assert/strict';
import { Limiter } from '../../../src/base/limiter';

/** Work that ends when it is told to. */
function held(): { work: () => Promise<string>; end: () => void; started: () => boolean } {
  let end = (): void => undefined;
  let started = false;
  const done = new Promise<string>((resolve) => {
    end = () => resolve('done');
  });
  return {
    work: () => {
      started = true;
      return done;
    },
    end: () => end(),
    started: () => started,
  };
}

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('Limiter', () => {
  it('lets two run and makes the third wait until one of them is done', async () => {
    const limiter = new Limiter(2);
    const works = [held(), held(), held()];
    const all = works.map(({ work }) => limiter.run(work));
    await soon();
    assert.deepEqual(
      works.map((one) => one.started()),
      [true, true, false],
    );
    works[0]!.end();
    await soon();
    assert.equal(works[2]!.started(), true);
    works[1]!.end();
    works[2]!.end();
    assert.deepEqual(await Promise.all(all), ['done', 'done', 'done']);
  });

  it('starts the waiting in the order in which they came', async () => {
    const limiter = new Limiter(1);
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map((n) =>
        limiter.run(async () => {
          order.push(n);
          await soon();
        }),
      ),
    );
    assert.deepEqual(order, [1, 2, 3, 4]);
  });

  it('gives a place back when the work fails', async () => {
    const limiter = new Limiter(1);
    await assert.rejects(
      limiter.run(() => Promise.reject(new Error('no'))),
      /no/u,
    );
    assert.equal(await limiter.run(() => Promise.resolve('next')), 'next');
  });

  it('never starts work that was aborted while it waited, and loses no place by it', async () => {
    const limiter = new Limiter(1);
    const first = held();
    const running = limiter.run(first.work);
    const abort = new AbortController();
    const second = held();
    const waiting = limiter.run(second.work, abort.signal);
    abort.abort(new Error('not wanted'));
    await assert.rejects(waiting, /not wanted/u);
    first.end();
    await running;
    assert.equal(await limiter.run(() => Promise.resolve('third')), 'third');
    assert.equal(second.started(), false);
  });
});
