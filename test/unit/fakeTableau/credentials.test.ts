// What the fake server lets die, switch off and list of credentials: secrets, tokens, impersonation.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { FakeTableau } from '../../fakeTableau/server';
import {
  adminPasswordOf,
  administratorOf,
  passwordOf,
  refusesWith,
  RestTalk,
  Servers,
  StillClock,
  tokenOf,
  type Json,
} from './restTalk';

const day = 24 * 3_600_000;

function mint(
  fake: FakeTableau,
  secret: { secretId: string; secretValue: string },
): Promise<string> {
  const { clientId, username } = fake.credentials.connectedApp;
  const exp = Math.floor(fake.model.now() / 1000) + 300;
  const claims = { iss: clientId, sub: username, aud: 'tableau', jti: randomUUID(), exp };
  return new SignJWT({ ...claims, scp: ['tableau:content:read'] })
    .setProtectedHeader({ alg: 'HS256', kid: secret.secretId })
    .sign(new TextEncoder().encode(secret.secretValue));
}

describe('fake credentials', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  it('takes either secret of a connected app until one is disabled', async () => {
    const fake = await servers.start();
    const { connectedApp, secondSecret } = fake.credentials;
    for (const secret of [connectedApp, secondSecret]) {
      await new RestTalk(fake).enter({ jwt: await mint(fake, secret) });
    }
    fake.knobs.enableSecret(connectedApp.secretId, false);
    const reply = await new RestTalk(fake).signIn({ jwt: await mint(fake, connectedApp) });
    assert.match(reply.text, /\(127\)/);
    await new RestTalk(fake).enter({ jwt: await mint(fake, secondSecret) });
    fake.knobs.enableSecret(connectedApp.secretId, true);
    await new RestTalk(fake).enter({ jwt: await mint(fake, connectedApp) });
  });

  it('refuses a token on its own day and after 15 days without a sign-in', async () => {
    const clock = new StillClock();
    const fake = await servers.start({ clock: clock.read });
    const talk = new RestTalk(fake);
    fake.knobs.leavePatUnused('vizport', 15 * day - 60_000);
    await talk.enter(tokenOf(fake));
    fake.knobs.leavePatUnused('vizport', 15 * day);
    await refusesWith(talk.signIn(tokenOf(fake)), '401001');
    fake.knobs.leavePatUnused('vizport', 0);
    clock.tick(14 * day);
    await talk.enter(tokenOf(fake));
    clock.tick(14 * day);
    await talk.enter(tokenOf(fake));
    fake.knobs.expirePat('vizport');
    await refusesWith(talk.signIn(tokenOf(fake)), '401001');
    await talk.get('projects');
  });

  it('takes no password where the site asks for a second factor', async () => {
    const fake = await servers.start();
    fake.knobs.passwordsRefused = true;
    await refusesWith(new RestTalk(fake).signIn(passwordOf(fake)), '401001');
    await new RestTalk(fake).enter(tokenOf(fake));
  });

  it('lists the own tokens on Cloud, with their last use and their day', async () => {
    const clock = new StillClock();
    const fake = await servers.start({ clock: clock.read });
    const talk = await new RestTalk(fake).enter(tokenOf(fake));
    const answer = await talk.get(`users/${talk.userLuid}/personal-access-tokens`);
    const tokens = answer['personalAccessTokens'] ?? [];
    assert.deepEqual(
      (tokens as readonly Json[]).map((token) => token['tokenName']),
      ['vizport', 'vizport-2'],
      'the dead one is not there',
    );
    assert.equal((tokens as readonly Json[])[0]?.['lastUsedAt'], '2026-05-04T10:00:00Z');
    assert.equal((tokens as readonly Json[])[0]?.['expiresAt'], '2026-10-28T10:00:00Z');
    const xml = await talk.send(
      'GET',
      `/api/3.29/${talk.onSite(`users/${talk.userLuid}/personal-access-tokens`)}`,
    );
    assert.match(xml.text, /<personalAccessTokens><personalAccessToken tokenName="vizport"/);
  });

  it('lists the tokens of others for an administrator of all their sites, and nowhere on Server', async () => {
    const fake = await servers.start();
    const talk = await new RestTalk(fake).enter(passwordOf(fake));
    const admin = await administratorOf(fake);
    const path = `users/${talk.userLuid}/personal-access-tokens`;
    await admin.get(path);
    await refusesWith(
      talk.call('GET', talk.onSite(`users/${admin.userLuid}/personal-access-tokens`)),
      '403004',
    );
    const elsewhere = fake.model.siteByContentUrl('PeopleHub');
    const max = fake.model.userByName(elsewhere?.luid ?? '', 'max.adler@fernweh.example');
    assert.ok(max);
    max.siteRole = 'Viewer';
    await refusesWith(admin.call('GET', admin.onSite(path)), '403010');
    const server = await servers.user({ profile: '2025.1' });
    const onServer = server.onSite(`users/${server.userLuid}/personal-access-tokens`);
    await refusesWith(server.call('GET', onServer), '405000');
  });

  it('takes a token back by its name, and with it its session', async () => {
    const fake = await servers.start();
    const byPassword = await new RestTalk(fake).enter(passwordOf(fake));
    const byToken = await new RestTalk(fake).enter(tokenOf(fake));
    const tokens = `users/${byPassword.userLuid}/personal-access-tokens`;
    const reply = await byPassword.call('DELETE', byPassword.onSite(`${tokens}/vizport`));
    assert.equal(reply.status, 204);
    await refusesWith(byToken.call('GET', byToken.onSite('projects')), '401002');
    await refusesWith(byPassword.call('DELETE', byPassword.onSite(`${tokens}/vizport`)), '404051');
  });

  it('lists tokens for no JWT session', async () => {
    const fake = await servers.start();
    const jwt = await mint(fake, fake.credentials.connectedApp);
    const talk = await new RestTalk(fake).enter({ jwt });
    await refusesWith(
      talk.call('GET', talk.onSite(`users/${talk.userLuid}/personal-access-tokens`)),
      '401002',
    );
  });

  it('lets a server administrator be somebody else by token, where that is allowed and known', async () => {
    const { name, secret } = (await servers.start()).credentials.administrator.personalAccessToken;
    const byToken = { personalAccessTokenName: name, personalAccessTokenSecret: secret };
    for (const profile of ['2025.1', '2021.4'] as const) {
      const fake = await servers.start({ profile });
      const sam = fake.model.userByName(fake.company.main.site.luid, 'sam.carter@fernweh.example');
      const asSam = { user: { id: sam?.luid } };
      const talk = new RestTalk(fake);
      await refusesWith(talk.signIn({ ...byToken, ...asSam }), '401001');
      fake.knobs.patImpersonation = true;
      await talk.enter({ ...byToken, ...asSam });
      assert.equal(talk.user.name, 'sam.carter@fernweh.example');
      await refusesWith(new RestTalk(fake, '3.10').signIn({ ...byToken, ...asSam }), '401001');
      await refusesWith(
        talk.signIn({ ...adminPasswordOf(fake), user: { id: randomUUID() } }),
        '401001',
      );
    }
  });
});
