/** Checks events and the owner of disposables. */
import assert from 'node:assert/strict';
import { Disposables } from '../../../src/base/disposables';
import { Emitter } from '../../../src/base/emitter';

describe('Emitter', () => {
  it('tells every listener, and none that unsubscribed', () => {
    const emitter = new Emitter<number>();
    const heard: string[] = [];
    const first = emitter.event((n) => heard.push(`first ${n}`));
    emitter.event((n) => heard.push(`second ${n}`));
    emitter.fire(1);
    first.dispose();
    emitter.fire(2);
    assert.deepEqual(heard, ['first 1', 'second 1', 'second 2']);
  });

  it('lets the others hear when one listener throws, and still reports it', () => {
    const emitter = new Emitter<number>();
    const heard: number[] = [];
    emitter.event(() => {
      throw new Error('clumsy');
    });
    emitter.event((n) => heard.push(n));
    assert.throws(() => emitter.fire(7), AggregateError);
    assert.deepEqual(heard, [7]);
  });

  it('subscribes the same function twice when asked twice', () => {
    const emitter = new Emitter<number>();
    let calls = 0;
    const listener = (): void => void (calls += 1);
    emitter.event(listener).dispose();
    emitter.event(listener);
    emitter.event(listener);
    emitter.fire(1);
    assert.equal(calls, 2);
  });

  it('falls silent once disposed', () => {
    const emitter = new Emitter<number>();
    let calls = 0;
    emitter.event(() => (calls += 1));
    emitter.dispose();
    emitter.fire(1);
    assert.equal(calls, 0);
  });
});

describe('Disposables', () => {
  it('disposes in reverse order', () => {
    const owned = new Disposables();
    const order: number[] = [];
    for (const n of [1, 2, 3]) owned.add({ dispose: () => void order.push(n) });
    owned.dispose();
    assert.deepEqual(order, [3, 2, 1]);
  });

  it('disposes the rest when one member throws, and reports it', () => {
    const owned = new Disposables();
    let disposed = false;
    owned.add({ dispose: () => (disposed = true) });
    owned.add({
      dispose: () => {
        throw new Error('stuck');
      },
    });
    assert.throws(() => owned.dispose(), AggregateError);
    assert.equal(disposed, true);
  });

  it('disposes late arrivals at once, and nothing twice', () => {
    const owned = new Disposables();
    let count = 0;
    owned.add({ dispose: () => (count += 1) });
    owned.dispose();
    owned.dispose();
    owned.add({ dispose: () => (count += 10) });
    assert.equal(count, 11);
  });
});
