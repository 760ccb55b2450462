// Verifies JWTs that others sign: an external authorization server (EAS), and unified access tokens.
import { createLocalJWKSet } from 'jose';
import type { Site, TrustedIssuer } from '../model';
import type { Backend } from '../rest/route';
import { siteClaim, tenantClaim } from './issuers';
import { scopesOf, verifyToken, type ReadToken, type VerifiedToken } from './jwt';
import { signInRefused } from './signInRefused';

/** Asymmetric ones only (documented); a JWT that is signed with a secret is no token of an issuer. */
const algorithms = [
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
];

/** OAuth 2.0 trust: `kid`, `alg` and `iss` are documented; `aud`, `exp`, `jti` and `scp` by analogy (guide 1.6b). */
export async function verifyTrustedToken(
  backend: Backend,
  site: Site,
  token: ReadToken,
): Promise<VerifiedToken> {
  const issuer = issuerOf(backend, site, token, 'trust');
  await verifyByIssuer(backend, issuer, token, 'tableau');
  return userOf(backend, issuer, token);
}

/** Unified access tokens: RS256, no audience, a tenant that must be ours and perhaps a site (guide 1.6c). */
export async function verifyUnifiedToken(
  backend: Backend,
  site: Site,
  token: ReadToken,
): Promise<VerifiedToken> {
  if (token.header.alg !== 'RS256') throw signInRefused('badJwt');
  const issuer = issuerOf(backend, site, token, 'unified');
  await verifyByIssuer(backend, issuer, token, undefined);
  const wantedSite = token.claims[siteClaim];
  const otherSite = wantedSite !== undefined && wantedSite !== site.luid;
  if (token.claims[tenantClaim] !== issuer.tenantId || otherSite)
    throw signInRefused('loginFailed');
  return userOf(backend, issuer, token);
}

function issuerOf(
  backend: Backend,
  site: Site,
  { claims, header }: ReadToken,
  kind: TrustedIssuer['kind'],
): TrustedIssuer {
  if (header.kid === undefined || !algorithms.includes(header.alg ?? '')) {
    throw signInRefused('badJwt');
  }
  const named = claims.iss ?? header['iss'];
  if (named === undefined) throw signInRefused('issuerNotSpecified');
  const issuer = backend.model.trustedIssuers.find(
    (one) => one.kind === kind && one.issuer === named && one.siteLuid === site.luid,
  );
  if (!issuer?.enabled) throw signInRefused(backend.knobs.guesses.unknownIssuer);
  return issuer;
}

async function verifyByIssuer(
  backend: Backend,
  issuer: TrustedIssuer,
  token: ReadToken,
  audience: string | undefined,
): Promise<void> {
  const keys = await issuer.keys();
  if (keys.length === 0) throw signInRefused('keysNotFetched');
  if (!keys.some((key) => key.kid === token.header.kid)) {
    throw signInRefused(backend.knobs.guesses.unknownIssuer);
  }
  const keySet = createLocalJWKSet({ keys: [...keys] });
  await verifyToken(backend, token, keySet, {
    algorithms,
    requiredClaims: ['exp', 'jti', issuer.userClaim],
    ...(audience === undefined ? {} : { audience }),
  });
}

function userOf(backend: Backend, issuer: TrustedIssuer, token: ReadToken): VerifiedToken {
  const userName = token.claims[issuer.userClaim];
  if (typeof userName !== 'string') throw signInRefused('userNotFound');
  return { userName, scopes: scopesOf(backend, token, ['scp', 'scope']) };
}
