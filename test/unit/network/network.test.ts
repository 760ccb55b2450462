/** The ways to servers, from settings to bytes: real proxy, real TLS, the fake Tableau behind them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HttpSettings } from '../../../src/network/httpSettings';
import { Network } from '../../../src/network/network';
import type { TableauLibrary, Transport } from '../../../src/tableau/client';
import { isTableauError } from '../../../src/tableau/errors';
import { library } from '../../../src/tableau/library';
import type { HostFetch } from '../../../src/tableau/route';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { makeAuthority, makeCertificate, type KeyPair } from '../../network/certificates';
import { startForwardProxy, type ForwardProxy } from '../../network/forwardProxy';
import { startSocksProxy } from '../../network/socksProxy';
import { startTlsFront, type TlsFront } from '../../network/tlsFront';
import { search } from '../../tools/secretForms';
import { errorWords } from '../support/errorWords';
import { TestLog, TestMemory, TestSecrets } from '../support/world';

const name = 'tableau.fernweh.example';
const login = { username: 'ana', password: 'pr0xy-geheim' };

class Bed {
  settings: HttpSettings = {
    proxySupport: 'override',
    proxy: '',
    noProxy: [],
    proxyAuthorization: undefined,
    proxyStrictSSL: true,
    systemCertificates: true,
  };
  readonly environment: Record<string, string | undefined> = {};
  readonly memory = new TestMemory();
  readonly secrets = new TestSecrets();
  readonly log = new TestLog();
  readonly network = new Network({
    settings: () => this.settings,
    environment: this.environment,
    memory: this.memory,
    secrets: this.secrets,
    log: this.log,
  });
  readonly library: TableauLibrary = this.network.equip(library);
  readonly transport: Transport;

  constructor(hostFetch?: HostFetch) {
    this.transport = this.library.createTransport({
      log: this.log,
      ...(hostFetch === undefined ? {} : { hostFetch }),
    });
  }

  set(change: Partial<HttpSettings>): void {
    this.settings = { ...this.settings, ...change };
  }
}

describe('the network', () => {
  const closing: { close(): Promise<void> }[] = [];
  const beds: Bed[] = [];
  let folder: string;
  let fake: FakeTableau;
  let authority: KeyPair;
  let front: TlsFront;
  let proxy: ForwardProxy;
  let server: string;
  let caFile: string;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'vizport-network-'));
    fake = await startFakeTableau();
    authority = await makeAuthority();
    front = await startTlsFront(fake.url, await makeCertificate(name, { authority }));
    proxy = await startForwardProxy({ login });
    closing.push(fake, front, proxy);
    server = `https://${name}:${front.port}`;
    caFile = join(folder, 'ca.pem');
    writeFileSync(caFile, `Some words before it\n${authority.cert}\n`);
  });
  after(async () => {
    for (const one of closing) await one.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    for (const { transport } of beds.splice(0)) transport.dispose();
  });

  const open = (hostFetch?: HostFetch): Bed => {
    const bed = new Bed(hostFetch);
    beds.push(bed);
    return bed;
  };
  const info = (bed: Bed, at = server) => bed.library.serverInfo(bed.transport, at);
  const codeOf = async (asked: Promise<unknown>): Promise<string | undefined> =>
    asked.then(
      () => 'it succeeded',
      (error: unknown) => (isTableauError(error) ? error.code : String(error)),
    );
  /** What the fetch of a VS Code would do that cannot get through either. */
  const noHost: HostFetch = () => Promise.reject(new TypeError('fetch failed'));

  it('goes through http.proxy with the login in its address, and trusts a file of the server', async () => {
    const bed = open(noHost);
    bed.set({ proxy: `http://${login.username}:${login.password}@127.0.0.1:${proxy.port}` });
    await bed.network.servers.change(server, { caFile });
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
  });

  it('goes through the proxy of the environment, and by http.proxyAuthorization', async () => {
    const bed = open(noHost);
    bed.environment['HTTPS_PROXY'] = proxy.url;
    const text = Buffer.from(`${login.username}:${login.password}`).toString('base64');
    bed.set({ proxyAuthorization: `Basic ${text}` });
    await bed.network.servers.change(server, { caFile });
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
  });

  it('takes changed settings up with the next request', async () => {
    const bed = open(noHost);
    await bed.network.servers.change(server, { caFile });
    assert.match((await codeOf(info(bed))) ?? '', /^(ENOTFOUND|EAI_AGAIN)$/u);
    bed.set({ proxy: proxy.url });
    assert.equal(await codeOf(info(bed)), 'PROXY_LOGIN');
    await bed.network.logins.keep(proxy.url, login);
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
    await bed.network.logins.forget(proxy.url);
    assert.equal(await codeOf(info(bed)), 'PROXY_LOGIN');
    await bed.network.logins.keep(proxy.url, login);
    bed.set({ noProxy: ['.fernweh.example'] });
    assert.match((await codeOf(info(bed))) ?? '', /^(ENOTFOUND|EAI_AGAIN)$/u);
    bed.set({ noProxy: [], proxySupport: 'off' });
    assert.match((await codeOf(info(bed))) ?? '', /^(ENOTFOUND|EAI_AGAIN)$/u);
  });

  it('keeps the login of a proxy in secret storage and nowhere else', async () => {
    const bed = open(noHost);
    bed.set({ proxy: proxy.url });
    await bed.network.logins.keep(proxy.url, login);
    await bed.network.servers.change(server, { caFile });
    await info(bed);
    assert.ok([...bed.secrets.values.values()].some((value) => value.includes(login.password)));
    // One that the proxy refuses, as its address holds it, and one that SOCKS does.
    const refused = { username: 'ana', password: 'old+Pr0xy/Login==' };
    const inAddress = `${refused.username}:${encodeURIComponent(refused.password)}@`;
    const socks = await startSocksProxy(login);
    closing.push(socks);
    const errors: string[] = [];
    await bed.network.logins.forget(proxy.url);
    for (const { url } of [proxy, socks]) {
      bed.set({ proxy: url.replace('//', `//${inAddress}`) });
      await info(bed).catch((error: unknown) => errors.push(errorWords(error)));
    }
    assert.equal(errors.length, 2);
    const traces = {
      log: bed.log.lines.join('\n'),
      memory: [...bed.memory.values].flat().join('\n'),
      errors: errors.join('\n'),
      report: JSON.stringify(await bed.network.describe(server)),
    };
    const planted = [login, refused].flatMap(({ username, password }) => [
      { name: 'password', secret: password },
      { name: 'login', secret: `${username}:${password}` },
    ]);
    const searched = Object.entries(traces).map(([place, text]) => ({
      place,
      where: place,
      bytes: Buffer.from(text),
    }));
    assert.deepEqual(search(searched, planted), []);
  });

  it('sends a login that the proxy refused once more only when somebody tests the connection', async () => {
    const bed = open(noHost);
    bed.set({ proxy: `http://ana:last-year@127.0.0.1:${proxy.port}` });
    await bed.network.servers.change(server, { caFile });
    const refusals = (): number => proxy.asked.filter((line) => line.endsWith(' 407')).length;
    const before = refusals();
    for (let n = 0; n < 4; n++) assert.equal(await codeOf(info(bed)), 'PROXY_LOGIN');
    assert.equal(refusals() - before, 1);
    await bed.network.choose(server);
    assert.equal(refusals() - before, 2);
    for (let n = 0; n < 4; n++) assert.equal(await codeOf(info(bed)), 'PROXY_LOGIN');
    assert.equal(refusals() - before, 3);
    bed.set({ proxy: `http://${login.username}:${login.password}@127.0.0.1:${proxy.port}` });
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
  });

  it('reads another window’s login once that window has told of it', async () => {
    const bed = open(noHost);
    assert.equal(await bed.network.logins.of(proxy.url), undefined);
    await bed.secrets.store(`vizport.proxy:${proxy.url}`, JSON.stringify(login));
    bed.network.logins.changed(`vizport.proxy:${proxy.url}`);
    assert.deepEqual(await bed.network.logins.of(proxy.url), login);
  });

  it('checks no certificate with http.proxyStrictSSL off', async () => {
    const bed = open(noHost);
    bed.set({ proxy: proxy.url });
    await bed.network.logins.keep(proxy.url, login);
    assert.match((await codeOf(info(bed))) ?? '', /^(UNABLE_TO|SELF_SIGNED)/u);
    bed.set({ proxyStrictSSL: false });
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
  });

  it('tells a file of certificates that is missing, or is none, by its path', async () => {
    const bed = open(noHost);
    const missing = join(folder, 'missing.pem');
    await bed.network.servers.change(server, { caFile: missing });
    await assert.rejects(info(bed), (error) => {
      assert.ok(isTableauError(error, 'network'));
      assert.deepEqual([error.code, error.details.file], ['CA_FILE_MISSING', missing]);
      return true;
    });
    for (const text of [
      '',
      'no certificate',
      '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----',
    ]) {
      const wrong = join(folder, `wrong-${text.length}.pem`);
      writeFileSync(wrong, text);
      await bed.network.servers.change(server, { caFile: wrong });
      assert.equal(await codeOf(info(bed)), 'CA_FILE_NOT_PEM');
    }
  });

  it('gives the same route until something changes, so that connections are kept', async () => {
    const bed = open(noHost);
    bed.set({ proxy: proxy.url });
    await bed.network.servers.change(server, { caFile });
    const first = await bed.network.routeOf(server);
    assert.equal(await bed.network.routeOf(server), first);
    bed.set({ noProxy: ['unrelated.example'] });
    assert.equal(await bed.network.routeOf(server), first);
    await bed.network.logins.keep(proxy.url, login);
    assert.notEqual(await bed.network.routeOf(server), first);
    utimesSync(caFile, new Date(), new Date());
    await bed.network.servers.change('https://other.example', { caFile });
    assert.equal(await bed.network.routeOf(server), await bed.network.routeOf(server));
  });

  it('finds that only the host gets through, remembers it, and goes that way from then on', async () => {
    const plain = `http://${name}:${new URL(fake.url).port}`;
    const urls: string[] = [];
    // What a VS Code with a PAC file does: it knows the way, and we do not.
    const bed = open((url, request) => {
      urls.push(new URL(url).pathname);
      return fetch(url.replace(plain, fake.url), request);
    });
    const found = await info(bed, plain);
    assert.equal(found.apiVersion, fake.apiVersion);
    assert.deepEqual(bed.network.servers.of(plain), { through: 'host', chosenBy: 'test' });
    await info(bed, plain);
    assert.equal(urls.length, 2);
    assert.equal((await bed.network.describe(plain)).byHost, true);
  });

  it('does not choose for a person who has chosen, and hides no certificate that is wrong', async () => {
    const plain = `http://${name}:${new URL(fake.url).port}`;
    let asked = 0;
    const bed = open((url, request) => {
      asked += 1;
      return fetch(url.replace(plain, fake.url), request);
    });
    await bed.network.servers.change(plain, { through: 'own', chosenBy: 'user' });
    assert.match((await codeOf(info(bed, plain))) ?? '', /^(ENOTFOUND|EAI_AGAIN)$/u);
    const expired = await makeCertificate('127.0.0.1', { authority, expired: true });
    const odd = await startTlsFront(fake.url, expired);
    closing.push(odd);
    const at = `https://127.0.0.1:${odd.port}`;
    await bed.network.servers.change(at, { caFile });
    assert.equal(await codeOf(info(bed, at)), 'CERT_HAS_EXPIRED');
    assert.equal(asked, 0);
  });

  it('goes through a SOCKS proxy, with its login and the file of the server', async () => {
    const socks = await startSocksProxy(login);
    closing.push(socks);
    const bed = open(noHost);
    await bed.network.servers.change(server, { caFile });
    bed.set({ proxy: socks.url });
    assert.notEqual(await codeOf(info(bed)), 'it succeeded');
    bed.set({ proxy: socks.url.replace('//', `//${login.username}:${login.password}@`) });
    assert.equal((await info(bed)).apiVersion, fake.apiVersion);
    assert.deepEqual(socks.asked, [new URL(server).host]);
  });

  it('tells which setting is no address', async () => {
    const bed = open(noHost);
    bed.set({ proxy: 'nonsense://' });
    assert.equal(await codeOf(info(bed)), 'PROXY_UNREADABLE');
  });

  it('forgets a server whole', async () => {
    const bed = open(noHost);
    await bed.network.servers.change(server, { caFile, through: 'own', chosenBy: 'user' });
    await bed.network.servers.forget(server);
    assert.deepEqual(bed.network.servers.of(server), {});
    assert.equal(bed.memory.values.size, 0);
  });
});
