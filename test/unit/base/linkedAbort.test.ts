/** Checks an abort that follows another one. */
import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { linkedAbort } from '../../../src/base/linkedAbort';

describe('linkedAbort', () => {
  it('follows the parent with its reason', () => {
    const parent = new AbortController();
    const own = linkedAbort(parent.signal);
    parent.abort('because');
    assert.equal(own.signal.reason, 'because');
  });

  it('is aborted from the start when the parent was', () => {
    assert.equal(linkedAbort(AbortSignal.abort('early')).signal.reason, 'early');
  });

  it('aborts alone, without a word to the parent', () => {
    const parent = new AbortController();
    const own = linkedAbort(parent.signal);
    own.abort('mine');
    assert.equal(own.signal.aborted, true);
    assert.equal(parent.signal.aborted, false);
  });

  it('leaves no listener behind once released', () => {
    const parent = new AbortController();
    const own = linkedAbort(parent.signal);
    assert.equal(getEventListeners(parent.signal, 'abort').length, 1);
    own.release();
    assert.equal(getEventListeners(parent.signal, 'abort').length, 0);
  });
});
