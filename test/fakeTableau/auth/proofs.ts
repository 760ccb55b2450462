// Who somebody is who signs in: password, personal access token, or a JWT of one of three kinds.
import { child, flag, text, type RequestTree } from '../http/requestBody';
import { Refusal } from '../http/errors';
import type { PersonalAccessToken, Session, Site, User } from '../model';
import type { Call } from '../rest/route';
import { verifyConnectedAppToken } from './connectedApps';
import { readToken } from './jwt';
import { signInRefused } from './signInRefused';
import { verifyTrustedToken, verifyUnifiedToken } from './trustedIssuers';

export type How = Pick<Session, 'kind' | 'personalAccessTokenName' | 'scopes'>;

export interface Proof {
  readonly user: User;
  readonly how: How;
  readonly personalAccessToken?: PersonalAccessToken;
}

const unusedLife = 15 * 24 * 3_600_000;

export function provePassword(call: Call, site: Site, name: string, password: string): Proof {
  const user = call.model.userByName(site.luid, name);
  const expected = call.model.passwords.get(name);
  if (!user || expected === undefined || expected !== password) throw signInRefused();
  // Documented: sites that ask for a second factor take no passwords.
  if (call.knobs.passwordsRefused) throw signInRefused();
  return { user: licensed(user), how: unlimited('password', undefined) };
}

/** Documented: dead after its own day, or after 15 days in which nobody signed in with it. */
export function provePersonalAccessToken(
  call: Call,
  site: Site,
  name: string,
  secret: string | undefined,
): Proof {
  const { knobs, model } = call;
  // API 3.6 brought them (documented); what older servers make of the attributes is a guess.
  if (call.minor < 6) {
    if (knobs.guesses.patBelow36 === '401001') throw signInRefused();
    throw new Refusal(400000, 'The credentials name nobody.');
  }
  const now = model.now();
  const token = model.personalAccessTokens.find((one) => one.name === name);
  const alive =
    token !== undefined &&
    token.secret === secret &&
    !token.revoked &&
    token.expiresAt > now &&
    now - token.lastUsedAt < unusedLife;
  const user = alive ? model.userByName(site.luid, token.userName) : undefined;
  if (!alive || !user) throw signInRefused();
  return {
    user: licensed(user),
    how: unlimited('personalAccessToken', name),
    personalAccessToken: token,
  };
}

/** JWT: Cloud since 3.16, Server since 3.17; unified access tokens: Cloud since 3.27 (documented). */
export async function proveJwt(call: Call, site: Site, credentials: RequestTree): Promise<Proof> {
  const isUnified = flag(credentials, 'isUat');
  const since = isUnified ? (call.profile.cloud ? 27 : Infinity) : call.profile.cloud ? 16 : 17;
  if (call.minor < since) throw signInRefused();
  const token = readToken(text(credentials, 'jwt') ?? '');
  const isOwnSecret = token.header.alg?.startsWith('HS') === true || token.header.alg === 'none';
  const verify = isUnified
    ? verifyUnifiedToken
    : isOwnSecret
      ? verifyConnectedAppToken
      : verifyTrustedToken;
  const { userName, scopes } = await verify(call, site, token);
  const user = call.model.userByName(site.luid, userName);
  if (!user) throw signInRefused('userNotFound');
  if (call.model.lockedUsers.has(user.name)) throw signInRefused();
  // Unproven that any server honours it: a JWT for somebody else is refused (guide 1.1).
  if (child(credentials, 'user')) throw signInRefused();
  licensed(user);
  call.usedTokenIds.add(token.claims.jti ?? '');
  return { user, how: { kind: 'jwt', personalAccessTokenName: undefined, scopes } };
}

export function licensed(user: User): User {
  if (user.siteRole === 'Unlicensed') throw signInRefused();
  return user;
}

function unlimited(kind: How['kind'], personalAccessTokenName: string | undefined): How {
  return { kind, personalAccessTokenName, scopes: undefined };
}
