/** A real forward proxy (proxy-chain), with a login where wanted, that knows names which no other computer knows. */
import { RequestError, Server } from 'proxy-chain';
import type { KeyPair } from './certificates';

export interface ForwardProxyOptions {
  readonly login?: { readonly username: string; readonly password: string };
  /** Speaks TLS to its clients. */
  readonly tls?: KeyPair;
  /** Any free one unless said. */
  readonly port?: number;
  /** Refuses every request with this status. */
  readonly refuse?: number;
}

export interface ForwardProxy {
  /** Without the login. */
  readonly url: string;
  readonly port: number;
  /** What was asked of it, oldest first: `CONNECT host:port` or `GET host:port`, refused ones with their status. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

/** Names that end in `.example` are this computer: only who asks the proxy can reach them. */
const lookup = (
  _name: string,
  options: unknown,
  done: (error: null, address: unknown, family?: number) => void,
): void => {
  const all = typeof options === 'object' && options !== null && 'all' in options && options.all;
  if (all === true) done(null, [{ address: '127.0.0.1', family: 4 }]);
  else done(null, '127.0.0.1', 4);
};

export async function startForwardProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const asked: string[] = [];
  const server = new Server({
    port: options.port ?? 0,
    host: '127.0.0.1',
    ...(options.tls === undefined
      ? { serverType: 'http' as const }
      : {
          serverType: 'https' as const,
          httpsOptions: { key: options.tls.key, cert: options.tls.cert },
        }),
    prepareRequestFunction: ({ username, password, hostname, port, request }) => {
      const what = `${request.method ?? ''} ${hostname}:${port}`;
      const { login, refuse } = options;
      if (refuse !== undefined) {
        asked.push(`${what} ${refuse}`);
        throw new RequestError('Not from here.', refuse);
      }
      const isWelcome =
        login === undefined || (username === login.username && password === login.password);
      asked.push(isWelcome ? what : `${what} 407`);
      if (!isWelcome) return { requestAuthentication: true };
      return hostname.endsWith('.example') ? { dnsLookup: lookup as never } : {};
    },
  });
  await server.listen();
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${server.port}`,
    port: server.port,
    asked,
    close: () => server.close(true),
  };
}
