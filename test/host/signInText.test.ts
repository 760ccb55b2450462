/** Checks the sentences for sign-ins that did not come about, and which ways are offered where. */
import assert from 'node:assert/strict';
import { answersOf, signInWayNames, signInWays, wayOf } from '../../src/commands/signInWays';
import type { SiteProfile } from '../../src/session/siteProfile';
import {
  TableauError,
  type TableauErrorDetails,
  type TableauErrorKind,
} from '../../src/tableau/errors';
import type { ContentUrl } from '../../src/tableau/model';
import { errorText } from '../../src/ui/errorText';

const said = (kind: TableauErrorKind, details: TableauErrorDetails): string =>
  errorText(new TableauError(kind, { host: 'tableau.example.com', ...details }));

describe('signInText', () => {
  const direct = { code: '401001', method: 'connectedApp' };
  const trust = { code: '401001', method: 'oauthTrust' };

  for (const [details, words] of [
    [{ ...direct, jwtSubCode: '5' }, /does not know this user/u],
    [{ ...direct, jwtSubCode: '16' }, /clock of this computer is off/u],
    [{ ...direct, jwtSubCode: '126' }, /does not know this connected app/u],
    [{ ...direct, jwtSubCode: '127' }, /no such secret/u],
    [{ ...direct, jwtSubCode: '10084' }, /check the secret value/u],
    [{ ...direct, jwtSubCode: '10090' }, /connected app is disabled/u],
    [{ ...trust, jwtSubCode: '5' }, /the user that the token names/u],
    [{ ...trust, jwtSubCode: '16' }, /lives longer than ten minutes/u],
    [{ ...trust, jwtSubCode: '10082' }, /does not trust this issuer/u],
    [{ ...trust, jwtSubCode: '10085' }, /could not fetch the keys/u],
    [{ ...trust, jwtSubCode: '10091' }, /used before/u],
    [{ ...trust, clockSkewMs: 7 * 60_000 }, /7 min behind the server/u],
    [{ ...trust, clockSkewMs: -7 * 60_000 }, /7 min ahead of the server/u],
    [{ ...trust }, /user or a site that Tableau does not know/u],
    [{ code: '401001', method: 'personalAccessToken' }, /expired or revoked/u],
  ] as const)
    it(`explains ${JSON.stringify(details)}`, () => {
      assert.match(said('signIn', details), words);
    });

  it('shows a number that it does not know as Tableau said it', () => {
    const details = { ...direct, jwtSubCode: '4711', detail: 'Error signing in (4711)' };
    assert.match(said('signIn', details), /Tableau says: .*4711/u);
  });

  it('says what must be on where signing in as another user is refused', () => {
    const as = { code: '401001', impersonated: 'ben' };
    const byToken = said('signIn', { ...as, method: 'personalAccessToken' });
    assert.match(byToken, /sign you in as ben\..*tsm authentication pat-impersonation enable/u);
    const byPassword = said('signIn', { ...as, method: 'password' });
    assert.match(byPassword, /server administrator/u);
    assert.ok(!byPassword.includes('tsm'));
  });

  for (const [code, words] of [
    ['CLOUD', /Tableau Server only/u],
    ['TOO_OLD', /before Tableau Server 2021\.1/u],
    ['NOT_ADMINISTRATOR', /your role here is Creator/u],
    ['USER_UNKNOWN', /no user ben on this site/u],
    ['USER_UNLICENSED', /ben is unlicensed/u],
  ] as const)
    it(`says why nobody can be signed in as: ${code}`, () => {
      assert.match(
        said('impersonation', { code, impersonated: 'ben', siteRole: 'Creator' }),
        words,
      );
    });

  for (const [details, words] of [
    [{ code: 'JWT_PASTED' }, /pasted for it is used up/u],
    [{ code: 'JWT_COMMAND_UNKNOWN' }, /no command "work"/u],
    [{ code: 'JWT_COMMAND_NOT_STARTED', program: 'az', summary: 'ENOENT' }, /az .* is not found/u],
    [{ code: 'JWT_COMMAND_NOT_STARTED', program: 'az', summary: 'EACCES' }, /may not be run/u],
    [{ code: 'JWT_COMMAND_NOT_STARTED', program: 'az.cmd', summary: 'EINVAL' }, /batch files/u],
    [{ code: 'JWT_COMMAND_TIMEOUT' }, /within a minute/u],
    [{ code: 'JWT_COMMAND_OUTPUT', jwtProblem: 'expired' }, /has expired.*Nothing was sent/u],
    [{ code: 'JWT_COMMAND_FAILED', exitCode: 3, detail: 'Log in.' }, /failed \(3\): Log in\./u],
    [{ code: 'JWT_COMMAND_FAILED', exitCode: 3 }, /failed \(3\) and said nothing/u],
  ] as const)
    it(`says why there is no JWT: ${JSON.stringify(details)}`, () => {
      assert.match(said('jwtNeeded', { command: 'work', ...details }), words);
    });
});

describe('signInWays', () => {
  const fits = (cloud: boolean, apiVersion: string) =>
    signInWayNames.filter((name) => signInWays[name].misfit?.({ cloud, apiVersion }) === undefined);

  it('offers what a server can take, by its version', () => {
    assert.deepEqual(fits(false, '3.5'), ['password', 'passwordAs']);
    assert.deepEqual(fits(false, '3.14'), [
      'personalAccessToken',
      'password',
      'personalAccessTokenAs',
      'passwordAs',
    ]);
    assert.deepEqual(
      fits(false, '3.25'),
      signInWayNames.filter((name) => name !== 'unifiedAccessToken'),
    );
    assert.deepEqual(
      fits(true, '3.29'),
      signInWayNames.filter((name) => !name.endsWith('As')),
    );
  });

  it('names the version that is needed and the one that is there', () => {
    const server = { cloud: false, apiVersion: '3.5', productVersion: '2019.3.1' };
    const misfit = signInWays.connectedApp.misfit?.(server);
    assert.deepEqual(misfit, {
      sentence: 'Needs Tableau Server 2022.3 or newer; this one is 2019.3.1.',
      isSure: true,
    });
  });

  it('lets Tableau Cloud under a name of its own be told by the user', () => {
    const misfit = signInWays.unifiedAccessToken.misfit?.({ cloud: false, apiVersion: '3.29' });
    assert.equal(misfit?.isSure, false);
  });

  it('fills in what is shown anyway when credentials are replaced, and no secret', () => {
    const profile: SiteProfile = {
      site: { server: 'https://tableau.example.com', contentUrl: 'sales' as ContentUrl },
      method: 'personalAccessToken',
      account: 'admin-token',
      as: 'ben',
    };
    assert.equal(wayOf(profile), 'personalAccessTokenAs');
    assert.deepEqual(answersOf(profile), { name: 'admin-token', as: 'ben' });
  });
});
