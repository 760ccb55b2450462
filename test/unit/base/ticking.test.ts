/** What is done again and again, on a clock that the test turns. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ticking } from '../../../src/base/ticking';
import { TestClock } from '../support/testClock';

describe('ticking', () => {
  it('works once each time, and no more when it is disposed of', async () => {
    const clock = new TestClock(() => 0, 0);
    let done = 0;
    const ticks = ticking(clock, 60_000, () => (done += 1));
    await clock.advance(59_000);
    assert.equal(done, 0);
    await clock.advance(2_000);
    assert.equal(done, 1);
    await clock.advance(120_000);
    assert.equal(done, 3);
    ticks.dispose();
    await clock.advance(600_000);
    assert.equal(done, 3);
  });
});
