// Verifies the JWT of a connected app (direct trust) as Tableau does: signature, times, audience, replay.
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { Refusal } from '../http/errors';
import type { Site } from '../model';
import type { Backend } from '../rest/route';

const longestLife = 10 * 60;

export interface VerifiedToken {
  readonly userName: string;
  readonly scopes: readonly string[];
}

/** 401001 for everything, with Tableau's sub-code in brackets; sub-codes are documented in part, else guessed. */
export function signInRefused(subCode?: number): Refusal {
  const more = subCode === undefined ? '' : ` (${subCode})`;
  return new Refusal(401001, `Error signing in to Tableau Server${more}`);
}

export async function verifyConnectedAppToken(
  backend: Backend,
  site: Site,
  jwt: string,
): Promise<VerifiedToken> {
  const { header, claims } = decode(jwt);
  // Reported: 10083 for a bad header. Only HS256 with a key id is direct trust.
  if (header.alg !== 'HS256' || header.kid === undefined) throw signInRefused(10083);
  const issuer = claims.iss;
  const app = backend.model.connectedApps.find(
    (one) => one.clientId === issuer && one.siteLuid === site.luid,
  );
  if (!app?.enabled) throw signInRefused(126);
  if (app.secretId !== header.kid) throw signInRefused(127);
  const now = Math.floor(backend.model.now() / 1000);
  try {
    await jwtVerify(jwt, new TextEncoder().encode(app.secretValue), {
      algorithms: ['HS256'],
      audience: 'tableau',
      requiredClaims: ['exp', 'jti', 'sub', 'scp'],
      currentDate: new Date(backend.model.now()),
    });
  } catch {
    // Whatever was wrong, Tableau says no more than this to the caller.
    throw signInRefused(16);
  }
  // Documented: at most ten minutes ahead; exactly ten are accepted (samples send that).
  if (claims.exp === undefined || claims.exp - now > longestLife) throw signInRefused(16);
  if (claims.jti === undefined || backend.usedTokenIds.has(claims.jti)) throw signInRefused(16);
  backend.usedTokenIds.add(claims.jti);
  const scopes = claims['scp'];
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) {
    throw signInRefused(16);
  }
  return { userName: claims.sub ?? '', scopes };
}

function decode(jwt: string): {
  header: ReturnType<typeof decodeProtectedHeader>;
  claims: ReturnType<typeof decodeJwt>;
} {
  try {
    return { header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
  } catch {
    // Reported: 10084 for a token that cannot be parsed.
    throw signInRefused(10084);
  }
}
