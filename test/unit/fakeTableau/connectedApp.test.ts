// What the fake server checks in the JWT of a connected app, and what its session may do.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SignJWT, type JWTPayload } from 'jose';
import type { FakeTableau } from '../../fakeTableau/server';
import { adminPasswordOf, refusesWith, RestTalk, Servers, StillClock, type Json } from './restTalk';

interface Changes {
  readonly claims?: JWTPayload;
  readonly header?: Readonly<Record<string, string | undefined>>;
  readonly secret?: string;
  readonly algorithm?: string;
}

function mint(
  fake: FakeTableau,
  scopes: readonly string[],
  changes: Changes = {},
): Promise<string> {
  const app = fake.credentials.connectedApp;
  const now = Math.floor(fake.model.now() / 1000);
  const claims = {
    iss: app.clientId,
    sub: app.username,
    aud: 'tableau',
    jti: randomUUID(),
    exp: now + 300,
    scp: scopes,
    ...changes.claims,
  };
  const header = { alg: changes.algorithm ?? 'HS256', typ: 'JWT', kid: app.secretId };
  return new SignJWT(claims)
    .setProtectedHeader({ ...header, ...changes.header })
    .sign(new TextEncoder().encode(changes.secret ?? app.secretValue));
}

const read = ['tableau:content:read'];

describe('fake connected app', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  async function detailOf(fake: FakeTableau, jwt: string, site = 'sales'): Promise<string> {
    const reply = await new RestTalk(fake).signIn({ jwt }, site);
    const error = (JSON.parse(reply.text) as Json)['error'];
    assert.equal(error?.['code'], '401001');
    return String(error?.['detail']);
  }

  it('signs in with a token that is signed, fresh and addressed well', async () => {
    const fake = await servers.start();
    const talk = await new RestTalk(fake).enter({ jwt: await mint(fake, read) });
    await talk.get('workbooks');
    assert.equal(talk.user.name, fake.credentials.connectedApp.username);
  });

  it('accepts ten minutes exactly and refuses a second more', async () => {
    const clock = new StillClock();
    const fake = await servers.start({ clock: clock.read });
    const now = clock.now / 1000;
    const at = (exp: number): Promise<string> => mint(fake, read, { claims: { exp } });
    await new RestTalk(fake).enter({ jwt: await at(now + 600) });
    assert.match(await detailOf(fake, await at(now + 601)), /\(16\)$/);
    assert.match(await detailOf(fake, await at(now - 1)), /\(16\)$/);
  });

  it('measures by the clock of the server, which a knob can put wrong', async () => {
    const fake = await servers.start();
    const exp = Math.floor(Date.now() / 1000) + 300;
    fake.knobs.skewClock(6 * 60_000);
    assert.match(await detailOf(fake, await mint(fake, read, { claims: { exp } })), /\(16\)$/);
    const reply = await new RestTalk(fake).call('GET', 'serverinfo');
    const ahead = Date.parse(reply.headers.get('date') ?? '') - Date.now();
    assert.ok(ahead > 5 * 60_000, 'and the Date header tells');
  });

  it('takes a token once', async () => {
    const fake = await servers.start();
    const jwt = await mint(fake, read);
    await new RestTalk(fake).enter({ jwt });
    assert.match(await detailOf(fake, jwt), /\(16\)$/);
  });

  it('refuses each fault with its sub-code', async () => {
    const fake = await servers.start();
    const faults: readonly (readonly [Changes, RegExp])[] = [
      [{ secret: 'another secret value of some length' }, /\(16\)$/],
      [{ claims: { aud: 'another' } }, /\(16\)$/],
      [{ claims: { jti: undefined } as unknown as JWTPayload }, /\(16\)$/],
      [{ claims: { scp: 'tableau:content:read' } }, /\(16\)$/],
      [{ claims: { sub: 'nobody@fernweh.example' } }, /\(5\)$/],
      [{ claims: { sub: 'Ana.Ruiz@fernweh.example' } }, /\(5\)$/],
      [{ claims: { iss: randomUUID() } }, /\(126\)$/],
      [{ header: { kid: randomUUID() } }, /\(127\)$/],
      [{ algorithm: 'HS512' }, /\(10083\)$/],
    ];
    for (const [changes, detail] of faults) {
      assert.match(await detailOf(fake, await mint(fake, read, changes)), detail);
    }
    assert.match(await detailOf(fake, 'not.a.token'), /\(10084\)$/);
    assert.match(await detailOf(fake, await mint(fake, read), 'PeopleHub'), /\(126\)$/);
  });

  it('answers 401002 to what the scopes do not grant, and keeps the session', async () => {
    const fake = await servers.start();
    const talk = await new RestTalk(fake).enter({ jwt: await mint(fake, read) });
    const workbook = talk.model.workbooks.ofSite(talk.siteLuid)[0];
    await refusesWith(talk.post(`workbooks/${workbook?.luid}/refresh`), '401002');
    await refusesWith(talk.call('GET', talk.onSite('flows')), '401002');
    await talk.get('workbooks');
  });

  it('takes wildcards for scopes', async () => {
    const fake = await servers.start();
    for (const scopes of [['tableau:*:*'], ['tableau:content:*'], ['tableau:*:read']]) {
      const talk = await new RestTalk(fake).enter({ jwt: await mint(fake, scopes) });
      await talk.get('workbooks');
    }
  });

  it('knows no job scope below 3.25', async () => {
    const scopes = ['tableau:jobs:read', 'tableau:*:*'];
    const claims = { sub: 'max.adler@fernweh.example' };
    const old = await servers.start({ profile: '2022.3' });
    const former = await new RestTalk(old).enter({ jwt: await mint(old, scopes, { claims }) });
    await refusesWith(former.call('GET', former.onSite('jobs')), '401002');
    const recent = await servers.start({ profile: '2025.1' });
    const latter = await new RestTalk(recent).enter({
      jwt: await mint(recent, scopes, { claims }),
    });
    await latter.get('jobs');
  });

  it('refuses JWT sign-in where the release has none', async () => {
    const fake = await servers.start({ profile: '2021.4' });
    await detailOf(fake, await mint(fake, read));
    await new RestTalk(fake).enter(adminPasswordOf(fake));
  });
});
