/** Code is loaded ahead for those who have a site, once VS Code has had its first moments, and for nobody else. */
import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { systemClock } from '../../../src/base/clock';
import { WarmUp } from '../../../src/views/warmUp';
import { TestLog } from '../support/world';

describe('WarmUp', () => {
  /** Loads begun once the wait is over; `end` comes before that. */
  const loads = async (sites: readonly string[], end?: 'disposed'): Promise<number> => {
    const waits: number[] = [];
    let over = (): void => undefined;
    const delay = (milliseconds: number, signal?: AbortSignal): Promise<void> => {
      waits.push(milliseconds);
      return new Promise((resolve, reject) => {
        over = resolve;
        signal?.addEventListener('abort', () => reject(signal.reason as Error));
      });
    };
    let begun = 0;
    const load = async (): Promise<void> => void (begun += 1);
    const log = new TestLog();
    const warmUp = new WarmUp({ list: () => sites }, load, { ...systemClock, delay }, log);
    await nextTurn();
    assert.deepEqual([waits, begun], [[2_000], 0]);
    if (end === 'disposed') warmUp.dispose();
    over();
    await nextTurn();
    return begun;
  };

  it('loads once, two seconds after the start', async () => {
    assert.equal(await loads(['sales']), 1);
  });

  it('loads nothing where there is no site, nor for an extension that is gone', async () => {
    assert.equal(await loads([]), 0);
    assert.equal(await loads(['sales'], 'disposed'), 0);
  });
});
