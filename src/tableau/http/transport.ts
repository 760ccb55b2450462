/** Requests to any Tableau server: keep-alive connections, bounded in number, and repetition of what may be repeated. */
import { backoffMs } from '../../base/backoff';
import { systemClock, type Clock } from '../../base/clock';
import { linkedAbort, type LinkedAbort } from '../../base/linkedAbort';
import type { Log } from '../../base/log';
import { Turns } from '../../base/turns';
import type { ServerInfo, Transport, TransportOptions } from '../client';
import { errorOf } from '../errorBodies';
import { isTableauError, type TableauError } from '../errors';
import type { Route } from '../route';
import { AttemptFailure, textOf, type HttpAnswer, type RawAnswer } from './attempt';
import { Connections, type ConnectionsOptions } from './connections';
import { failureOf, isDropped, isGateway, lostAnswer } from './lost';
import { clockSkewMs, retryAfterMs } from './retryAfter';

export interface HttpRequest {
  readonly server: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /**
   * `repeat`: reads, which may be sent again. `never`: a sign-in. `change`: never either, and when its answer is lost
   * it may have happened.
   */
  readonly nature: 'repeat' | 'never' | 'change';
  /** For all attempts together; default 120,000 ms. */
  readonly deadlineMs?: number;
}

const maxAttempts = 4;
/** When a server asks for a longer wait than this, the caller is told instead of being left waiting. */
const maxSilentWaitMs = 30_000;
/** The last attempt before the deadline is worth its connection. */
const shortestAttemptMs = 1_000;
const backoff = { firstMs: 500, capMs: 8000 };
const backoffAfter429 = { firstMs: 2000, capMs: 16_000 };

/** Straight to the server, with the certificates that Node was built with. */
const direct: Route = { via: 'direct', trust: { verify: true } };

export class HttpTransport implements Transport {
  readonly clock: Clock;
  /** What servers said about themselves, kept for the life of the transport; `serverInfo.ts` owns it. */
  readonly knownServers = new Map<string, { readonly info: ServerInfo; readonly at: number }>();
  readonly jwtCommand: (name: string) => readonly string[] | undefined;
  readonly #log: Log;
  readonly #userAgent: string;
  readonly #timeoutMs: number;
  readonly #connections: ConnectionsOptions;
  readonly #onReach: TransportOptions['onReach'];
  /** Told by those who know what a request was about. */
  readonly changed: NonNullable<TransportOptions['onChange']>;
  readonly signedIn: NonNullable<TransportOptions['onSignIn']>;
  /** Of what is heavy in an answer: reading it, and making a thousand items of it, which follows at once. */
  readonly #turns = new Turns();
  readonly #origins = new Map<string, Connections>();
  readonly #clockOffsets = new Map<string, number>();
  readonly #inFlight = new Set<LinkedAbort>();
  #disposed = false;
  #requestCount = 0;

  constructor(options: TransportOptions) {
    this.clock = options.clock ?? systemClock;
    this.jwtCommand = options.jwtCommand ?? (() => undefined);
    this.#log = options.log;
    this.#userAgent = options.userAgent ?? 'vizport';
    this.#timeoutMs = options.timeoutMs ?? 60_000;
    this.#connections = {
      maxConcurrent: options.maxConcurrent ?? 6,
      routeOf: options.routeOf ?? (() => Promise.resolve(direct)),
      // Looked up when it is called: the host may replace it after we were loaded.
      hostFetch: options.hostFetch ?? ((url, request) => globalThis.fetch(url, request)),
    };
    this.#onReach = options.onReach;
    this.changed = options.onChange ?? (() => undefined);
    this.signedIn = options.onSignIn ?? (() => undefined);
  }

  get requestCount(): number {
    return this.#requestCount;
  }

  /**
   * The last answer, whatever its status; the caller reads refusals.
   * @throws TableauError `network`, `answerLost` or `tooManyRequests`; or the signal's reason.
   */
  async send(request: HttpRequest, signal?: AbortSignal): Promise<HttpAnswer> {
    const stop = linkedAbort(signal);
    this.#inFlight.add(stop);
    try {
      const answer = await this.#repeat(request, stop.signal);
      this.#onReach?.(request.server, undefined);
      this.#learnClock(request.server, answer);
      return answer;
    } catch (error) {
      if (!this.#disposed && isTableauError(error, 'network'))
        this.#onReach?.(request.server, error);
      throw error;
    } finally {
      this.#inFlight.delete(stop);
      stop.release();
    }
  }

  /** The server's clock now, by the Date of its last answer: up to a second and an answer's way behind, never ahead. */
  serverNow(server: string): number | undefined {
    const offset = this.#clockOffsets.get(server);
    return offset === undefined ? undefined : this.clock.now() + offset;
  }

  #learnClock(server: string, answer: HttpAnswer): void {
    const offset = clockSkewMs(answer, this.clock.now());
    if (offset !== undefined) this.#clockOffsets.set(server, offset);
  }

  async #repeat(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const deadline = this.clock.now() + (request.deadlineMs ?? 120_000);
    for (let tries = 1; ; tries++) {
      const mayRepeat = (wait: number): boolean =>
        request.nature === 'repeat' && tries < maxAttempts && this.clock.now() + wait <= deadline;
      let wait: number;
      try {
        const left = Math.max(shortestAttemptMs, deadline - this.clock.now());
        const answer = await this.#once(request, Math.min(this.#timeoutMs, left), signal);
        if (request.nature === 'change' && answer.status >= 500) {
          throw lostAnswer(request, answer, this.clock.now());
        }
        if (answer.status !== 429 && !isGateway(answer.status)) return answer;
        wait = this.#askedWait(request, answer, tries);
        if (wait > maxSilentWaitMs || !mayRepeat(wait)) return answer;
      } catch (error) {
        if (!(error instanceof AttemptFailure)) throw error;
        wait = backoffMs(tries, backoff);
        if (!isDropped(error) || !mayRepeat(wait)) throw failureOf(request, error);
      }
      await this.clock.delay(wait, signal);
    }
  }

  // A 429 without a wait in it still asks for more patience than a gateway that is busy.
  #askedWait(request: HttpRequest, answer: HttpAnswer, tries: number): number {
    const asked = retryAfterMs(answer, this.clock.now());
    if (answer.status === 429) {
      this.#log.warn(
        `${request.server} asks to wait${asked === undefined ? '' : ` ${asked / 1000} s`}`,
      );
    }
    return asked ?? backoffMs(tries, answer.status === 429 ? backoffAfter429 : backoff);
  }

  async #once(request: HttpRequest, timeoutMs: number, signal: AbortSignal): Promise<HttpAnswer> {
    if (this.#disposed) throw closed();
    // The place is given back before the body is looked at, so that the next request goes out meanwhile.
    const origin = this.#origin(request.server);
    const send = (): Promise<RawAnswer> => this.#logged(origin, request, timeoutMs, signal);
    const answer = await origin.limiter.run(send, signal);
    return textOf(answer, this.#turns, signal);
  }

  async #logged(
    origin: Connections,
    request: HttpRequest,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<RawAnswer> {
    this.#requestCount += 1;
    const began = performance.now();
    const tell = (end: string | number): void => {
      const ms = Math.round(performance.now() - began);
      this.#log.debug(`${request.method} ${pathOnly(request.path)} ${end} ${ms} ms`);
    };
    try {
      const answer = await origin.send(
        {
          origin: request.server,
          method: request.method,
          path: request.path,
          headers: {
            'user-agent': this.#userAgent,
            'accept-encoding': 'gzip',
            ...request.headers,
          },
          ...(request.body === undefined ? {} : { body: request.body }),
          timeoutMs,
        },
        signal,
      );
      tell(answer.status);
      return answer;
    } catch (error) {
      tell(error instanceof AttemptFailure ? error.code : 'cancelled');
      throw error;
    }
  }

  #origin(server: string): Connections {
    let origin = this.#origins.get(server);
    if (origin === undefined) {
      origin = new Connections(server, this.#connections);
      this.#origins.set(server, origin);
    }
    return origin;
  }

  dispose(): void {
    this.#disposed = true;
    const reason = closed();
    for (const request of this.#inFlight) request.abort(reason);
    for (const origin of this.#origins.values()) origin.destroy(reason);
    this.#origins.clear();
  }
}

function closed(): Error {
  return new DOMException('The Tableau client was closed', 'AbortError');
}

/** Query values never reach the log. */
function pathOnly(path: string): string {
  const query = path.indexOf('?');
  return query < 0 ? path : path.slice(0, query);
}

/** The transport behind the opaque type. */
export function httpTransport(transport: Transport): HttpTransport {
  if (!(transport instanceof HttpTransport)) throw new TypeError('Not a transport of this library');
  return transport;
}

/** The error of an answer outside 2xx. */
export function refusal(
  transport: HttpTransport,
  server: string,
  answer: HttpAnswer,
): TableauError {
  return errorOf(answer, new URL(server).host, transport.clock.now());
}
