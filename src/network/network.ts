/**
 * The way to each server (`dist/network.js`, loaded with the first request): which proxy, which login, whose certificates, or the
 * host's own fetch. Decided anew for each request, so that a changed setting counts at once.
 */
import type { TableauLibrary, TransportOptions } from '../tableau/client';
import { TableauError } from '../tableau/errors';
import type { Route, RouteOf } from '../tableau/route';
import { canReadSystem, Certificates } from './certificates';
import { byHost, chooseWay, remember, tryWay, type Choice } from './chooseWay';
import { ownFails } from './hostNeeded';
import type { NetworkPorts } from './ports';
import { chooseProxy, type ProxyChoice } from './proxyChoice';
import { basic, ProxyLogins } from './proxyLogins';
import { ServerNetworks, type ServerNetwork } from './serverNetworks';

/** How requests to a server travel, for reports: no secrets in here. */
export interface Way {
  readonly proxy: ProxyChoice;
  /** Where the proxy's login is from. */
  readonly login: 'stored' | 'http.proxyAuthorization' | 'address' | undefined;
  readonly remembered: ServerNetwork;
  /** By the fetch of the host. */
  readonly byHost: boolean;
  readonly verify: boolean;
  readonly systemCertificates: 'read' | 'off' | 'unreadable';
}

type OwnRoute = Exclude<Route, { via: 'host' }>;

export class Network {
  readonly servers: ServerNetworks;
  readonly logins: ProxyLogins;
  readonly #ports: NetworkPorts;
  readonly #certificates = new Certificates();
  #tools: { readonly library: TableauLibrary; options: TransportOptions } | undefined;
  readonly #routes = new Map<
    string,
    { readonly key: readonly unknown[]; readonly route: OwnRoute }
  >();

  constructor(ports: NetworkPorts) {
    this.#ports = ports;
    this.servers = new ServerNetworks(ports.memory);
    this.logins = new ProxyLogins(ports.secrets);
  }

  readonly routeOf: RouteOf = async (server) => {
    if (this.#byHost(server)) return byHost;
    return this.ownRoute(server);
  };

  /** The way by our own connections, whatever is remembered. The same object for as long as nothing changes. */
  async ownRoute(server: string): Promise<OwnRoute> {
    const proxy = this.#proxy(server);
    if (proxy.kind === 'unreadable')
      throw new TableauError('network', {
        code: 'PROXY_UNREADABLE',
        detail: proxy.from,
        host: hostOf(server),
      });
    const to = proxy.kind === 'proxy' ? proxy.proxy : undefined;
    const [trust, authorization] = await Promise.all([
      this.#trust(server, to),
      proxy.kind === 'proxy' ? this.#authorization(proxy) : undefined,
    ]);
    const key = [to, authorization, trust];
    const known = this.#routes.get(server);
    if (known?.key.every((part, index) => part === key[index]) === true) return known.route;
    const route: OwnRoute =
      to === undefined
        ? { via: 'direct', trust }
        : {
            via: 'proxy',
            proxy: to,
            trust,
            ...(authorization === undefined ? {} : { authorization }),
          };
    this.#routes.set(server, { key, route });
    this.#ports.log.debug(
      `${hostOf(server)} is reached ${to === undefined ? 'directly' : `through the proxy ${hostOf(to)}`}`,
    );
    return route;
  }

  async describe(server: string): Promise<Way> {
    const proxy = this.#proxy(server);
    const { proxyAuthorization, proxyStrictSSL, systemCertificates } = this.#ports.settings();
    const stored = proxy.kind === 'proxy' ? await this.logins.of(proxy.proxy) : undefined;
    return {
      proxy: withoutLogin(proxy),
      login:
        proxy.kind !== 'proxy'
          ? undefined
          : stored !== undefined
            ? 'stored'
            : proxyAuthorization !== undefined
              ? 'http.proxyAuthorization'
              : proxy.login && 'address',
      remembered: this.servers.of(server),
      byHost: this.#byHost(server),
      verify: proxyStrictSSL,
      systemCertificates: !systemCertificates ? 'off' : canReadSystem() ? 'read' : 'unreadable',
    };
  }

  /** The library as others use it: its connections go the way that is decided here. */
  equip(library: TableauLibrary): TableauLibrary {
    const tools = { library, options: { log: this.#ports.log } as TransportOptions };
    this.#tools = tools;
    return {
      ...library,
      createTransport: (options) => {
        if (options.routeOf === undefined) tools.options = options;
        return library.createTransport({ ...options, routeOf: options.routeOf ?? this.routeOf });
      },
      // Asked first of every new server: where only the host's fetch gets through, that is learnt here.
      serverInfo: async (transport, server, signal) => {
        try {
          return await library.serverInfo(transport, server, signal);
        } catch (error) {
          if (!ownFails(error) || this.#fixed(server) !== undefined || this.#byHost(server))
            throw error;
          const tried = await tryWay(tools, server, () => Promise.resolve(byHost), signal);
          // The first failure is the one to tell: it is about the connection that will be used.
          if (tried.outcome !== 'answered') throw error;
          await remember(this, server, tried.info);
          this.#ports.log.info(`${hostOf(server)} is reached by the network of VS Code`);
          return tried.info;
        }
      },
    };
  }

  /** Tries the ways to a server, and remembers the one that leads there. Once the library is equipped. */
  choose(server: string, signal?: AbortSignal): Promise<Choice> {
    if (this.#tools === undefined) throw new Error('The library has not been equipped');
    const tools = {
      ...this.#tools,
      servers: this.servers,
      ownRoute: (one: string) => this.ownRoute(one),
    };
    // Somebody wants to know: also a login that the proxy has refused is sent once more afterwards.
    this.#routes.delete(server);
    return chooseWay(tools, server, this.#fixed(server), signal);
  }

  /** The way that a person has chosen. */
  #fixed(server: string): 'own' | 'host' | undefined {
    const { through, chosenBy } = this.servers.of(server);
    return chosenBy === 'user' ? through : undefined;
  }

  #proxy(server: string): ProxyChoice {
    return chooseProxy(server, this.#ports.settings(), this.#ports.environment);
  }

  #byHost(server: string): boolean {
    return this.servers.of(server).through === 'host';
  }

  async #trust(server: string, proxy: string | undefined) {
    const { proxyStrictSSL: verify, systemCertificates: system } = this.#ports.settings();
    const isSecure = [server, proxy].some((one) => one?.startsWith('https:') === true);
    if (!isSecure)
      return this.#certificates.trust({ system: false, verify: true, caFile: undefined });
    return this.#certificates.trust({ system, verify, caFile: this.servers.of(server).caFile });
  }

  /** What was typed for Vizport counts before what stands in settings. */
  async #authorization({
    proxy,
    login,
  }: Extract<ProxyChoice, { kind: 'proxy' }>): Promise<string | undefined> {
    const stored = await this.logins.of(proxy);
    if (stored !== undefined) return basic(stored);
    return (
      this.#ports.settings().proxyAuthorization ?? (login === undefined ? undefined : basic(login))
    );
  }
}

function withoutLogin(proxy: ProxyChoice): ProxyChoice {
  if (proxy.kind !== 'proxy') return proxy;
  const { login: _, ...rest } = proxy;
  return rest;
}

function hostOf(address: string): string {
  return new URL(address).host;
}
