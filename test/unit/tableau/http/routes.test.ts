/** The transport's routes, against a real forward proxy, a real TLS server with a CA of its own, and the fake Tableau behind them. */
import assert from 'node:assert/strict';
import { createSecureContext } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import { library } from '../../../../src/tableau/library';
import type { HostFetch, Route } from '../../../../src/tableau/route';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { makeAuthority, makeCertificate, type KeyPair } from '../../../network/certificates';
import { startForwardProxy, type ForwardProxy } from '../../../network/forwardProxy';
import { startTlsFront, type TlsFront } from '../../../network/tlsFront';
import { LinesLog, oddServer, patOf, siteOf } from '../support/harness';

const name = 'tableau.fernweh.example';
const login = { username: 'ana', password: 'p@ss:w/rd' };
const basic = `Basic ${Buffer.from(`${login.username}:${login.password}`).toString('base64')}`;

describe('the routes of the transport', () => {
  const log = new LinesLog();
  const closing: { close(): Promise<void> }[] = [];
  let fake: FakeTableau;
  let authority: KeyPair;
  let front: TlsFront;
  let proxy: ForwardProxy;
  let server: string;

  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    closing.push(one);
    return one;
  };
  const trusted = () => ({ verify: true, context: createSecureContext({ ca: authority.cert }) });

  before(async () => {
    fake = keep(await startFakeTableau());
    authority = await makeAuthority();
    front = keep(await startTlsFront(fake.url, await makeCertificate(name, { authority })));
    proxy = keep(await startForwardProxy({ login }));
    server = `https://${name}:${front.port}`;
  });
  after(async () => {
    for (const one of closing) await one.close();
  });

  /** A transport that goes where it is told; `serverInfo` through it. */
  async function ask(route: Route, at = server, hostFetch?: HostFetch) {
    const transport = library.createTransport({
      log,
      routeOf: () => Promise.resolve(route),
      ...(hostFetch === undefined ? {} : { hostFetch }),
    });
    try {
      return await library.serverInfo(transport, at);
    } finally {
      transport.dispose();
    }
  }

  async function failure(route: Route, at = server, hostFetch?: HostFetch): Promise<TableauError> {
    try {
      await ask(route, at, hostFetch);
    } catch (error) {
      if (isTableauError(error)) return error;
      throw error;
    }
    throw new assert.AssertionError({ message: 'It succeeded' });
  }

  it('reaches a server with a private certificate authority through a proxy that wants a login', async () => {
    const before = proxy.asked.length;
    const info = await ask({
      via: 'proxy',
      proxy: proxy.url,
      authorization: basic,
      trust: trusted(),
    });
    assert.equal(info.apiVersion, fake.apiVersion);
    assert.deepEqual(proxy.asked.slice(before), [`CONNECT ${name}:${front.port}`]);
  });

  it('signs in and lists through the tunnel, many requests over few connections', async () => {
    const route: Route = {
      via: 'proxy',
      proxy: proxy.url,
      authorization: basic,
      trust: trusted(),
    };
    const transport = library.createTransport({ log, routeOf: () => Promise.resolve(route) });
    const before = proxy.asked.length;
    const session = await library.signIn(transport, siteOf(server), patOf(fake));
    const client = library.createClient(transport, session.site, {
      current: () => Promise.resolve(session),
      renew: () => Promise.reject(new Error('not needed')),
    });
    const pages = await Promise.all(Array.from({ length: 20 }, () => client.workbooks.page({}, 1)));
    assert.ok(pages.every(({ items }) => items.length > 0));
    const tunnels = proxy.asked.length - before;
    assert.ok(tunnels <= 12, `${tunnels} tunnels`);
    transport.dispose();
  });

  it('asks a proxy for a plain http server without a tunnel, as proxies want it', async () => {
    const before = proxy.asked.length;
    const at = `http://${name}:${new URL(fake.url).port}`;
    const trust = { verify: true };
    const info = await ask({ via: 'proxy', proxy: proxy.url, authorization: basic, trust }, at);
    assert.equal(info.apiVersion, fake.apiVersion);
    assert.deepEqual(proxy.asked.slice(before), [`GET ${new URL(at).host}`]);
  });

  it('speaks TLS with a proxy that wants it', async () => {
    const secure = keep(
      await startForwardProxy({ login, tls: await makeCertificate('127.0.0.1', { authority }) }),
    );
    const route = { via: 'proxy', proxy: secure.url, authorization: basic } as const;
    assert.equal((await ask({ ...route, trust: trusted() })).apiVersion, fake.apiVersion);
    assert.equal(secure.asked.length, 1);
    const unknown = await failure({ ...route, trust: { verify: true } });
    assert.equal(unknown.kind, 'network');
    assert.equal(unknown.details.proxyHost, new URL(secure.url).host);
  });

  it('tells that the proxy wants a login, with a tunnel and without', async () => {
    for (const at of [server, `http://${name}:${new URL(fake.url).port}`]) {
      const route = { via: 'proxy', proxy: proxy.url, trust: trusted() } as const;
      const error = await failure(route, at);
      const { code, proxyHost, httpStatus } = error.details;
      assert.deepEqual(
        [error.kind, code, proxyHost, httpStatus],
        ['network', 'PROXY_LOGIN', new URL(proxy.url).host, 407],
      );
    }
  });

  it('tells that the proxy refuses the server, with its status', async () => {
    const strict = keep(await startForwardProxy({ refuse: 403 }));
    const error = await failure({ via: 'proxy', proxy: strict.url, trust: trusted() });
    assert.deepEqual([error.code, error.httpStatus], ['PROXY_REFUSED', 403]);
  });

  it('tells that nobody listens where the proxy should be', async () => {
    const gone = await startForwardProxy();
    await gone.close();
    const error = await failure({ via: 'proxy', proxy: gone.url, trust: trusted() });
    assert.deepEqual(
      [error.code, error.details.proxyHost],
      ['ECONNREFUSED', new URL(gone.url).host],
    );
  });

  it('trusts a private authority only where it is told to', async () => {
    const route = { via: 'proxy', proxy: proxy.url, authorization: basic } as const;
    const error = await failure({ ...route, trust: { verify: true } });
    assert.equal(error.kind, 'network');
    assert.match(error.code ?? '', /^(UNABLE_TO|SELF_SIGNED)/u);
    assert.equal((await ask({ ...route, trust: { verify: false } })).apiVersion, fake.apiVersion);
  });

  it('tells an expired, an early, a foreign and a self-signed certificate apart', async () => {
    const cases = [
      ['CERT_HAS_EXPIRED', await makeCertificate('127.0.0.1', { authority, expired: true })],
      ['CERT_NOT_YET_VALID', await makeCertificate('127.0.0.1', { authority, notYet: true })],
      ['ERR_TLS_CERT_ALTNAME_INVALID', await makeCertificate('other.example', { authority })],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', await makeCertificate('127.0.0.1')],
    ] as const;
    for (const [code, pair] of cases) {
      const odd = keep(await startTlsFront(fake.url, pair));
      const error = await failure(
        { via: 'direct', trust: trusted() },
        `https://127.0.0.1:${odd.port}`,
      );
      assert.equal(error.code, code);
    }
  });

  it('makes its connections anew when the route changes, and lets what is under way end', async () => {
    let route: Route = { via: 'direct', trust: trusted() };
    const transport = library.createTransport({ log, routeOf: () => Promise.resolve(route) });
    const direct = keep(
      await startTlsFront(fake.url, await makeCertificate('127.0.0.1', { authority })),
    );
    const at = `https://127.0.0.1:${direct.port}`;
    await library.serverInfo(transport, at);
    fake.knobs.delay(200);
    const slow = library.serverInfo(transport, at);
    // The slow one is on its way before the route changes.
    while (direct.handshakes < 1 || transport.requestCount < 2)
      await new Promise((resolve) => setImmediate(resolve));
    route = { via: 'proxy', proxy: proxy.url, authorization: basic, trust: trusted() };
    const before = proxy.asked.length;
    const [first, second] = await Promise.all([slow, library.serverInfo(transport, at)]);
    fake.knobs.delay(0);
    assert.deepEqual([first.apiVersion, second.apiVersion], [fake.apiVersion, fake.apiVersion]);
    assert.deepEqual(proxy.asked.slice(before), [`CONNECT 127.0.0.1:${direct.port}`]);
    transport.dispose();
  });

  it('goes by the fetch of the host where it is told to, and tells its failures in the same words', async () => {
    const at = fake.url;
    const calls: string[] = [];
    const info = await ask({ via: 'host' }, at, (url, request) => {
      calls.push(`${request.method} ${new URL(url).pathname} ${request.redirect}`);
      return fetch(url, request);
    });
    assert.equal(info.apiVersion, fake.apiVersion);
    assert.deepEqual(calls, ['GET /api/2.4/serverinfo manual']);
    const gone = await startForwardProxy();
    await gone.close();
    assert.equal((await failure({ via: 'host' }, gone.url)).code, 'ECONNREFUSED');
    const refused: HostFetch = () =>
      Promise.reject(
        new TypeError('fetch failed', {
          cause: new Error('Proxy response (407) ?.== 200 when HTTP Tunneling'),
        }),
      );
    assert.equal((await failure({ via: 'host' }, at, refused)).code, 'PROXY_LOGIN');
    // Without a tunnel it is an answer, which is not the server's.
    const page = '<html><title>Sign in to the proxy</title></html>';
    const asked: HostFetch = () => Promise.resolve(new Response(page, { status: 407 }));
    const error = await failure({ via: 'host' }, at, asked);
    assert.deepEqual([error.kind, error.code, error.httpStatus], ['network', 'PROXY_LOGIN', 407]);
  });

  it('does not unpack again what the fetch of the host has unpacked', async () => {
    const packed = gzipSync('{"serverInfo":{"restApiVersion":"3.20"}}');
    const odd = keep(
      await oddServer((_, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed);
      }),
    );
    assert.equal((await ask({ via: 'host' }, odd.url)).apiVersion, '3.20');
  });

  it('cancels a request of the host’s fetch', async () => {
    const stop = new AbortController();
    const transport = library.createTransport({
      log,
      routeOf: () => Promise.resolve({ via: 'host' }),
    });
    fake.knobs.delay(5_000);
    const asked = library.serverInfo(transport, fake.url, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await assert.rejects(asked, { name: 'AbortError' });
    fake.knobs.delay(0);
    transport.dispose();
  });

  it('puts no login of a proxy in the log', () => {
    const text = log.lines.join('\n');
    for (const secret of [login.password, basic, basic.slice('Basic '.length)])
      assert.ok(!text.includes(secret));
  });
});
