// Sign-in from the body to the session: the site, the proof, the lock-out, and whom the session is for.
import { Refusal } from '../http/errors';
import { child, text, type RequestTree } from '../http/requestBody';
import type { Tree } from '../http/wire';
import type { PersonalAccessToken, Session, Site, User } from '../model';
import { ok, type Answer, type Call } from '../rest/route';
import { impersonated } from './impersonation';
import { proveJwt, provePassword, provePersonalAccessToken, type Proof } from './proofs';
import { startSession } from './sessions';
import { signInRefused } from './signInRefused';

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
  const token = proof.personalAccessToken;
  if (token) token.lastUsedAt = call.model.now();
  const session = startSession(call, site, user, proof.how);
  return ok(credentialsTree(site, user, session, expiration(call, token)));
}

/** Cloud has no default site (documented); unknown sites get the same 401001 as everything else. */
function siteOf(call: Call, credentials: RequestTree): Site {
  const contentUrl = text(child(credentials, 'site'), 'contentUrl') ?? '';
  const site = call.model.siteByContentUrl(contentUrl);
  if (!site) throw signInRefused();
  return site;
}

async function prove(call: Call, site: Site, credentials: RequestTree): Promise<Proof> {
  if (text(credentials, 'jwt') !== undefined) return proveJwt(call, site, credentials);
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
