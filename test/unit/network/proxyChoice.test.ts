/** Which proxy is chosen: settings before the environment, exemptions before both. */
import assert from 'node:assert/strict';
import type { HttpSettings } from '../../../src/network/httpSettings';
import { exemption } from '../../../src/network/noProxy';
import { chooseProxy } from '../../../src/network/proxyChoice';

const plain: HttpSettings = {
  proxySupport: 'override',
  proxy: '',
  noProxy: [],
  proxyAuthorization: undefined,
  proxyStrictSSL: true,
  systemCertificates: true,
};
const server = 'https://tableau.example.com';

describe('chooseProxy', () => {
  it('goes straight where nothing is set', () => {
    assert.deepEqual(chooseProxy(server, plain, {}), { kind: 'none', because: 'unset' });
  });

  it('takes http.proxy before the environment, and its login from the address', () => {
    const settings = { ...plain, proxy: 'http://ana:p%40ss%3A@proxy.example.com:3128/' };
    assert.deepEqual(chooseProxy(server, settings, { HTTPS_PROXY: 'http://other:1' }), {
      kind: 'proxy',
      proxy: 'http://proxy.example.com:3128',
      from: 'http.proxy',
      login: { username: 'ana', password: 'p@ss:' },
    });
  });

  it('reads the variables in both cases, and the one for the scheme of the server first', () => {
    const chosen = (environment: Record<string, string>, at = server) => {
      const choice = chooseProxy(at, plain, environment);
      return 'proxy' in choice ? `${choice.from} ${choice.proxy}` : choice.kind;
    };
    assert.equal(chosen({ https_proxy: 'http://a:1' }), 'https_proxy http://a:1');
    assert.equal(chosen({ HTTPS_PROXY: 'http://a:1' }), 'HTTPS_PROXY http://a:1');
    assert.equal(
      chosen({ HTTP_PROXY: 'http://b:2', HTTPS_PROXY: 'http://a:1' }),
      'HTTPS_PROXY http://a:1',
    );
    assert.equal(
      chosen({ HTTP_PROXY: 'http://b:2', HTTPS_PROXY: 'http://a:1' }, 'http://tableau.example.com'),
      'HTTP_PROXY http://b:2',
    );
    assert.equal(chosen({ HTTP_PROXY: 'http://b:2' }), 'HTTP_PROXY http://b:2');
    assert.equal(chosen({ ALL_PROXY: 'https://c:3' }), 'ALL_PROXY https://c:3');
    assert.equal(chosen({ HTTPS_PROXY: '  ' }), 'none');
    assert.equal(chosen({ HTTPS_PROXY: 'proxy:8080' }), 'HTTPS_PROXY http://proxy:8080');
  });

  it('asks nobody with http.proxySupport off', () => {
    const settings = { ...plain, proxySupport: 'off' as const, proxy: 'http://proxy:1' };
    const choice = chooseProxy(server, settings, { HTTPS_PROXY: 'http://a:1' });
    assert.deepEqual(choice, { kind: 'none', because: 'off' });
  });

  it('never asks a proxy for this computer', () => {
    const settings = { ...plain, proxy: 'http://proxy:1' };
    for (const host of ['localhost', '127.0.0.1', '[::1]', '127.8.9.1', 'x.localhost'])
      assert.deepEqual(chooseProxy(`http://${host}:80`, settings, {}), {
        kind: 'none',
        because: 'local',
      });
  });

  it('asks http.noProxy, and NO_PROXY only where that is empty', () => {
    const environment = { HTTPS_PROXY: 'http://a:1', NO_PROXY: 'example.com' };
    const choice = chooseProxy(server, plain, environment);
    const entry = { kind: 'none', because: 'exempt', entry: 'example.com', from: 'NO_PROXY' };
    assert.deepEqual(choice, entry);
    const settings = { ...plain, noProxy: ['other.example'] };
    assert.equal(chooseProxy(server, settings, environment).kind, 'proxy');
    assert.equal(
      chooseProxy(server, plain, { https_proxy: 'http://a:1', no_proxy: 'x, .EXAMPLE.com' }).kind,
      'none',
    );
  });

  it('takes every kind of SOCKS for SOCKS5, and says which setting cannot be read', () => {
    const settings = { ...plain, proxy: 'socks5h://ana:x@proxy:1080' };
    assert.deepEqual(chooseProxy(server, settings, {}), {
      kind: 'proxy',
      proxy: 'socks5://proxy:1080',
      from: 'http.proxy',
      login: { username: 'ana', password: 'x' },
    });
    for (const proxy of ['http://', 'ftp://proxy', 'socks4://proxy:1', 'http://pro xy'])
      assert.deepEqual(chooseProxy(server, { ...plain, proxy }, {}), {
        kind: 'unreadable',
        from: 'http.proxy',
      });
  });

  it('takes a password with signs that encode nothing as it is', () => {
    const choice = chooseProxy(server, { ...plain, proxy: 'http://ana:100%@proxy:1' }, {});
    assert.equal(choice.kind === 'proxy' && choice.login?.password, '100%');
  });
});

describe('exemption', () => {
  const cases: readonly [entry: string, server: string, exempt: boolean][] = [
    ['*', 'https://a.b', true],
    ['example.com', 'https://example.com', true],
    ['example.com', 'https://tableau.example.com', true],
    ['example.com', 'https://badexample.com', false],
    ['.example.com', 'https://tableau.example.com', true],
    ['*.example.com', 'https://tableau.example.com', true],
    ['tableau', 'https://tableau', true],
    ['Example.COM', 'https://tableau.example.com', true],
    ['example.com:8443', 'https://example.com:8443', true],
    ['example.com:8443', 'https://example.com', false],
    ['example.com:443', 'https://example.com', true],
    ['example.com:80', 'http://example.com', true],
    ['10.0.0.0/8', 'https://10.20.30.40', true],
    ['10.0.0.0/8', 'https://11.20.30.40', false],
    ['10.0.0.0/8', 'https://tableau.example.com', false],
    ['10.0.0.0/99', 'https://10.20.30.40', false],
    ['10.1.2.3', 'https://10.1.2.3:8443', true],
    ['0.1.2.3', 'https://10.1.2.3', false],
    ['fd00::/8', 'https://[fd12::1]', true],
    ['fd12::1', 'https://[fd12::1]', true],
    ['[fd12::1]:8443', 'https://[fd12::1]:8443', true],
    ['[fd12::1]:8443', 'https://[fd12::1]', false],
    ['', 'https://a.b', false],
  ];
  for (const [entry, at, exempt] of cases)
    it(`${exempt ? 'exempts' : 'does not exempt'} ${at} by "${entry}"`, () => {
      assert.equal(exemption(new URL(at), [entry]), exempt ? entry : undefined);
    });
});
