/**
 * Sends the login of a proxy once until it is known to be right: behind many proxies stands a directory that counts wrong
 * passwords, and six requests at a time with an old one would lock somebody out of more than Tableau.
 */
import { Limiter } from '../../base/limiter';
import type { Route } from '../route';
import { AttemptFailure, type RawAnswer } from './attempt';

export type ProxyRoute = Extract<Route, { readonly via: 'proxy' }>;
type Send = () => Promise<RawAnswer>;

/** So long a refused login is not sent again. Directories forget a wrong one within half an hour, and allow for a few. */
const restMs = 10 * 60_000;

export class ProxyLoginGuard {
  readonly #one = new Limiter(1);
  /** A route is another object when its login is another. */
  readonly #proven = new WeakSet<ProxyRoute>();
  readonly #refusedAt = new WeakMap<ProxyRoute, number>();

  /** @throws AttemptFailure `PROXY_LOGIN` without sending anything, where the proxy has just refused this login. */
  async send(route: ProxyRoute, send: Send, signal: AbortSignal): Promise<RawAnswer> {
    if (route.authorization === undefined) return send();
    const first = await this.#one.run(
      async () => (this.#proven.has(route) ? undefined : this.#try(route, send)),
      signal,
    );
    return first ?? this.#watched(route, send);
  }

  async #try(route: ProxyRoute, send: Send): Promise<RawAnswer> {
    const refusedAt = this.#refusedAt.get(route);
    if (refusedAt !== undefined && performance.now() - refusedAt < restMs)
      throw new AttemptFailure('PROXY_LOGIN', false, undefined, {
        host: new URL(route.proxy).host,
        status: 407,
      });
    return this.#watched(route, send);
  }

  async #watched(route: ProxyRoute, send: Send): Promise<RawAnswer> {
    try {
      const answer = await send();
      this.#proven.add(route);
      return answer;
    } catch (error) {
      if (error instanceof AttemptFailure && error.code === 'PROXY_LOGIN') {
        this.#proven.delete(route);
        this.#refusedAt.set(route, performance.now());
      }
      throw error;
    }
  }
}
