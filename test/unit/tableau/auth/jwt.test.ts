/** Checks the JWT of a connected app, claim by claim. */
import assert from 'node:assert/strict';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { mintJwt } from '../../../../src/tableau/auth/jwt';
import { scopesFor } from '../../../../src/tableau/auth/scopes';

const app = {
  method: 'connectedApp',
  clientId: 'client-1',
  secretId: 'secret-1',
  secretValue: 'mJ4sK8pQ2vN6xR0tY5wB9cE3gH7jL1aZ+dF/uI=',
  username: 'Ana.Ruiz@fernweh.example',
} as const;
const now = Date.parse('2026-01-01T12:00:00Z');

describe('mintJwt', () => {
  it('says who asks for whom, for how long and for what', async () => {
    const jwt = await mintJwt(app, '3.17', now);
    assert.deepEqual(decodeProtectedHeader(jwt), {
      alg: 'HS256',
      typ: 'JWT',
      kid: 'secret-1',
      iss: 'client-1',
    });
    const { jti, ...claims } = decodeJwt(jwt);
    assert.deepEqual(claims, {
      iss: 'client-1',
      sub: 'Ana.Ruiz@fernweh.example',
      aud: 'tableau',
      iat: now / 1000 - 5,
      nbf: now / 1000 - 5,
      exp: now / 1000 + 300,
      scp: scopesFor('3.17'),
    });
    assert.match(jti ?? '', /^[0-9a-f-]{36}$/u);
  });

  it('is signed with the bytes of the secret value as it stands, not decoded', async () => {
    const jwt = await mintJwt(app, '3.17', now);
    const key = new TextEncoder().encode(app.secretValue);
    await jwtVerify(jwt, key, { currentDate: new Date(now) });
    const decoded = new Uint8Array(Buffer.from(app.secretValue, 'base64'));
    await assert.rejects(jwtVerify(jwt, decoded, { currentDate: new Date(now) }));
  });

  it('has an id of its own each time, because a repeated one is a replay', async () => {
    const ids = await Promise.all(
      [1, 2, 3].map(async () => decodeJwt(await mintJwt(app, '3.17', now)).jti),
    );
    assert.equal(new Set(ids).size, 3);
  });
});
