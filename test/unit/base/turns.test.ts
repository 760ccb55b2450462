/** Heavy steps take turns: each has a turn of the event loop for itself. */
import assert from 'node:assert/strict';
import { Turns } from '../../../src/base/turns';

describe('Turns', () => {
  it('lets a turn of the event loop pass between two who asked at the same time', async () => {
    const turns = new Turns();
    let loops = 0;
    let counting = true;
    const count = (): void => {
      loops += 1;
      if (counting) setImmediate(count);
    };
    setImmediate(count);
    const at: number[] = [];
    await Promise.all(
      [1, 2, 3, 4].map(async () => {
        await turns.next();
        at.push(loops);
      }),
    );
    counting = false;
    assert.equal(new Set(at).size, 4, `in the turns ${at.join(', ')} of the event loop`);
  });

  it('tells who has aborted meanwhile, and the next ones have their turns all the same', async () => {
    const turns = new Turns();
    const abort = new AbortController();
    const aborted = turns.next(abort.signal);
    const next = turns.next();
    abort.abort(new DOMException('not wanted', 'AbortError'));
    await assert.rejects(aborted, { name: 'AbortError' });
    await next;
  });
});
