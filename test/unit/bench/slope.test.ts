/** What the memory benches take for growth. */
import assert from 'node:assert/strict';
import { growthOf } from '../../bench/memory/slope';
import { seeded } from '../support/seeded';

describe('growthOf', () => {
  it('is nothing for a heap that fills its caches first and then only breathes', () => {
    const { next } = seeded(7);
    const heap = Array.from({ length: 40 }, (_, n) => Math.min(n, 15) * 900 + next() * 40);
    const { slope, error } = growthOf(heap);
    assert.ok(Math.abs(slope) < 3 * error + 1, `${slope} ± ${error}`);
    assert.ok(Math.abs(slope) < 3, `${slope}`);
  });

  it('is the leak, however much the heap breathes', () => {
    const { next } = seeded(8);
    const heap = Array.from({ length: 40 }, (_, n) => n * 25 + next() * 40);
    const { slope, error } = growthOf(heap);
    assert.ok(Math.abs(slope - 25) < 3, `${slope}`);
    assert.ok(slope > 5 * error, `${slope} ± ${error}`);
  });

  it('shows a leak by its usual step although the heap falls once', () => {
    const heap = Array.from({ length: 50 }, (_, n) => n * 25 - (n > 35 ? 3000 : 0));
    const { slope, step } = growthOf(heap);
    assert.ok(slope < 0, `${slope}`);
    assert.equal(step, 25);
  });

  it('wants samples', () => {
    assert.throws(() => growthOf([1, 2, 3, 4]), /Three samples/u);
  });
});
