/** A proxy's login is tried once by machine: behind it may stand a directory that counts wrong ones and locks people out. */
import assert from 'node:assert/strict';
import { isTableauError } from '../../../../src/tableau/errors';
import { library } from '../../../../src/tableau/library';
import type { Route } from '../../../../src/tableau/route';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { startForwardProxy, type ForwardProxy } from '../../../network/forwardProxy';
import { LinesLog } from '../support/harness';

const login = { username: 'ana', password: 'new-password' };
const basic = (password: string): string =>
  `Basic ${Buffer.from(`ana:${password}`).toString('base64')}`;

describe('ProxyLoginGuard', () => {
  let fake: FakeTableau;
  let proxy: ForwardProxy;
  let route: Route;

  before(async () => {
    fake = await startFakeTableau();
  });
  after(() => fake.close());
  beforeEach(async () => {
    proxy = await startForwardProxy({ login });
  });
  afterEach(() => proxy.close());

  const routeWith = (password: string): Route => ({
    via: 'proxy',
    proxy: proxy.url,
    authorization: basic(password),
    trust: { verify: true },
  });
  const open = () =>
    library.createTransport({ log: new LinesLog(), routeOf: () => Promise.resolve(route) });
  const refusals = (): number => proxy.asked.filter((line) => line.endsWith(' 407')).length;

  it('sends a wrong login once, however many requests want to go through', async () => {
    route = routeWith('last-year');
    const transport = open();
    try {
      for (let round = 0; round < 3; round++) {
        const all = await Promise.allSettled(
          Array.from({ length: 12 }, () => library.serverInfo(transport, fake.url)),
        );
        for (const one of all) {
          assert.ok(one.status === 'rejected' && isTableauError(one.reason, 'network'));
          const { code, details, httpStatus } = one.reason;
          assert.deepEqual(
            [code, details.proxyHost, httpStatus],
            ['PROXY_LOGIN', new URL(proxy.url).host, 407],
          );
        }
      }
      assert.equal(refusals(), 1);
    } finally {
      transport.dispose();
    }
  });

  it('tries again at once when the login is another', async () => {
    route = routeWith('last-year');
    const transport = open();
    try {
      await assert.rejects(library.serverInfo(transport, fake.url), { code: 'PROXY_LOGIN' });
      route = routeWith(login.password);
      const all = Array.from({ length: 12 }, () => library.serverInfo(transport, fake.url));
      for (const { apiVersion } of await Promise.all(all))
        assert.equal(apiVersion, fake.apiVersion);
      assert.equal(refusals(), 1);
    } finally {
      transport.dispose();
    }
  });

  it('lets nobody wait for a login that is known to be right', async () => {
    route = routeWith(login.password);
    const transport = open();
    try {
      await library.serverInfo(transport, fake.url);
      fake.knobs.delay(300);
      const began = performance.now();
      await Promise.all(Array.from({ length: 4 }, () => library.serverInfo(transport, fake.url)));
      assert.ok(performance.now() - began < 900, 'one after the other');
    } finally {
      fake.knobs.delay(0);
      transport.dispose();
    }
  });
});
