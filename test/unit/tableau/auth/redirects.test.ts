/** Checks where credentials may follow a redirect, and where not. */
import assert from 'node:assert/strict';
import { redirectOf } from '../../../../src/tableau/redirects';

const of = (from: string, location: string, status = 302): ReturnType<typeof redirectOf> =>
  redirectOf({ status, headers: { location }, text: '' }, from);

describe('redirectOf', () => {
  it('follows to https on the same host, and to a pod of Tableau Cloud', () => {
    assert.deepEqual(of('http://tableau.example', 'https://tableau.example/api/3.29/auth/signin'), {
      follow: 'https://tableau.example',
    });
    assert.deepEqual(of('https://tableau.example', 'https://tableau.example:8443/x'), {
      follow: 'https://tableau.example:8443',
    });
    assert.deepEqual(
      of('https://online.tableau.com', 'https://10ax.online.tableau.com/api/3.29/auth/signin'),
      {
        follow: 'https://10ax.online.tableau.com',
      },
    );
  });

  it('stops before another host, and names it', () => {
    const refused = { refuse: 'https://evil.example', host: 'evil.example', code: 'REDIRECT' };
    assert.deepEqual(
      of('https://tableau.example', 'https://evil.example/api/3.29/auth/signin'),
      refused,
    );
    assert.deepEqual(of('https://10ax.online.tableau.com', 'https://evil.example/'), refused);
  });

  it('is not fooled by a host that only looks like a pod', () => {
    const looksLike = [
      'https://online.tableau.com.evil.example/',
      'https://evilonline.tableau.com/',
      'https://10ax.online.tableau.com@evil.example/',
    ];
    for (const location of looksLike) {
      assert.ok('refuse' in (of('https://tableau.example', location) ?? {}), location);
    }
  });

  it('never steps down from https to http, not to the same host and not to a pod', () => {
    for (const location of ['http://tableau.example/', 'http://10ax.online.tableau.com/']) {
      assert.ok('refuse' in (of('https://tableau.example', location) ?? {}), location);
    }
    assert.ok('refuse' in (of('https://127.0.0.1', 'http://127.0.0.1:8080/') ?? {}));
  });

  it('follows plain http only between ports of this machine', () => {
    assert.deepEqual(of('http://127.0.0.1:8000', 'http://127.0.0.1:9000/x'), {
      follow: 'http://127.0.0.1:9000',
    });
    assert.ok('refuse' in (of('http://tableau.example', 'http://tableau.example:9000/') ?? {}));
  });

  it('takes a way back to the same address for a login page', () => {
    assert.deepEqual(of('https://tableau.example', '/login'), {
      code: 'LOGIN_REDIRECT',
      refuse: 'https://tableau.example',
      host: 'tableau.example',
    });
  });

  it('knows what is no redirect', () => {
    assert.equal(of('https://a.example', 'https://b.example', 200), undefined);
    assert.equal(
      redirectOf({ status: 302, headers: {}, text: '' }, 'https://a.example'),
      undefined,
    );
    assert.equal(of('https://a.example', 'http://'), undefined);
  });

  it('knows the places where gateways have people sign in', () => {
    const places = [
      'https://login.microsoftonline.com/common/oauth2/authorize?x=1',
      'https://sso.company.example/start',
      'https://idp.example/saml2/idp?SAMLRequest=abc',
      'https://gateway.example/vpn/login.html',
      'http://10.1.1.1/captive?from=x',
    ];
    for (const location of places) {
      const redirect = of('https://tableau.example', location);
      assert.ok(redirect !== undefined && 'refuse' in redirect, location);
      assert.equal(redirect.code, 'LOGIN_REDIRECT', location);
    }
  });
});
