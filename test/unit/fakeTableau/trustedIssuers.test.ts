// JWTs that the fake server believes although it holds no secret of theirs: OAuth 2.0 trust, unified access tokens.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mintToken, privateKeyOf, siteClaim, tenantClaim } from '../../fakeTableau/auth/issuers';
import type { FakeTableau } from '../../fakeTableau/server';
import { codeOf, refusesWith, RestTalk, Servers, type Json } from './restTalk';

const ana = 'ana.ruiz@fernweh.example';

describe('fake trusted issuers', () => {
  const servers = new Servers();
  before(async function () {
    // An RSA key takes its time on a busy machine; it is made once.
    this.timeout(30_000);
    await Promise.all([privateKeyOf('trust'), privateKeyOf('unified')]);
  });
  afterEach(() => servers.closeAll());

  async function detailOf(
    fake: FakeTableau,
    credentials: Readonly<Record<string, unknown>>,
    site = 'sales',
  ): Promise<string> {
    const reply = await new RestTalk(fake).signIn(credentials, site);
    assert.equal(codeOf(reply), '401001');
    const detail = String((JSON.parse(reply.text) as Json)['error']?.['detail']);
    const [, subCode] = /\((\d+)\)$/.exec(detail) ?? [];
    assert.equal(reply.headers.get('tableau_error_code'), subCode ?? null);
    return detail;
  }

  it('lets a token of the authorization server in, on Cloud and on Server, from 3.17 on', async () => {
    for (const profile of ['cloud', '2025.1', '2022.3'] as const) {
      const fake = await servers.start({ profile });
      const jwt = await mintToken(fake.model, 'trust', { userName: ana });
      const talk = await new RestTalk(fake).enter({ jwt });
      assert.equal(talk.user.name, ana);
      await talk.get('workbooks');
      await refusesWith(talk.call('GET', talk.onSite('jobs')), '401002');
    }
    const old = await servers.start({ profile: '2021.4' });
    const jwt = await mintToken(old.model, 'trust', { userName: ana });
    assert.doesNotMatch(await detailOf(old, { jwt }), /\(/);
  });

  it('refuses each fault of such a token with its sub-code', async () => {
    const fake = await servers.start();
    const now = Math.floor(Date.now() / 1000);
    const faults: readonly (readonly [Parameters<typeof mintToken>[2], RegExp])[] = [
      [{ userName: 'nobody@fernweh.example' }, /\(5\)$/],
      [{ userName: ana, lifetime: 601 }, /\(16\)$/],
      [{ userName: ana, lifetime: -5 }, /\(16\)$/],
      [{ userName: ana, claims: { nbf: now + 90 } }, /\(16\)$/],
      [{ userName: ana, claims: { iat: now + 90 } }, /\(16\)$/],
      [{ userName: ana, claims: { aud: 'another' } }, /\(16\)$/],
      [{ userName: ana, claims: { jti: undefined } }, /\(16\)$/],
      [{ userName: ana, claims: { scp: 'tableau:content:read' } }, /\(16\)$/],
      [{ userName: ana, claims: { iss: undefined } }, /\(10082\)$/],
      [{ userName: ana, claims: { iss: 'https://elsewhere.example' } }, /\(10085\)$/],
      [{ userName: ana, header: { kid: randomUUID() } }, /\(10085\)$/],
      [{ userName: ana, header: { kid: undefined } }, /\(10083\)$/],
    ];
    for (const [wish, expected] of faults) {
      const jwt = await mintToken(fake.model, 'trust', wish);
      assert.match(await detailOf(fake, { jwt }), expected, JSON.stringify(wish));
    }
    const elsewhere = await mintToken(fake.model, 'trust', { userName: ana });
    assert.match(await detailOf(fake, { jwt: elsewhere }, 'PeopleHub'), /\(10085\)$/);
  });

  it('says that the keys cannot be fetched while the issuer cannot be reached', async () => {
    const fake = await servers.start();
    const issuer = fake.model.trustedIssuers.find(({ kind }) => kind === 'trust');
    assert.ok(issuer);
    const { keys } = issuer;
    issuer.keys = () => Promise.resolve([]);
    const mint = (): Promise<string> => mintToken(fake.model, 'trust', { userName: ana });
    assert.match(await detailOf(fake, { jwt: await mint() }), /\(10085\)$/);
    issuer.keys = keys;
    await new RestTalk(fake).enter({ jwt: await mint() });
  });

  it('lets a unified access token in on Cloud only, and only when it is called one', async () => {
    const fake = await servers.start();
    const mint = (): Promise<string> => mintToken(fake.model, 'unified', { userName: ana });
    const talk = await new RestTalk(fake).enter({ jwt: await mint(), isUat: true });
    await talk.get('workbooks');
    assert.match(await detailOf(fake, { jwt: await mint() }), /\(10085\)$/);
    const older = new RestTalk(fake, '3.26');
    await refusesWith(older.signIn({ jwt: await mint(), isUat: true }), '401001');
    const server = await servers.start({ profile: '2025.1' });
    assert.doesNotMatch(await detailOf(server, { jwt: await mint(), isUat: true }), /\(/);
  });

  it('wants the tenant of a unified access token to be ours, and its site if it names one', async () => {
    const fake = await servers.start();
    const mint = (claims: Readonly<Record<string, unknown>>): Promise<string> =>
      mintToken(fake.model, 'unified', { userName: ana, claims });
    const enter = async (claims: Readonly<Record<string, unknown>>): Promise<unknown> =>
      new RestTalk(fake).enter({ jwt: await mint(claims), isUat: true });
    await enter({ [siteClaim]: fake.company.main.site.luid });
    await enter({ scp: undefined, scope: ['tableau:content:read'] });
    for (const claims of [{ [siteClaim]: randomUUID() }, { [tenantClaim]: randomUUID() }]) {
      assert.match(await detailOf(fake, { jwt: await mint(claims), isUat: true }), /\(16\)$/);
    }
    const noUser = await mint({ email: undefined });
    assert.match(await detailOf(fake, { jwt: noUser, isUat: true }), /\((5|16)\)$/);
  });

  it('hands the key out to a command that signs tokens itself', async () => {
    const { kid, pem } = await privateKeyOf('trust');
    assert.match(pem, /^-----BEGIN PRIVATE KEY-----/);
    const fake = await servers.start();
    const issuer = fake.model.trustedIssuers.find(({ kind }) => kind === 'trust');
    assert.equal((await issuer?.keys())?.[0]?.kid, kid);
  });

  it('believes an issuer no more that was switched off', async () => {
    const fake = await servers.start();
    for (const issuer of fake.model.trustedIssuers) issuer.enabled = false;
    const jwt = await mintToken(fake.model, 'trust', { userName: ana });
    assert.match(await detailOf(fake, { jwt }), /\(10085\)$/);
  });
});
