/** Checks signing in and out, with every kind of credentials and against every kind of refusal. */
import assert from 'node:assert/strict';
import type { RequestListener } from 'node:http';
import type { TableauSession } from '../../../../src/tableau/client';
import type { Credentials } from '../../../../src/tableau/credentials';
import { isTableauError, type TableauError } from '../../../../src/tableau/errors';
import { library } from '../../../../src/tableau/library';
import { startFakeTableau, type FakeTableau } from '../../../fakeTableau/server';
import { appOf, createBench, oddServer, patOf, siteOf, type Bench } from '../support/harness';

const serverInfo = '{"serverInfo":{"restApiVersion":"3.29"}}';

/** Signs in to an odd server; `answer` answers the sign-in itself. */
async function oddly(
  answer: RequestListener,
  credentials: Credentials = { method: 'password', username: 'ana', password: 'p' },
): Promise<{ outcome: unknown; bodies: string[]; url: string }> {
  const odd = await oddServer((request, response) => {
    if (request.method === 'GET') response.end(serverInfo);
    else answer(request, response);
  });
  const { transport } = createBench();
  try {
    const outcome = await library
      .signIn(transport, siteOf(odd.url), credentials)
      .catch((error: unknown) => error);
    const bodies = odd.requests.filter(({ method }) => method === 'POST').map(({ body }) => body);
    return { outcome, bodies, url: odd.url };
  } finally {
    transport.dispose();
    await odd.close();
  }
}

function refusal(outcome: unknown): TableauError {
  assert.ok(isTableauError(outcome), String(outcome));
  return outcome;
}

describe('signIn', () => {
  let fake: FakeTableau;
  let bench: Bench;
  const signIn = (credentials: Credentials, site = 'sales'): Promise<TableauSession> =>
    library.signIn(bench.transport, siteOf(fake.url, site), credentials);

  beforeEach(async () => {
    fake = await startFakeTableau({ profile: '2025.1' });
    bench = createBench();
  });
  afterEach(async () => {
    bench.transport.dispose();
    await fake.close();
  });

  it('signs in with a personal access token, and tells how long the token still lives', async () => {
    const session = await signIn(patOf(fake));
    assert.equal(session.site.contentUrl, 'sales');
    assert.equal(session.apiVersion, '3.25');
    assert.equal(session.siteLuid, fake.company.main.site.luid);
    assert.ok(
      Math.abs(session.credentialLifeMs! - 177 * 86_400_000) < 120_000,
      String(session.credentialLifeMs),
    );
    assert.ok(session.token.length > 10);
  });

  it('signs in with a user name and password, and knows no life of a token then', async () => {
    const session = await signIn({ method: 'password', ...fake.credentials.password });
    assert.equal(session.userName, fake.credentials.password.username);
    assert.equal('credentialLifeMs' in session, false);
  });

  it('signs in with a connected app, with a fresh token each time', async () => {
    const first = await signIn(appOf(fake));
    const second = await signIn(appOf(fake));
    assert.notEqual(first.token, second.token);
    assert.equal(first.userName, fake.credentials.connectedApp.username);
  });

  it('signs in to the default site of a server', async () => {
    const session = await signIn(patOf(fake), '');
    assert.equal(session.site.contentUrl, '');
  });

  it("takes the site's spelling from the server", async () => {
    assert.equal((await signIn(patOf(fake), 'peoplehub')).site.contentUrl, 'PeopleHub');
  });

  it('asks for the version of the API once, not at every sign-in', async () => {
    await signIn(patOf(fake));
    await signIn(patOf(fake));
    assert.deepEqual(
      fake.log.map(({ method }) => method),
      ['GET', 'POST', 'POST'],
    );
  });

  it('says that wrong credentials were refused, and does not try again', async () => {
    const error = refusal(
      await signIn({ ...patOf(fake), secret: 'wrong' } as Credentials).catch((e: unknown) => e),
    );
    assert.deepEqual([error.kind, error.code, error.httpStatus], ['signIn', '401001', 401]);
    assert.equal(fake.log.filter(({ method }) => method === 'POST').length, 1);
  });

  it("gives a refused JWT's number, and the difference of clocks where there is one", async () => {
    const app = { ...appOf(fake), username: 'nobody@fernweh.example' } as Credentials;
    const unknown = refusal(await signIn(app).catch((e: unknown) => e));
    assert.equal(unknown.kind, 'signIn');
    assert.match(unknown.details.jwtSubCode ?? '', /^\d+$/u);
    assert.equal(unknown.details.clockSkewMs, undefined);

    fake.knobs.skewClock(11 * 60_000);
    const skewed = refusal(await signIn(appOf(fake)).catch((e: unknown) => e));
    assert.equal(skewed.kind, 'signIn');
    assert.ok(
      Math.abs(skewed.details.clockSkewMs! - 11 * 60_000) < 5000,
      String(skewed.details.clockSkewMs),
    );
  });

  it('takes 401009 and 401003 for refused credentials too', async () => {
    for (const code of ['401009', '401003']) {
      const { outcome } = await oddly((_, response) => {
        response.writeHead(401).end(`{"error":{"code":"${code}","summary":"s","detail":"d"}}`);
      });
      assert.deepEqual([refusal(outcome).kind, refusal(outcome).code], ['signIn', code]);
    }
  });

  it('never repeats a sign-in, not after a gateway, a quota or a broken connection', async () => {
    const answers: readonly (readonly [RequestListener, string])[] = [
      [(_, response) => void response.writeHead(503).end('later'), 'server'],
      [
        (_, response) => void response.writeHead(429, { 'retry-after': '1' }).end(),
        'tooManyRequests',
      ],
      [(request) => void request.socket.destroy(), 'network'],
    ];
    for (const [answer, kind] of answers) {
      const { outcome, bodies } = await oddly(answer);
      assert.deepEqual([refusal(outcome).kind, bodies.length], [kind, 1]);
    }
  });

  it('takes a page, or half an answer, for something that is not Tableau', async () => {
    for (const [text, code] of [
      ['<html><title>Company portal</title></html>', 'HTML'],
      ['<html><title>SSO</title></html>', 'LOGIN_PAGE'],
      ['{"credentials":{"tok', 'TRUNCATED'],
      ['{}', 'UNEXPECTED'],
      ['', 'EMPTY'],
    ]) {
      const { outcome } = await oddly((_, response) => response.end(text));
      assert.deepEqual([refusal(outcome).kind, refusal(outcome).code], ['notTableau', code]);
    }
  });

  it('reads a session in XML as well', async () => {
    const { outcome } = await oddly((_, response) =>
      response.end(
        '<tsResponse xmlns="http://tableau.com/api"><credentials token="a|b" estimatedTimeToExpiration="2:03:04"><site id="s1" contentUrl="Sales"/><user id="u1"/></credentials></tsResponse>',
      ),
    );
    const session = outcome as TableauSession;
    assert.deepEqual(
      [
        session.token,
        session.siteLuid,
        session.userLuid,
        session.site.contentUrl,
        session.credentialLifeMs,
      ],
      ['a|b', 's1', 'u1', 'Sales', ((2 * 24 + 3) * 60 + 4) * 60_000],
    );
  });

  it('posts the same body again where a redirect on this host leads, and stays there', async () => {
    const session =
      '{"credentials":{"token":"t","site":{"id":"s","contentUrl":"sales"},"user":{"id":"u"}}}';
    const target = await oddServer((_, response) => response.end(session));
    try {
      const { outcome, bodies } = await oddly((_, response) => {
        response.writeHead(302, { location: `${target.url}/api/3.29/auth/signin` }).end();
      });
      assert.equal((outcome as TableauSession).site.server, target.url);
      const [posted] = target.requests;
      assert.deepEqual(
        [posted?.method, posted?.url, posted?.body],
        ['POST', '/api/3.29/auth/signin', bodies[0]],
      );
    } finally {
      await target.close();
    }
  });

  it('sends credentials to no other host, and tells which one it was', async () => {
    const { outcome, bodies } = await oddly((_, response) => {
      response.writeHead(307, { location: 'https://evil.example/api/3.29/auth/signin' }).end();
    });
    const { kind, details } = refusal(outcome);
    assert.deepEqual(
      [kind, details.redirectHost, bodies.length],
      ['notTableau', 'evil.example', 1],
    );
  });

  it('advises https when a plain POST is not allowed', async () => {
    const { outcome, url } = await oddly((_, response) => {
      response.writeHead(405).end('{"error":{"code":"405000","summary":"Invalid Request Method"}}');
    });
    const { kind, code, details } = refusal(outcome);
    assert.deepEqual(
      [kind, code, details.suggestedServer],
      ['notTableau', '405000', url.replace('http:', 'https:')],
    );
  });

  it('asks for the version again after the server no longer knew it', async () => {
    fake.knobs.failNext({ status: 404, code: 404001, match: '/auth/signin' });
    await assert.rejects(signIn(patOf(fake)));
    await signIn(patOf(fake));
    assert.deepEqual(
      fake.log.map(({ method }) => method),
      ['GET', 'POST', 'GET', 'POST'],
    );
  });

  it('puts no secret into its errors or its log', async () => {
    const secret = 'Very+Secret/Value==:x';
    const outcome = await signIn({ method: 'personalAccessToken', name: 'vizport', secret }).catch(
      (e: unknown) => e,
    );
    const error = refusal(outcome);
    const told = [
      error.message,
      error.stack,
      JSON.stringify(error.details),
      ...bench.log.lines,
    ].join('\n');
    assert.equal(told.includes(secret), false);
  });
});

describe('signOut', () => {
  it('ends the session on the server', async () => {
    const fake = await startFakeTableau();
    const { transport } = createBench();
    try {
      const session = await library.signIn(transport, siteOf(fake.url), patOf(fake));
      await library.signOut(transport, session);
      assert.deepEqual([fake.log.at(-1)?.kind, fake.log.at(-1)?.status], ['sign out', 204]);
    } finally {
      transport.dispose();
      await fake.close();
    }
  });

  it('does not mind a server that is gone, nor a session that is', async () => {
    const odd = await oddServer((_, response) => void response.writeHead(401).end());
    const { transport } = createBench();
    const session = { token: 't', apiVersion: '3.29', site: siteOf(odd.url) } as TableauSession;
    await library.signOut(transport, session);
    await odd.close();
    await library.signOut(transport, session);
    transport.dispose();
  });
});
