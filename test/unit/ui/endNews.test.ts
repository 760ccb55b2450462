/** Which ends are told, by the setting and by who has the focus. */
import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Outcome, Watch } from '../../../src/jobs/jobsContract';
import { isNews, isWanted } from '../../../src/ui/endNews';

const well: Outcome = { status: 'succeeded', by: 'job' };
const cancelled: Outcome = { status: 'cancelled' };
const failed: Outcome = { status: 'failed' };
const unknown: Outcome = { status: 'unknown', reason: 'purged' };

const watch = (now: Partial<Watch>): Watch => ({ told: false, ...now }) as Watch;

describe('isNews', () => {
  it('is an end that nobody has told yet, in the window that has the focus', () => {
    assert.equal(isNews(watch({ outcome: failed }), true), true);
    assert.equal(isNews(watch({ outcome: failed, told: true }), true), false);
    assert.equal(isNews(watch({}), true), false);
  });

  it('waits for the focus', () => {
    assert.equal(isNews(watch({ outcome: failed }), false), false);
  });
});

describe('isWanted', () => {
  it('tells every end where all are wanted', () => {
    for (const outcome of [well, cancelled, failed, unknown])
      assert.equal(isWanted([outcome], 'all'), true);
  });

  it('tells failures and ends that are not known where failures are wanted, also one among many', () => {
    assert.equal(isWanted([well], 'failures'), false);
    assert.equal(isWanted([cancelled], 'failures'), false);
    assert.equal(isWanted([failed], 'failures'), true);
    assert.equal(isWanted([unknown], 'failures'), true);
    assert.equal(isWanted([well, well, failed], 'failures'), true);
  });

  it('tells none where none is wanted, except what was asked for and never started', () => {
    assert.equal(isWanted([failed, unknown], 'none'), false);
    assert.equal(isWanted([well], 'none', 1), true);
    assert.equal(isWanted([well], 'failures', 1), true);
  });
});
