/** Checks what is said of a JWT before it is sent. */
import assert from 'node:assert/strict';
import { bareJwt, isFatal, jwtFacts, type JwtProblem } from '../../../../src/tableau/auth/jwtShape';
import type { ExternalJwt } from '../../../../src/tableau/credentials';

const now = Date.parse('2026-01-01T12:00:00Z');
const seconds = now / 1000;
const good = {
  iss: 'https://id.example.com',
  sub: 'ana@example.com',
  aud: 'tableau',
  exp: seconds + 300,
  scp: ['tableau:content:read'],
};

function tokenOf(claims: object, header: object = { alg: 'RS256', kid: 'k1' }): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part(claims)}.c2lnbmF0dXJl`;
}

function problems(
  token: string,
  method: ExternalJwt['method'] = 'oauthTrust',
): readonly JwtProblem[] {
  return jwtFacts(token, method, now).problems;
}

describe('jwtFacts', () => {
  it('finds nothing wrong with a good token, and reads whom it is for and how long it lives', () => {
    assert.deepEqual(jwtFacts(tokenOf(good), 'oauthTrust', now), {
      problems: [],
      userName: 'ana@example.com',
      expiresAt: now + 300_000,
    });
  });

  for (const [what, text] of [
    ['nothing', ''],
    ['a word', 'hello'],
    ['a session token of Tableau', 'AbC|DeF|0a1b'],
    ['two parts', tokenOf(good).split('.').slice(0, 2).join('.')],
    ['three parts that hold no JSON', 'YQ.Yg.Yw'],
    ['no signature', `${tokenOf(good).split('.').slice(0, 2).join('.')}.`],
    ['lists instead of objects', `${Buffer.from('[]').toString('base64url')}.W10.YQ`],
  ] as const)
    it(`knows that ${what} is no JWT`, () => {
      assert.deepEqual(problems(text), ['notJwt']);
      assert.ok(isFatal('notJwt'));
    });

  it('knows a token that is encrypted instead of signed', () => {
    const header = Buffer.from('{"alg":"RSA-OAEP","enc":"A256GCM"}').toString('base64url');
    assert.deepEqual(problems(`${header}.a.b.c.d`), ['encrypted']);
  });

  for (const [claims, expected] of [
    [{ exp: seconds - 1 }, 'expired'],
    [{ exp: seconds + 3600 }, 'livesTooLong'],
    [{ exp: undefined }, 'noExpiry'],
    [{ nbf: seconds + 120 }, 'notYetValid'],
    [{ aud: 'api://other' }, 'audience'],
    [{ aud: undefined }, 'audience'],
    [{ iss: undefined }, 'issuer'],
    [{ sub: undefined }, 'noUser'],
    [{ scp: [] }, 'noScopes'],
  ] as const)
    it(`says ${expected} of ${JSON.stringify(claims)}`, () => {
      assert.deepEqual(problems(tokenOf({ ...good, ...claims })), [expected]);
    });

  it('takes an audience that is a list, and an issuer in the header', () => {
    const claims = { ...good, iss: undefined, aud: ['other', 'tableau'] };
    const header = { alg: 'ES256', kid: 'k', iss: 'https://id.example.com' };
    assert.deepEqual(problems(tokenOf(claims, header)), []);
  });

  it('lets clocks differ by a minute, and a token live exactly ten', () => {
    assert.deepEqual(problems(tokenOf({ ...good, nbf: seconds + 50, exp: seconds + 600 })), []);
  });

  it('tells of a header without key ID, and of a secret instead of a private key', () => {
    assert.deepEqual(problems(tokenOf(good, { alg: 'HS256' })), ['symmetric', 'noKeyId']);
  });

  it('asks of a unified access token for a tenant, and for neither audience nor subject', () => {
    const { aud: _aud, sub: _sub, ...claims } = good;
    const tenant = { 'https://tableau.com/tenantId': 't-1', email: 'ana@example.com' };
    const token = tokenOf({ ...claims, ...tenant, exp: seconds + 3600 });
    const facts = jwtFacts(token, 'unifiedAccessToken', now);
    assert.deepEqual(facts.problems, []);
    assert.equal(facts.userName, 'ana@example.com');
    assert.deepEqual(problems(tokenOf(claims), 'unifiedAccessToken'), ['noTenant']);
  });
});

describe('bareJwt', () => {
  const token = tokenOf(good);
  for (const text of [
    ` ${token}\n`,
    `Bearer ${token}`,
    `Authorization: bearer ${token}`,
    `"${token}"`,
    `${token.slice(0, 20)}\n${token.slice(20)}`,
  ])
    it(`reads the token out of ${JSON.stringify(text.slice(0, 24))}…`, () => {
      assert.equal(bareJwt(text), token);
    });
});
