/** Checks the real clock: its waits end, and obey a signal. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { systemClock } from '../../../src/base/clock';

describe('systemClock', () => {
  it('waits as long as it was told', async () => {
    const began = performance.now();
    await systemClock.delay(20);
    assert.ok(performance.now() - began >= 18);
  });

  it('rejects with the reason when the signal aborts, and takes its listener away', async () => {
    const abort = new AbortController();
    const waiting = systemClock.delay(60_000, abort.signal);
    abort.abort(new Error('enough'));
    await assert.rejects(waiting, /enough/u);
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
  });

  it('takes its listener away after a wait that ended by itself', async () => {
    const abort = new AbortController();
    await systemClock.delay(1, abort.signal);
    assert.equal(getEventListeners(abort.signal, 'abort').length, 0);
  });

  it('does not wait at all with a signal that was aborted before', async () => {
    await assert.rejects(
      systemClock.delay(60_000, AbortSignal.abort(new Error('before'))),
      /before/u,
    );
  });
});
