/** Checks how long we wait before trying again. */
import assert from 'node:assert/strict';
import { backoffMs } from '../../../src/base/backoff';

describe('backoffMs', () => {
  const options = { firstMs: 500, capMs: 8000 };

  it('doubles with every attempt and stops at the cap', () => {
    const longest = [1, 2, 3, 4, 5, 6, 20].map((n) =>
      backoffMs(n, { ...options, random: () => 1 }),
    );
    assert.deepEqual(longest, [500, 1000, 2000, 4000, 8000, 8000, 8000]);
  });

  it('waits at least half of that, so that jitter never means knocking at once', () => {
    assert.equal(backoffMs(3, { ...options, random: () => 0 }), 1000);
  });

  it('differs from one caller to the next', () => {
    const waits = new Set(Array.from({ length: 20 }, () => backoffMs(5, options)));
    assert.ok(waits.size > 5, `only ${waits.size} different waits`);
  });
});
