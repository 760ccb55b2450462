/** Checks signing in as somebody else: the order of the requests, and every reason why it is not possible. */
import assert from 'node:assert/strict';
import type { Credentials } from '../../../../src/tableau/credentials';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import { httpTransport } from '../../../../src/tableau/http/transport';
import { library } from '../../../../src/tableau/library';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { createBench, oddServer, patOf, siteOf, type Bench } from '../support/harness';

const tom = 'tom.becker@fernweh.example';

describe('signIn as somebody else', () => {
  let fake: FakeTableau;
  let bench: Bench;
  const signIn = (credentials: Credentials) =>
    library.signIn(bench.transport, siteOf(fake.url), credentials);
  const refusal = async (credentials: Credentials): Promise<TableauError> => {
    const outcome: unknown = await signIn(credentials).catch((error: unknown) => error);
    assert.ok(isTableauError(outcome), String(outcome));
    return outcome;
  };
  const byToken = (username: string, userLuid?: string): Credentials => ({
    ...(patOf(fake, true) as Extract<Credentials, { method: 'personalAccessToken' }>),
    as: { username, ...(userLuid === undefined ? {} : { userLuid }) },
  });
  const byPassword = (username: string): Credentials => ({
    method: 'password',
    username: fake.credentials.administrator.username,
    password: fake.credentials.administrator.password,
    as: { username },
  });
  const luidOf = (username: string): string =>
    fake.model.userByName(fake.company.main.site.luid, username)!.luid;
  const kinds = (): string[] => fake.log.map(({ kind }) => kind);

  const start = async (profile: '2019.3' | '2025.1' | 'cloud'): Promise<void> => {
    await fake?.close();
    fake = await startFakeTableau({ profile });
    fake.knobs.patImpersonation = true;
  };
  beforeEach(async () => {
    await start('2025.1');
    bench = createBench();
  });
  afterEach(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  it('looks the user up with a session of its own, and then signs in as the user', async () => {
    const session = await signIn(byToken(tom));
    assert.equal(session.userLuid, luidOf(tom));
    assert.equal(session.userName, tom);
    assert.deepEqual(kinds(), ['server info', 'sign in', 'user', 'users', 'sign in']);
    assert.equal(fake.model.sessions.size, 1, 'the second sign-in has ended the first session');
  });

  it('looks nobody up when the LUID is known', async () => {
    const session = await signIn(byToken(tom, luidOf(tom)));
    assert.equal(session.userLuid, luidOf(tom));
    assert.deepEqual(kinds(), ['server info', 'sign in']);
  });

  it('ends the look-up session of a password, which nothing else would end', async () => {
    const session = await signIn(byPassword(tom));
    assert.equal(session.userLuid, luidOf(tom));
    assert.deepEqual(kinds(), ['server info', 'sign in', 'user', 'users', 'sign out', 'sign in']);
    assert.equal(fake.model.sessions.size, 1);
  });

  it('finds a user by name without case, and with the domain in front', async () => {
    assert.equal((await signIn(byToken(tom.toUpperCase()))).userLuid, luidOf(tom));
    const { domain } = fake.model.userByName(fake.company.main.site.luid, tom)!;
    assert.equal((await signIn(byToken(`${domain}\\${tom}`))).userLuid, luidOf(tom));
    assert.equal((await refusal(byToken(`elsewhere\\${tom}`))).code, 'USER_UNKNOWN');
  });

  it('finds a user whose name no filter can carry', async () => {
    const user = fake.model.userByName(fake.company.main.site.luid, tom)!;
    fake.model.users.update(user, { name: 'becker, tom & co' });
    assert.equal((await signIn(byToken('becker, tom & co'))).userLuid, user.luid);
  });

  it('says that there is no such user, and that one is unlicensed, without trying', async () => {
    const unknown = await refusal(byToken('nobody@fernweh.example'));
    assert.equal(unknown.kind, 'impersonation');
    assert.equal(unknown.code, 'USER_UNKNOWN');
    assert.equal(unknown.details.impersonated, 'nobody@fernweh.example');
    assert.equal((await refusal(byToken('old.hand@fernweh.example'))).code, 'USER_UNLICENSED');
    assert.equal(fake.log.filter(({ kind }) => kind === 'sign in').length, 2);
  });

  it('says which role does not suffice', async () => {
    const own = patOf(fake) as Extract<Credentials, { method: 'personalAccessToken' }>;
    const error = await refusal({ ...own, as: { username: tom } });
    assert.equal(error.code, 'NOT_ADMINISTRATOR');
    assert.equal(error.details.siteRole, 'Creator');
  });

  for (const guess of ['401001', '403004'] as const)
    it(`takes ${guess} for a refusal where tokens may not do it, so that it is not repeated`, async () => {
      fake.knobs.patImpersonation = false;
      fake.knobs.guesses.impersonationRefusal = guess;
      const error = await refusal(byToken(tom));
      assert.equal(error.kind, 'signIn');
      assert.equal(error.code, guess);
      assert.equal(error.details.method, 'personalAccessToken');
      assert.equal(error.details.impersonated, tom);
    });

  it('asks nothing of a server before 2021.1 where a token cannot do it', async () => {
    await start('2019.3');
    const error = await refusal(byToken(tom));
    assert.equal(error.code, 'TOO_OLD');
    assert.deepEqual(kinds(), ['server info']);
    assert.equal((await signIn(byPassword(tom))).userLuid, luidOf(tom));
  });

  it('sends nothing to Tableau Cloud', async () => {
    const info = { server: 'https://10ax.online.tableau.com', apiVersion: '3.29' };
    httpTransport(bench.transport).knownServers.set(info.server, {
      info,
      at: bench.clock.now(),
    });
    const outcome: unknown = await library
      .signIn(bench.transport, siteOf(info.server), byToken(tom))
      .catch((error: unknown) => error);
    assert.ok(isTableauError(outcome, 'impersonation'), String(outcome));
    assert.equal(outcome.code, 'CLOUD');
    assert.equal(bench.transport.requestCount, 0);
  });

  it('ends the look-up session of a password also when the look-up fails', async () => {
    fake.knobs.failNext({ status: 500, match: '/users' });
    const outcome: unknown = await signIn(byPassword(tom)).catch((error: unknown) => error);
    assert.ok(isTableauError(outcome, 'server'), String(outcome));
    assert.equal(fake.model.sessions.size, 0);
  });

  it('leaves it to the server where that tells no role', async () => {
    const credentials = '{"credentials":{"token":"t","site":{"id":"s"},"user":{"id":"u"}}}';
    const odd = await oddServer((request, response) => {
      if (request.url?.includes('serverinfo'))
        response.end('{"serverInfo":{"restApiVersion":"3.25"}}');
      else if (request.url?.endsWith('/users/u')) response.end('{"user":{"id":"u"}}');
      else if (request.url?.includes('/users?'))
        response.end(`{"users":{"user":{"id":"ben-1","name":"ben"}}}`);
      else response.end(credentials);
    });
    try {
      await library.signIn(bench.transport, siteOf(odd.url), byPassword('ben'));
      const bodies = odd.requests.filter(({ url }) => url.endsWith('/auth/signin'));
      assert.deepEqual(
        bodies.map(({ body }) => (JSON.parse(body) as { credentials: object }).credentials),
        [
          {
            name: fake.credentials.administrator.username,
            password: fake.credentials.administrator.password,
            site: { contentUrl: 'sales' },
          },
          {
            name: fake.credentials.administrator.username,
            password: fake.credentials.administrator.password,
            user: { id: 'ben-1' },
            site: { contentUrl: 'sales' },
          },
        ],
      );
    } finally {
      await odd.close();
    }
  });
});
