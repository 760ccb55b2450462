// Verifies the JWT of a connected app (direct trust): an HS256 signature by one of its secrets.
import type { Site } from '../model';
import type { Backend } from '../rest/route';
import { scopesOf, verifyToken, type ReadToken, type VerifiedToken } from './jwt';
import { signInRefused } from './signInRefused';

export async function verifyConnectedAppToken(
  backend: Backend,
  site: Site,
  token: ReadToken,
): Promise<VerifiedToken> {
  const { claims, header } = token;
  // Documented: 10083 for a bad header. Only HS256 with a key id is direct trust.
  if (header.alg !== 'HS256' || header.kid === undefined) throw signInRefused('badJwt');
  const app = backend.model.connectedApps.find(
    (one) => one.clientId === claims.iss && one.siteLuid === site.luid,
  );
  if (!app?.enabled) throw signInRefused('appNotFound');
  const secret = app.secrets.find((one) => one.id === header.kid);
  if (!secret?.enabled) throw signInRefused('secretNotFound');
  await verifyToken(backend, token, new TextEncoder().encode(secret.value), {
    algorithms: ['HS256'],
    audience: 'tableau',
    requiredClaims: ['exp', 'jti', 'sub', 'scp'],
  });
  return { userName: claims.sub ?? '', scopes: scopesOf(backend, token, ['scp']) };
}
