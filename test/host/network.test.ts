/** VS Code's own network settings, and its own fetch, in a real extension host: changed as a person changes them, and without a reload. */
import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { LazyNetwork } from '../../src/ui/lazyNetwork';
import { HttpSettingsReader } from '../../src/ui/httpSettings';
import { issueBody } from '../../src/commands/reportIssue';
import type { TableauLibrary, Transport } from '../../src/tableau/client';
import { isTableauError } from '../../src/tableau/errors';
import { startFakeTableau, type FakeTableau } from '../fakeTableau/server';
import { makeAuthority, makeCertificate } from '../network/certificates';
import { startForwardProxy, type ForwardProxy } from '../network/forwardProxy';
import { startSocksProxy } from '../network/socksProxy';
import { startTlsFront, type TlsFront } from '../network/tlsFront';
import { TestLog, TestMemory, TestSecrets } from '../unit/support/world';

const name = 'tableau.fernweh.example';
const login = { username: 'ana', password: 'pr0xy-geheim' };
const keys = ['proxy', 'noProxy', 'proxyStrictSSL', 'proxySupport', 'proxyAuthorization'] as const;

async function set(key: (typeof keys)[number], value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('http')
    .update(key, value, vscode.ConfigurationTarget.Global);
}

describe('the network in VS Code', () => {
  let fake: FakeTableau;
  let front: TlsFront;
  let proxy: ForwardProxy;
  let lazy: LazyNetwork;
  let library: TableauLibrary;
  let transport: Transport;
  let plain: string;
  let secure: string;
  const memory = new TestMemory();
  const secrets = new TestSecrets();
  const log = new TestLog();
  const withLogin = (): string => proxy.url.replace('//', `//${login.username}:${login.password}@`);

  before(async () => {
    fake = await startFakeTableau();
    const authority = await makeAuthority();
    front = await startTlsFront(fake.url, await makeCertificate(name, { authority }));
    proxy = await startForwardProxy({ login });
    plain = `http://${name}:${new URL(fake.url).port}`;
    secure = `https://${name}:${front.port}`;
    const context = { globalState: memory, secrets };
    lazy = new LazyNetwork(context as never, log);
    library = await lazy.library();
    transport = library.createTransport({ log });
  });
  afterEach(async () => {
    for (const key of keys) await set(key, undefined);
    memory.values.clear();
  });
  after(async () => {
    transport.dispose();
    lazy.dispose();
    await proxy.close();
    await front.close();
    await fake.close();
  });

  const codeOf = async (server: string): Promise<string | undefined> =>
    library.serverInfo(transport, server).then(
      ({ apiVersion }) => apiVersion,
      (error: unknown) => (isTableauError(error) ? error.code : String(error)),
    );

  it('reads VS Code’s settings, and takes each change up at once', async () => {
    const reader = new HttpSettingsReader();
    assert.equal(reader.now().proxy, '');
    const before = reader.now();
    assert.equal(reader.now(), before);
    await set('proxy', 'http://proxy.example:3128');
    await set('noProxy', ['a.example']);
    await set('proxyStrictSSL', false);
    await set('proxySupport', 'off');
    await set('proxyAuthorization', 'Basic abc');
    assert.deepEqual(reader.now(), {
      proxySupport: 'off',
      proxy: 'http://proxy.example:3128',
      noProxy: ['a.example'],
      proxyAuthorization: 'Basic abc',
      proxyStrictSSL: false,
      systemCertificates: true,
    });
    reader.dispose();
  });

  it('sends our own requests through http.proxy with its login, and straight again when it is gone', async () => {
    const network = await lazy.get();
    await network.servers.change(secure, { through: 'own', chosenBy: 'user' });
    assert.match((await codeOf(secure)) ?? '', /ENOTFOUND|EAI_AGAIN/u);
    await set('proxyStrictSSL', false);
    await set('proxy', withLogin());
    assert.equal(await codeOf(secure), fake.apiVersion);
    assert.equal(proxy.asked.at(-1), `CONNECT ${name}:${front.port}`);
    await set('noProxy', ['fernweh.example']);
    assert.match((await codeOf(secure)) ?? '', /ENOTFOUND|EAI_AGAIN/u);
  });

  it('tells that the proxy wants a login', async () => {
    const network = await lazy.get();
    await network.servers.change(secure, { through: 'own', chosenBy: 'user' });
    await set('proxy', proxy.url);
    assert.equal(await codeOf(secure), 'PROXY_LOGIN');
  });

  it('goes by the fetch of VS Code where that is chosen: it follows http.proxy by itself', async () => {
    const network = await lazy.get();
    await set('proxy', withLogin());
    await network.servers.change(plain, { through: 'host', chosenBy: 'user' });
    const asked = proxy.asked.length;
    assert.equal(await codeOf(plain), fake.apiVersion);
    // VS Code asks its proxy for a tunnel even to a plain http server, and we for its address: so this was VS Code.
    assert.deepEqual(proxy.asked.slice(asked), [`CONNECT ${new URL(plain).host}`]);
  });

  it('goes through a SOCKS proxy, which VS Code’s own fetch does not', async () => {
    const socks = await startSocksProxy();
    try {
      await set('proxy', socks.url);
      assert.equal(await codeOf(plain), fake.apiVersion);
      assert.deepEqual(socks.asked, [new URL(plain).host]);
    } finally {
      await socks.close();
    }
  });

  it('reports to maintainers without hosts, names and secrets', async () => {
    await set('proxy', withLogin());
    const extension = vscode.extensions.getExtension('vizport.vizport');
    assert.ok(extension !== undefined);
    const profile = {
      site: { server: secure, contentUrl: 'secret-site' },
      method: 'password',
      account: 'ana.ruiz',
      siteName: 'Secret Site',
      userName: 'ana.ruiz@fernweh.example',
      siteRole: 'Creator',
    };
    const sessions = {
      list: () => [{ profile, state: { status: 'signedIn' } }],
      serverInfo: () => library.serverInfo(transport, secure),
    };
    const body = await issueBody({
      context: { extension },
      sessions: sessions as never,
      network: lazy,
      texts: { openMarkdown: () => Promise.resolve() },
    });
    assert.match(body, /Tableau Server.*https.*password.*Creator.*signedIn.*http\.proxy/u);
    assert.ok(body.includes(vscode.version));
    for (const word of [
      'fernweh',
      'secret-site',
      'Secret Site',
      'ana',
      '127.0.0.1',
      login.password,
    ])
      assert.ok(!body.includes(word), word);
  });
});
