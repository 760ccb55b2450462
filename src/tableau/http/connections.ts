/** The connections to one server: a bounded number of requests at a time, over connections that follow the route. */
import { Limiter } from '../../base/limiter';
import type { HostFetch, Route, RouteOf, Trust } from '../route';
import { attempt, type AttemptRequest, type RawAnswer } from './attempt';
import { fetchAttempt } from './fetchAttempt';
import { throughProxy } from './proxyFailure';
import { ProxyLoginGuard } from './proxyLogin';
import { Agent, ProxyAgent, type Dispatcher } from './undici';

const connectTimeout = 15_000;

export interface ConnectionsOptions {
  readonly maxConcurrent: number;
  readonly routeOf: RouteOf;
  readonly hostFetch: HostFetch;
}

export class Connections {
  readonly #server: string;
  readonly #options: ConnectionsOptions;
  /** What goes at a time; whoever sends takes a place in it first. */
  readonly limiter: Limiter;
  readonly #logins = new ProxyLoginGuard();
  #open: { readonly route: Route; readonly dispatcher: Dispatcher } | undefined;

  constructor(server: string, options: ConnectionsOptions) {
    this.#server = server;
    this.#options = options;
    this.limiter = new Limiter(options.maxConcurrent);
  }

  /** @throws AttemptFailure, what `routeOf` throws, or the signal's reason. */
  async send(request: AttemptRequest, signal: AbortSignal): Promise<RawAnswer> {
    const route = await this.#options.routeOf(this.#server, signal);
    if (route.via === 'host') return fetchAttempt(this.#options.hostFetch, request, signal);
    const dispatcher = this.#dispatcher(route);
    if (route.via === 'direct') return attempt(dispatcher, request, signal);
    const send = (): Promise<RawAnswer> =>
      throughProxy(route.proxy, () => attempt(dispatcher, request, signal));
    return this.#logins.send(route, send, signal);
  }

  #dispatcher(route: Exclude<Route, { via: 'host' }>): Dispatcher {
    if (this.#open?.route === route) return this.#open.dispatcher;
    const old = this.#open?.dispatcher;
    this.#open = { route, dispatcher: dispatcherFor(route, this.#options.maxConcurrent) };
    // What is under way on the old connections ends in its time; a failure there is told to whoever asked.
    old?.close().catch(() => undefined);
    return this.#open.dispatcher;
  }

  destroy(reason: Error): void {
    // Nothing is in flight any more, so closing has nothing to report.
    this.#open?.dispatcher.destroy(reason).catch(() => undefined);
    this.#open = undefined;
  }
}

function dispatcherFor(route: Exclude<Route, { via: 'host' }>, maxConcurrent: number): Dispatcher {
  const limits = {
    // The limiter bounds the requests. A connection that just brought an answer is not free at once: with
    // spare ones the next request does not wait for it.
    connections: maxConcurrent * 2,
    pipelining: 1,
    keepAliveTimeout: 10_000,
  };
  const tls = tlsOptions(route.trust);
  if (route.via === 'direct') {
    return new Agent({ ...limits, connect: { ...tls, timeout: connectTimeout } });
  }
  // No TLS to a SOCKS proxy: given options for it, undici would shake hands with it and wait in vain.
  if (route.proxy.startsWith('socks5:'))
    return new ProxyAgent({
      ...limits,
      uri: socksAddress(route.proxy, route.authorization),
      requestTls: { ...tls, timeout: connectTimeout },
    });
  return new ProxyAgent({
    ...limits,
    uri: route.proxy,
    ...(route.authorization === undefined ? {} : { token: route.authorization }),
    // Proxies refuse a tunnel to a plain http server: they want to be asked for its address.
    proxyTunnel: false,
    proxyTls: { ...tls, timeout: connectTimeout },
    requestTls: { ...tls, timeout: connectTimeout },
  });
}

/** SOCKS has no headers: user and password are in the address. */
function socksAddress(proxy: string, authorization: string | undefined): string {
  const encoded = /^Basic (\S+)$/iu.exec(authorization ?? '')?.[1];
  if (encoded === undefined) return proxy;
  const [, username = '', password = ''] =
    /^([^:]*):(.*)$/su.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  const url = new URL(proxy);
  url.username = encodeURIComponent(username);
  url.password = encodeURIComponent(password);
  return url.href;
}

function tlsOptions({ context, verify }: Trust) {
  return {
    ...(context === undefined ? {} : { secureContext: context }),
    // The user's own decision, `http.proxyStrictSSL`.
    ...(verify ? {} : { rejectUnauthorized: false }),
  };
}
