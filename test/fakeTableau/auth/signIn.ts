// Sign-in by password, personal access token or JWT, with lock-out and impersonation.
import { Refusal } from '../http/errors';
import { child, flag, text, type RequestTree } from '../http/requestBody';
import type { Tree } from '../http/wire';
import type { PersonalAccessToken, Session, Site, User } from '../model';
import { ok, type Answer, type Call } from '../rest/route';
import { signInRefused, verifyConnectedAppToken } from './connectedApps';
import { startSession } from './sessions';

type How = Pick<Session, 'kind' | 'personalAccessTokenName' | 'scopes'>;

interface Proof {
  readonly user: User;
  readonly how: How;
  readonly personalAccessToken?: PersonalAccessToken;
}

export async function signIn(call: Call): Promise<Answer> {
  // Guide 0.2, 9: an empty body has a code of its own.
  if (call.rawBody.trim() === '') {
    throw new Refusal(401009, 'The sign-in request has no body.');
  }
  const body = call.body();
  const credentials = child(body, 'credentials');
  if (!credentials) throw new Refusal(400000, 'The credentials are missing in the request body.');
  const site = siteOf(call, credentials);
  const proof = await prove(call, site, credentials);
  const user = impersonated(call, site, proof, child(credentials, 'user'));
  const session = startSession(call, site, user, proof.how);
  return ok(credentialsTree(site, user, session, expiration(call, proof.personalAccessToken)));
}

/** Cloud has no default site (documented); unknown sites get the same 401001 as everything else. */
function siteOf(call: Call, credentials: RequestTree): Site {
  const contentUrl = text(child(credentials, 'site'), 'contentUrl') ?? '';
  const site = call.model.siteByContentUrl(contentUrl);
  if (!site) throw signInRefused();
  return site;
}

async function prove(call: Call, site: Site, credentials: RequestTree): Promise<Proof> {
  const jwt = text(credentials, 'jwt');
  if (jwt !== undefined) return proveJwt(call, site, jwt, flag(credentials, 'isUat'));
  const tokenName = text(credentials, 'personalAccessTokenName');
  const name = text(credentials, 'name');
  const who = tokenName ?? name;
  if (who === undefined) throw new Refusal(400000, 'The credentials name nobody.');
  try {
    const proof =
      tokenName === undefined
        ? provePassword(call, site, who, text(credentials, 'password') ?? '')
        : provePersonalAccessToken(
            call,
            site,
            tokenName,
            text(credentials, 'personalAccessTokenSecret'),
          );
    if (call.model.lockedUsers.has(proof.user.name)) throw signInRefused();
    call.badSignIns.delete(who);
    return proof;
  } catch (error) {
    countBadSignIn(call, who, tokenName !== undefined);
    throw error;
  }
}

/** Reported: after several bad sign-ins even the right credential gets the same 401001. */
function countBadSignIn(call: Call, who: string, isToken: boolean): void {
  const count = (call.badSignIns.get(who) ?? 0) + 1;
  call.badSignIns.set(who, count);
  if (count < call.knobs.lockAfter) return;
  const token = call.model.personalAccessTokens.find((one) => one.name === who);
  const userName = isToken ? token?.userName : who;
  if (userName !== undefined) call.model.lockedUsers.add(userName);
}

function provePassword(call: Call, site: Site, name: string, password: string): Proof {
  const user = call.model.userByName(site.luid, name);
  const expected = call.model.passwords.get(name);
  if (!user || expected === undefined || expected !== password) throw signInRefused();
  return { user: licensed(user), how: unlimited('password', undefined) };
}

function provePersonalAccessToken(
  call: Call,
  site: Site,
  name: string,
  secret: string | undefined,
): Proof {
  // API 3.6 brought them (documented); older servers do not know the attributes (guessed: 401001).
  const token = call.model.personalAccessTokens.find((one) => one.name === name);
  const good =
    call.minor >= 6 &&
    token !== undefined &&
    token.secret === secret &&
    !token.revoked &&
    token.expiresAt > call.model.now();
  const user = good ? call.model.userByName(site.luid, token.userName) : undefined;
  if (!good || !user) throw signInRefused();
  return {
    user: licensed(user),
    how: unlimited('personalAccessToken', name),
    personalAccessToken: token,
  };
}

/** JWT: Cloud since 3.16, Server since 3.17. Unified access tokens are not set up here: 401001 (guessed). */
async function proveJwt(call: Call, site: Site, jwt: string, isUat: boolean): Promise<Proof> {
  if (isUat || call.minor < (call.profile.cloud ? 16 : 17)) throw signInRefused();
  const { userName, scopes } = await verifyConnectedAppToken(call, site, jwt);
  const user = call.model.userByName(site.luid, userName);
  if (!user) throw signInRefused(5);
  if (call.model.lockedUsers.has(user.name)) throw signInRefused();
  return { user: licensed(user), how: { kind: 'jwt', personalAccessTokenName: undefined, scopes } };
}

function licensed(user: User): User {
  if (user.siteRole === 'Unlicensed') throw signInRefused();
  return user;
}

function unlimited(kind: How['kind'], personalAccessTokenName: string | undefined): How {
  return { kind, personalAccessTokenName, scopes: undefined };
}

/** Server only, administrators only, with a token since 3.11, by user LUID (documented). */
function impersonated(call: Call, site: Site, proof: Proof, target: RequestTree | undefined): User {
  const luid = text(target, 'id');
  if (luid === undefined) return proof.user;
  const allowed =
    !call.profile.cloud &&
    proof.user.siteRole === 'ServerAdministrator' &&
    (proof.how.kind === 'password' ||
      (proof.how.kind === 'personalAccessToken' && call.minor >= 11));
  const user = call.model.users.on(site.luid, luid);
  if (!allowed || !user) throw signInRefused();
  return user;
}

/** How long the token (not the session) still lives, as DAYS:HH:MM; absent otherwise (recorded). */
function expiration(call: Call, token: PersonalAccessToken | undefined): string | undefined {
  if (!token) return undefined;
  const minutes = Math.floor((token.expiresAt - call.model.now()) / 60_000);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${Math.floor(minutes / 1440)}:${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

export function credentialsTree(
  site: Site,
  user: User,
  session: Session,
  estimatedTimeToExpiration: string | undefined,
): Tree {
  return {
    credentials: {
      site: { id: site.luid, contentUrl: site.contentUrl },
      user: { id: user.luid },
      token: session.token,
      estimatedTimeToExpiration,
    },
  };
}
