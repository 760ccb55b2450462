/** What the client's tests share: a transport whose clock can be turned, sessions as `session/` hands them out, and odd servers. */
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../../src/base/clock';
import type { Log } from '../../../../src/base/log';
import type {
  AuthTokens,
  TableauClient,
  TableauSession,
  Transport,
} from '../../../../src/tableau/client';
import type { Credentials } from '../../../../src/tableau/credentials';
import { library } from '../../../../src/tableau/library';
import type { ContentUrl, SiteRef } from '../../../../src/tableau/model';
import type { FakeTableau } from '../../../fakeTableau/server';

/** Lines as they would stand in the output channel. */
export class LinesLog implements Log {
  readonly lines: string[] = [];
  trace = (line: string): void => void this.lines.push(line);
  debug = (line: string): void => void this.lines.push(line);
  info = (line: string): void => void this.lines.push(line);
  warn = (line: string): void => void this.lines.push(line);
  error = (line: string): void => void this.lines.push(line);
}

/** Never sleeps: it notes the waits that were asked for, and turns the hands by them. */
export class NotedClock implements Clock {
  readonly waits: number[] = [];
  #ahead = 0;

  now(): number {
    return Date.now() + this.#ahead;
  }

  turn(milliseconds: number): void {
    this.#ahead += milliseconds;
  }

  async delay(milliseconds: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.waits.push(milliseconds);
    this.turn(milliseconds);
    await Promise.resolve();
  }
}

export interface Bench {
  readonly log: LinesLog;
  readonly clock: NotedClock;
  readonly transport: Transport;
}

export function createBench(options: { timeoutMs?: number; maxConcurrent?: number } = {}): Bench {
  const log = new LinesLog();
  const clock = new NotedClock();
  const transport = library.createTransport({ log, clock, userAgent: 'vizport/test', ...options });
  return { log, clock, transport };
}

/** Signs in when first asked and when a session is stale, as `session/` does; counts how often. */
export class CountedTokens implements AuthTokens {
  signIns = 0;
  #session: TableauSession | undefined;
  #underWay: Promise<TableauSession> | undefined;

  constructor(
    private readonly transport: Transport,
    private readonly site: SiteRef,
    private readonly credentials: Credentials,
  ) {}

  async current(signal?: AbortSignal): Promise<TableauSession> {
    return this.#session ?? this.#signInOnce(signal);
  }

  async renew(stale: TableauSession, signal?: AbortSignal): Promise<TableauSession> {
    if (this.#session !== undefined && this.#session.token !== stale.token) return this.#session;
    return this.#signInOnce(signal);
  }

  #signInOnce(signal: AbortSignal | undefined): Promise<TableauSession> {
    this.#underWay ??= this.#signIn(signal).finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #signIn(signal: AbortSignal | undefined): Promise<TableauSession> {
    this.signIns += 1;
    this.#session = await library.signIn(this.transport, this.site, this.credentials, signal);
    return this.#session;
  }
}

export function siteOf(server: string, contentUrl = 'sales'): SiteRef {
  return { server, contentUrl: contentUrl as ContentUrl };
}

export function patOf(fake: FakeTableau, administrator = false): Credentials {
  const from = administrator ? fake.credentials.administrator : fake.credentials;
  return { method: 'personalAccessToken', ...from.personalAccessToken };
}

export function appOf(fake: FakeTableau): Credentials {
  return { method: 'connectedApp', ...fake.credentials.connectedApp };
}

export interface SignedInBench extends Bench {
  readonly tokens: CountedTokens;
  readonly client: TableauClient;
}

export function clientFor(
  fake: FakeTableau,
  credentials: Credentials = patOf(fake),
  options: { timeoutMs?: number } = {},
): SignedInBench {
  const bench = createBench(options);
  const site = siteOf(fake.url);
  const tokens = new CountedTokens(bench.transport, site, credentials);
  return { ...bench, tokens, client: library.createClient(bench.transport, site, tokens) };
}

export interface OddServer {
  readonly url: string;
  readonly requests: {
    method: string;
    url: string;
    headers: IncomingMessage['headers'];
    body: string;
  }[];
  readonly server: Server;
  close(): Promise<void>;
}

/** A raw server for bytes that no Tableau would send. */
export async function oddServer(listener: RequestListener): Promise<OddServer> {
  const requests: OddServer['requests'] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      requests.push({
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
      listener(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A client of an odd server, with a session that was never signed in. */
export function clientOfOdd(odd: OddServer, options: { timeoutMs?: number } = {}): SignedInBench {
  const bench = createBench(options);
  const site = siteOf(odd.url);
  const session: TableauSession = {
    token: 'a|b|c',
    site,
    siteLuid: 'site-1' as TableauSession['siteLuid'],
    userLuid: 'user-1' as TableauSession['userLuid'],
    apiVersion: '3.29',
    signedInAt: Date.now() - 3_600_000,
  };
  const tokens = {
    signIns: 0,
    current: () => Promise.resolve(session),
    renew: () => Promise.reject(new Error('Nobody should sign in here')),
  } as unknown as CountedTokens;
  return { ...bench, tokens, client: library.createClient(bench.transport, site, tokens) };
}
