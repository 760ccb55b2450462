/**
 * A server in front of another that loses, delays, cuts and corrupts what passes through, over real TCP. What happens to a
 * request depends on the seed, on what is asked and how often it was asked before, not on who came first: the same seed
 * has the same weather.
 */
import {
  Agent,
  createServer,
  request as send,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export type Misfortune =
  /** Answered late. */
  | 'delay'
  /** Never answered: the client's own time limit ends it. */
  | 'stall'
  /** The connection ends before the server has heard of it. */
  | 'refuse'
  /** The server has done it, and the connection ends without a word. */
  | 'lose'
  /** The connection ends in the middle of the answer. */
  | 'cut'
  /** The answer's end is missing, and its length says that all is there. */
  | 'cutCleanly'
  /** Bytes of the answer are others. */
  | 'corrupt'
  /** A gateway's page instead of an answer; the server has not heard of it. */
  | 'gateway'
  /** Asked to come back later. */
  | 'busy';

export const misfortunes: readonly Misfortune[] = [
  ...([
    'delay',
    'stall',
    'refuse',
    'lose',
    'cut',
    'cutCleanly',
    'corrupt',
    'gateway',
    'busy',
  ] as const),
];

export interface FaultProxy {
  readonly url: string;
  /** Of a hundred requests; 0 lets everything pass. */
  percent: number;
  readonly counts: ReadonlyMap<Misfortune, number>;
  close(): Promise<void>;
}

export interface FaultProxyOptions {
  readonly seed: number;
  readonly percent?: number;
  readonly kinds?: readonly Misfortune[];
  /** How late a late answer is. */
  readonly delayMs?: number;
}

export async function startFaultProxy(
  target: string,
  { seed, percent = 0, kinds = misfortunes, delayMs = 20 }: FaultProxyOptions,
): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const counts = new Map<Misfortune, number>();
  const asked = new Map<string, number>();
  const state = { percent };

  const misfortuneOf = (incoming: IncomingMessage): Misfortune | undefined => {
    const what = `${incoming.method ?? ''} ${incoming.url ?? ''}`;
    const times = (asked.get(what) ?? 0) + 1;
    asked.set(what, times);
    const chance = hash(`${seed} ${times} ${what}`);
    if (chance % 10_000 >= state.percent * 100) return undefined;
    const kind = kinds[hash(`${chance} kind`) % kinds.length];
    if (kind !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
    return kind;
  };

  const server = createServer((incoming, response) => {
    const kind = misfortuneOf(incoming);
    pass(incoming, response, kind).catch(() => {
      // The client or the server went away meanwhile: that is this proxy's business.
      response.destroy();
    });
  });

  const pass = async (
    incoming: IncomingMessage,
    response: ServerResponse,
    kind: Misfortune | undefined,
  ): Promise<void> => {
    const body = await bytesOf(incoming);
    if (kind === 'delay') await sleep(delayMs);
    if (kind === 'stall') return;
    if (kind === 'refuse') return void incoming.socket.destroy();
    if (kind === 'gateway' || kind === 'busy') {
      response.writeHead(kind === 'busy' ? 429 : 502, { 'content-type': 'text/html' });
      response.end('<html><head><title>Bad weather</title></head><body>Later.</body></html>');
      return;
    }
    const answer = await ask(target, incoming, body, agent);
    if (kind === 'lose') return void incoming.socket.destroy();
    const bytes = await bytesOf(answer);
    const { 'transfer-encoding': _, connection: __, ...headers } = answer.headers;
    const half = bytes.subarray(0, bytes.length >> 1);
    const told = kind === 'cutCleanly' ? half : kind === 'corrupt' ? corrupted(bytes) : bytes;
    response.writeHead(answer.statusCode ?? 502, { ...headers, 'content-length': told.length });
    if (kind === 'cut') {
      response.write(half, () => incoming.socket.destroy());
      return;
    }
    response.end(told);
  };

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get percent() {
      return state.percent;
    },
    set percent(value) {
      state.percent = value;
    },
    counts,
    close: async () => {
      agent.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function ask(
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
  agent: Agent,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const asking = send(
      `${target}${incoming.url ?? '/'}`,
      { method: incoming.method, headers: incoming.headers, agent },
      resolve,
    );
    asking.on('error', reject);
    asking.end(body);
  });
}

async function bytesOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Every 200th byte is one that no text holds. */
function corrupted(bytes: Buffer): Buffer {
  const damaged = Buffer.from(bytes);
  for (let at = damaged.length >> 1; at < damaged.length; at += 200) damaged[at] = 0;
  return damaged;
}

/** FNV-1a with a last stir, so that neighbours differ. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  value ^= value >>> 15;
  value = Math.imul(value, 0x85ebca6b);
  return (value ^ (value >>> 13)) >>> 0;
}
