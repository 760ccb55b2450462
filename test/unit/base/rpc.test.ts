/** Requests over a port: typed at both ends, refused when unknown, cancelled, and never left waiting. */
import assert from 'node:assert/strict';
import {
  connect,
  RpcError,
  type Connection,
  type Handlers,
  type Port,
} from '../../../src/base/rpc';
import { Emitter } from '../../../src/base/emitter';

interface Kitchen {
  cook(input: { readonly dish: string }): Promise<string>;
  wait(): Promise<void>;
  burn(): Promise<never>;
}
interface Guest {
  ring(input: { readonly table: number }): Promise<number>;
}

/** Two ports that copy what they carry, as `postMessage` does. */
function wire(): { left: Port; right: Port; sent: unknown[] } {
  const toLeft = new Emitter<unknown>();
  const toRight = new Emitter<unknown>();
  const sent: unknown[] = [];
  const carry = (to: Emitter<unknown>) => (message: unknown) => {
    const copy = structuredClone(message);
    sent.push(copy);
    queueMicrotask(() => to.fire(copy));
  };
  return {
    left: { post: carry(toRight), onMessage: toLeft.event },
    right: { post: carry(toLeft), onMessage: toRight.event },
    sent,
  };
}

const guest: Handlers<Guest> = {
  ring: async (input) => (input as { table: number }).table * 2,
};

function kitchen(seen: { signal?: AbortSignal } = {}): Handlers<Kitchen> {
  return {
    cook: async (input) => `hot ${(input as { dish: string }).dish}`,
    wait: (_, signal) =>
      new Promise((_resolve, reject) => {
        seen.signal = signal;
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      }),
    burn: async () => {
      throw new TypeError('smoke');
    },
  };
}

describe('connect', () => {
  let open: Connection<object>[] = [];
  const keep = <T extends Connection<object>>(one: T): T => {
    open.push(one);
    return one;
  };
  afterEach(() => {
    for (const one of open) one.dispose();
    open = [];
  });

  it('answers calls in both directions over one pair of ports', async () => {
    const { left, right } = wire();
    const toKitchen = keep(connect<Kitchen, Guest>(left, guest));
    const toGuest = keep(connect<Guest, Kitchen>(right, kitchen()));
    assert.equal(await toKitchen.remote.cook({ dish: 'soup' }), 'hot soup');
    assert.equal(await toGuest.remote.ring({ table: 4 }), 8);
  });

  it('carries an error across as words and a code, without its stack', async () => {
    const { left, right, sent } = wire();
    const { remote } = keep(connect<Kitchen, Guest>(left, guest));
    keep(
      connect<Guest, Kitchen>(right, kitchen(), {
        describe: (error) => ({ message: `It failed: ${(error as Error).message}`, code: 'fire' }),
      }),
    );
    await assert.rejects(remote.burn(), {
      name: 'RpcError',
      message: 'It failed: smoke',
      code: 'fire',
    });
    assert.ok(!JSON.stringify(sent).includes('rpc.test'), 'a stack crossed the wire');
  });

  it('refuses methods that are not its own, those that every object has among them', async () => {
    const { left, right } = wire();
    interface Wrong {
      steal(): Promise<void>;
      toString(): Promise<string>;
      hasOwnProperty(): Promise<boolean>;
    }
    const { remote } = keep(connect<Wrong, Guest>(left, guest));
    keep(connect<Guest, Kitchen>(right, kitchen()));
    for (const method of ['steal', 'toString', 'hasOwnProperty'] as const)
      await assert.rejects((remote[method] as () => Promise<unknown>)(), { code: 'unknownMethod' });
  });

  it('aborts the handler when the caller aborts, and rejects the caller with its own reason', async () => {
    const { left, right } = wire();
    const seen: { signal?: AbortSignal } = {};
    const { remote } = keep(connect<Kitchen, Guest>(left, guest));
    keep(connect<Guest, Kitchen>(right, kitchen(seen)));
    const abort = new AbortController();
    const waiting = remote.wait(undefined, abort.signal);
    await new Promise(setImmediate);
    const reason = new Error('changed my mind');
    abort.abort(reason);
    await assert.rejects(waiting, reason);
    await new Promise(setImmediate);
    assert.equal(seen.signal?.aborted, true);
  });

  it('sends nothing for a call whose signal was aborted before', async () => {
    const { left, sent } = wire();
    const { remote } = keep(connect<Kitchen, Guest>(left, guest));
    await assert.rejects(remote.cook({ dish: 'soup' }, AbortSignal.abort()), {
      name: 'AbortError',
    });
    assert.deepEqual(sent, []);
  });

  it('rejects what waits and aborts what runs when it is disposed, and refuses later calls', async () => {
    const { left, right } = wire();
    const seen: { signal?: AbortSignal } = {};
    const caller = connect<Kitchen, Guest>(left, guest);
    const callee = connect<Guest, Kitchen>(right, kitchen(seen));
    const waiting = caller.remote.wait();
    await new Promise(setImmediate);
    callee.dispose();
    assert.equal(seen.signal?.aborted, true);
    caller.dispose();
    await assert.rejects(waiting, { code: 'closed' });
    await assert.rejects(caller.remote.cook({ dish: 'soup' }), { code: 'closed' });
  });

  it('rejects what waits, and goes on, when another end has taken the seat at the port', async () => {
    const { left, right } = wire();
    const caller = keep(connect<Kitchen, Guest>(left, guest));
    const first = connect<Guest, Kitchen>(right, kitchen());
    const waiting = caller.remote.wait();
    await new Promise(setImmediate);
    first.dispose();
    keep(connect<Guest, Kitchen>(right, kitchen()));
    caller.dropPending();
    await assert.rejects(waiting, { code: 'closed' });
    assert.equal(await caller.remote.cook({ dish: 'pie' }), 'hot pie');
  });

  it('does not take the answer to a predecessor at the same port for its own', async () => {
    const { left, right } = wire();
    keep(connect<Guest, Kitchen>(right, kitchen()));
    const before = connect<Kitchen, Guest>(left, guest);
    const lost = before.remote.cook({ dish: 'old soup' });
    before.dispose();
    const after = keep(connect<Kitchen, Guest>(left, guest));
    const asked = after.remote.cook({ dish: 'new soup' });
    await assert.rejects(lost, RpcError);
    assert.equal(await asked, 'hot new soup');
  });

  it('ignores messages that are not its own', async () => {
    const { left, right } = wire();
    const { remote } = keep(connect<Kitchen, Guest>(left, guest));
    keep(connect<Guest, Kitchen>(right, kitchen()));
    for (const stray of [
      null,
      7,
      'call',
      {},
      { rpc: 'call' },
      { rpc: 'call', id: 'x' },
      { rpc: 'done', id: 1 },
    ])
      left.post(stray);
    assert.equal(await remote.cook({ dish: 'soup' }), 'hot soup');
  });

  it('can be awaited without sending a call named then', async () => {
    const { left, sent } = wire();
    const { remote } = keep(connect<Kitchen, Guest>(left, guest));
    await Promise.resolve(remote);
    assert.deepEqual(sent, []);
  });
});
