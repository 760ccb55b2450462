// Sign-in rules of the fake server: passwords, personal access tokens, lock-out, impersonation.
import assert from 'node:assert/strict';
import {
  adminPasswordOf,
  codeOf,
  passwordOf,
  refusesWith,
  RestTalk,
  Servers,
  StillClock,
  tokenOf,
  type Json,
} from './restTalk';

const minute = 60_000;

describe('fake sign-in', () => {
  const servers = new Servers();
  afterEach(() => servers.closeAll());

  it('ends the first session when the same personal access token signs in again, even elsewhere', async () => {
    const fake = await servers.start();
    const first = await new RestTalk(fake).enter(tokenOf(fake));
    await first.get('projects');
    const second = await new RestTalk(fake).enter(tokenOf(fake), 'PeopleHub');
    await refusesWith(first.call('GET', first.onSite('projects')), '401002');
    await second.get('projects');
  });

  it('lets several password sessions live side by side', async () => {
    const fake = await servers.start();
    const first = await new RestTalk(fake).enter(passwordOf(fake));
    const second = await new RestTalk(fake).enter(passwordOf(fake));
    await second.get('projects');
    await first.get('projects');
  });

  it('says how long a token still lives, and says nothing of it for a password', async () => {
    const clock = new StillClock();
    const fake = await servers.start({ clock: clock.read });
    const talk = new RestTalk(fake);
    const byToken = JSON.parse((await talk.signIn(tokenOf(fake))).text) as Json;
    assert.equal(byToken['credentials']?.['estimatedTimeToExpiration'], '177:00:00');
    const byPassword = JSON.parse((await talk.signIn(passwordOf(fake))).text) as Json;
    assert.ok(!('estimatedTimeToExpiration' in (byPassword['credentials'] ?? {})));
  });

  it('refuses every bad credential with the one code 401001', async () => {
    const fake = await servers.start();
    fake.knobs.lockAfter = Infinity;
    const talk = new RestTalk(fake);
    const { name = '' } = passwordOf(fake);
    await refusesWith(talk.signIn({ name, password: 'wrong' }), '401001');
    await refusesWith(talk.signIn({ ...tokenOf(fake), personalAccessTokenSecret: 'x' }), '401001');
    await refusesWith(talk.signIn(passwordOf(fake), 'nowhere'), '401001');
    const unlicensed = { name: 'old.hand@fernweh.example', password: 'Old-Hand-1' };
    await refusesWith(talk.signIn(unlicensed), '401001');
    const expired = fake.model.personalAccessTokens.find((one) => one.name === 'old-laptop');
    assert.ok(expired);
    const credentials = {
      personalAccessTokenName: expired.name,
      personalAccessTokenSecret: expired.secret,
    };
    await refusesWith(talk.signIn(credentials), '401001');
  });

  it('finds the site without regard to case and answers with its own spelling', async () => {
    const fake = await servers.start();
    const reply = await new RestTalk(fake).signIn(passwordOf(fake), 'peoplehub');
    const answer = JSON.parse(reply.text) as Json;
    assert.equal(answer['credentials']?.['site']?.['contentUrl'], 'PeopleHub');
  });

  it('has a default site on Server and none on Cloud', async () => {
    const cloud = await servers.start();
    await refusesWith(new RestTalk(cloud).signIn(passwordOf(cloud), ''), '401001');
    const server = await servers.start({ profile: '2025.1' });
    const reply = await new RestTalk(server).call('POST', 'auth/signin', {
      credentials: passwordOf(server),
    });
    assert.equal(reply.status, 200, 'a sign-in without a site');
  });

  it('locks a user after repeated bad sign-ins, with the same code for the right password', async () => {
    const fake = await servers.start();
    const talk = new RestTalk(fake);
    const { name = '' } = passwordOf(fake);
    for (let n = 0; n < 4; n++) await talk.signIn({ name, password: 'wrong' });
    assert.equal((await talk.signIn(passwordOf(fake))).status, 200, 'four do not lock');
    for (let n = 0; n < 5; n++) await talk.signIn({ name, password: 'wrong' });
    await refusesWith(talk.signIn(passwordOf(fake)), '401001');
    await refusesWith(talk.signIn(tokenOf(fake)), '401001');
    fake.knobs.unlockUser(name);
    assert.equal((await talk.signIn(passwordOf(fake))).status, 200);
  });

  it('tells an empty body from a body that names nobody', async () => {
    const fake = await servers.start();
    const talk = new RestTalk(fake);
    await refusesWith(talk.call('POST', 'auth/signin'), '401009');
    await refusesWith(talk.signIn({}), '400000');
  });

  it('ends sessions after 120 absolute minutes on Cloud and 240 idle ones on Server', async () => {
    const clock = new StillClock();
    const cloud = await servers.user({ clock: clock.read });
    const server = await servers.user({ clock: clock.read, profile: '2025.1' });
    clock.tick(119 * minute);
    await cloud.get('projects');
    await server.get('projects');
    clock.tick(2 * minute);
    await refusesWith(cloud.call('GET', cloud.onSite('projects')), '401002');
    clock.tick(237 * minute);
    await server.get('projects');
    clock.tick(241 * minute);
    await refusesWith(server.call('GET', server.onSite('projects')), '401002');
  });

  it('tells a missing session from a dead one, and ends sessions at sign-out and by knob', async () => {
    const talk = await servers.user();
    assert.equal((await talk.call('POST', 'auth/signout')).status, 204);
    await refusesWith(talk.call('GET', talk.onSite('projects')), '401002');
    talk.token = '';
    await refusesWith(talk.call('GET', talk.onSite('projects')), '401000');
    await talk.enter(passwordOf(talk.fake));
    talk.fake.knobs.expireSessions();
    await refusesWith(talk.call('GET', talk.onSite('projects')), '401002');
  });

  it('ends the session of a token that is revoked, and refuses it from then on', async () => {
    const fake = await servers.start();
    const talk = await new RestTalk(fake).enter(tokenOf(fake));
    fake.knobs.revokePat('vizport');
    await refusesWith(talk.call('GET', talk.onSite('projects')), '401002');
    await refusesWith(talk.signIn(tokenOf(fake)), '401001');
  });

  it('lets a server administrator be somebody else on Server, and nobody on Cloud', async () => {
    for (const profile of ['2025.1', 'cloud'] as const) {
      const fake = await servers.start({ profile });
      const site = fake.model.siteByContentUrl('sales');
      const sam = fake.model.userByName(site?.luid ?? '', 'sam.carter@fernweh.example');
      assert.ok(sam);
      const asSam = { user: { id: sam.luid } };
      const reply = await new RestTalk(fake).signIn({ ...adminPasswordOf(fake), ...asSam });
      if (profile === 'cloud') {
        assert.equal(codeOf(reply), '401001');
        continue;
      }
      const answer = JSON.parse(reply.text) as Json;
      assert.equal(answer['credentials']?.['user']?.['id'], sam.luid);
      await refusesWith(new RestTalk(fake).signIn({ ...passwordOf(fake), ...asSam }), '401001');
    }
  });

  it('answers sign-in at a generic host with 405, and with a redirect where one is ordered', async () => {
    const fake = await servers.start();
    const talk = new RestTalk(fake);
    fake.knobs.genericHosts.add('127.0.0.1');
    await refusesWith(talk.signIn(passwordOf(fake)), '405000');
    fake.knobs.genericHosts.clear();
    fake.knobs.redirectSignIn = { location: 'https://pod.example/api', status: 302 };
    const reply = await talk.send('POST', '/api/3.29/auth/signin', {
      redirect: 'manual',
      body: '{}',
    });
    assert.equal(reply.status, 302);
    assert.equal(reply.headers.get('location'), 'https://pod.example/api');
  });
});
