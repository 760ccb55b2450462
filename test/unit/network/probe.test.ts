/** The legs of the way, looked at one by one: what a report says of a proxy and of a certificate is what they are. */
import assert from 'node:assert/strict';
import { createSecureContext } from 'node:tls';
import { askProxy, reach, shakeHands } from '../../../src/network/probe';
import { basic } from '../../../src/network/proxyLogins';
import { startFakeTableau, type FakeTableau } from '../../fakeTableau/server';
import { makeAuthority, makeCertificate, type KeyPair } from '../../network/certificates';
import { startForwardProxy, type ForwardProxy } from '../../network/forwardProxy';
import { startTlsFront, type TlsFront } from '../../network/tlsFront';

const name = 'tableau.fernweh.example';
const login = { username: 'ana', password: 'geheim' };

describe('looking at the way to a server', () => {
  const closing: { close(): Promise<void> }[] = [];
  const { signal } = new AbortController();
  let fake: FakeTableau;
  let authority: KeyPair;
  let front: TlsFront;
  let proxy: ForwardProxy;
  let server: string;
  const trust = () => ({ verify: true, context: createSecureContext({ ca: authority.cert }) });

  const keep = <T extends { close(): Promise<void> }>(one: T): T => {
    closing.push(one);
    return one;
  };

  before(async () => {
    fake = keep(await startFakeTableau());
    authority = await makeAuthority('Fernweh Root');
    front = keep(await startTlsFront(fake.url, await makeCertificate(name, { authority })));
    proxy = keep(await startForwardProxy({ login }));
    server = `https://${name}:${front.port}`;
  });
  after(async () => {
    for (const one of closing) await one.close();
  });

  it('names the addresses of a host that takes a connection, and why another does not', async () => {
    assert.deepEqual(await reach(fake.url, signal), ['127.0.0.1']);
    await assert.rejects(reach(server, signal), (error: NodeJS.ErrnoException) =>
      ['ENOTFOUND', 'EAI_AGAIN'].includes(error.code ?? ''),
    );
    const gone = await startForwardProxy();
    await gone.close();
    await assert.rejects(reach(gone.url, signal), { code: 'ECONNREFUSED' });
  });

  it('tells what a proxy says, and how it wants people to sign in', async () => {
    const route = { via: 'proxy', proxy: proxy.url, trust: trust() } as const;
    assert.deepEqual(await askProxy(route, server, signal), { status: 407, schemes: ['Basic'] });
    const plain = `http://${name}:${new URL(fake.url).port}`;
    assert.deepEqual(await askProxy(route, plain, signal), { status: 407, schemes: ['Basic'] });
    const known = { ...route, authorization: basic(login) };
    assert.equal((await askProxy(known, plain, signal)).status, 200);
    const strict = keep(await startForwardProxy({ refuse: 403 }));
    assert.equal((await askProxy({ ...route, proxy: strict.url }, server, signal)).status, 403);
  });

  it('looks at the certificate through the tunnel', async () => {
    const route = {
      via: 'proxy',
      proxy: proxy.url,
      trust: trust(),
      authorization: basic(login),
    } as const;
    const { tunnel } = await askProxy(route, server, signal);
    const facts = await shakeHands(server, trust(), tunnel, signal);
    assert.deepEqual(
      [facts.subject, facts.issuer, facts.problem],
      [name, 'Fernweh Root', undefined],
    );
    assert.match(facts.protocol, /^TLSv1/u);
    assert.ok(facts.validTo > Date.now());
  });

  it('names what is wrong with a certificate, and shows it all the same', async () => {
    const cases = [
      ['CERT_HAS_EXPIRED', await makeCertificate('127.0.0.1', { authority, expired: true })],
      ['ERR_TLS_CERT_ALTNAME_INVALID', await makeCertificate('other.example', { authority })],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', await makeCertificate('127.0.0.1')],
    ] as const;
    for (const [problem, pair] of cases) {
      const odd = keep(await startTlsFront(fake.url, pair));
      const facts = await shakeHands(`https://127.0.0.1:${odd.port}`, trust(), undefined, signal);
      assert.equal(facts.problem, problem);
      assert.notEqual(facts.subject, '');
    }
  });

  it('stops at once when it is cancelled', async () => {
    const stop = new AbortController();
    stop.abort(new DOMException('Cancelled', 'AbortError'));
    await assert.rejects(reach(fake.url, stop.signal), { name: 'AbortError' });
  });
});
