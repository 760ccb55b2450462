/** Typed requests over a message port, the same code at both ends: one side's interface becomes calls at the other. */
import type { Disposable, Event } from './emitter';

export interface Port {
  post(message: unknown): void;
  readonly onMessage: Event<unknown>;
}

/** What went wrong at the other end, or with the wire. Carries words and a code, never a stack. */
export class RpcError extends Error {
  constructor(
    message: string,
    /** `closed`, `unknownMethod`, `failed`, or what the other end's `describe` gave. */
    readonly code: string,
  ) {
    super(message);
    this.name = 'RpcError';
  }
}

/** An API as its own end implements it. Inputs are `unknown`: the other end is not to be believed. */
export type Handlers<Api> = {
  readonly [M in keyof Api]: Api[M] extends (...args: never[]) => Promise<infer Output>
    ? (input: unknown, signal: AbortSignal) => Promise<Output>
    : never;
};

/** An API as the other end calls it: at most one input, which must survive being copied, then a signal. */
export type Remote<Api> = {
  readonly [M in keyof Api]: Api[M] extends () => Promise<infer Output>
    ? (input?: undefined, signal?: AbortSignal) => Promise<Output>
    : Api[M] extends (input: infer Input) => Promise<infer Output>
      ? (input: Input, signal?: AbortSignal) => Promise<Output>
      : never;
};

export interface Connection<Api> extends Disposable {
  readonly remote: Remote<Api>;
  /** Rejects the calls made from here that wait for an answer: who was asked is gone, another sits at the port. */
  dropPending(): void;
}

export interface ConnectOptions {
  /** Turns what a handler threw into what may cross. */
  readonly describe?: (error: unknown) => { readonly message: string; readonly code: string };
}

type Message =
  | { readonly rpc: 'call'; readonly id: string; readonly method: string; readonly input?: unknown }
  | { readonly rpc: 'cancel'; readonly id: string }
  | { readonly rpc: 'done'; readonly id: string; readonly output?: unknown }
  | {
      readonly rpc: 'failed';
      readonly id: string;
      readonly message: string;
      readonly code: string;
    };

interface Pending {
  resolve(output: unknown): void;
  reject(error: Error): void;
}

/** `handlers` must be a plain record: only its own members can be called. */
export function connect<Theirs extends object, Ours extends object>(
  port: Port,
  handlers: Handlers<Ours>,
  options: ConnectOptions = {},
): Connection<Theirs> {
  const describe = options.describe ?? plainly;
  // A page that is loaded anew must not get the answers to its predecessor's calls: ids are unique to this end.
  const prefix = globalThis.crypto.randomUUID();
  const pending = new Map<string, Pending>();
  const running = new Map<string, AbortController>();
  let calls = 0;
  let closed = false;

  const call = (method: string, input: unknown, signal?: AbortSignal): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (closed) throw new RpcError('The connection is closed', 'closed');
      signal?.throwIfAborted();
      calls += 1;
      const id = `${prefix}/${calls}`;
      const onAbort = (): void => {
        settle();
        port.post({ rpc: 'cancel', id } satisfies Message);
        reject(signal?.reason as Error);
      };
      const settle = (): void => {
        pending.delete(id);
        signal?.removeEventListener('abort', onAbort);
      };
      pending.set(id, {
        resolve: (output) => {
          settle();
          resolve(output);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort, { once: true });
      port.post({ rpc: 'call', id, method, input } satisfies Message);
    });

  const answer = async (id: string, method: string, input: unknown): Promise<void> => {
    const abort = new AbortController();
    running.set(id, abort);
    let reply: Message;
    try {
      if (!Object.hasOwn(handlers, method))
        throw new RpcError(`There is no method ${method}`, 'unknownMethod');
      // The record's members are handlers by its type; which of them is asked for is known only now.
      const handler = handlers[method as keyof Ours] as (
        input: unknown,
        signal: AbortSignal,
      ) => Promise<unknown>;
      reply = { rpc: 'done', id, output: await handler(input, abort.signal) };
    } catch (error) {
      const { message, code } = error instanceof RpcError ? error : describe(error);
      reply = { rpc: 'failed', id, message, code };
    }
    running.delete(id);
    if (!closed && !abort.signal.aborted) port.post(reply);
  };

  const listening = port.onMessage((received) => {
    const message = decode(received);
    if (message === undefined || closed) return;
    switch (message.rpc) {
      case 'call':
        void answer(message.id, message.method, message.input);
        return;
      case 'cancel':
        running
          .get(message.id)
          ?.abort(new DOMException('Cancelled by the other end', 'AbortError'));
        return;
      case 'done':
        pending.get(message.id)?.resolve(message.output);
        return;
      case 'failed':
        pending.get(message.id)?.reject(new RpcError(message.message, message.code));
        return;
      default:
        message satisfies never;
    }
  });

  const dropPending = (): void => {
    for (const one of [...pending.values()])
      one.reject(new RpcError('The connection is closed', 'closed'));
  };

  return {
    remote: remoteOf<Theirs>(call),
    dropPending,
    dispose: () => {
      closed = true;
      listening.dispose();
      dropPending();
      for (const abort of running.values())
        abort.abort(new DOMException('The connection is closed', 'AbortError'));
    },
  };
}

function remoteOf<Api>(
  call: (method: string, input: unknown, signal?: AbortSignal) => Promise<unknown>,
): Remote<Api> {
  const target: Record<string, unknown> = {};
  const proxy = new Proxy(target, {
    // `then` stays absent, or an `await` on the remote would be sent as a call.
    get: (_, method) =>
      typeof method !== 'string' || method === 'then'
        ? undefined
        : (input?: unknown, signal?: AbortSignal) => call(method, input, signal),
  });
  // Any member is a call; the interface decides which ones may be written.
  return proxy as Remote<Api>;
}

/** Undefined for messages that are not ours: others may post to the same window. */
function decode(message: unknown): Message | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { rpc, id, method, code, message: words } = message as Record<string, unknown>;
  if (typeof id !== 'string') return undefined;
  const whole =
    rpc === 'done' ||
    rpc === 'cancel' ||
    (rpc === 'call' && typeof method === 'string') ||
    (rpc === 'failed' && typeof words === 'string' && typeof code === 'string');
  return whole ? (message as Message) : undefined;
}

function plainly(error: unknown): { message: string; code: string } {
  return { message: error instanceof Error ? error.message : String(error), code: 'failed' };
}
