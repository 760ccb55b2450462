// What Tableau checks in every JWT: times, audience, one use, and the list of scopes.
import {
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import type { Backend } from '../rest/route';
import { signInRefused } from './signInRefused';

const longestLife = 10 * 60;

export interface VerifiedToken {
  readonly userName: string;
  readonly scopes: readonly string[];
}

export interface ReadToken {
  readonly jwt: string;
  readonly header: ReturnType<typeof decodeProtectedHeader>;
  readonly claims: JWTPayload;
}

/** 10084 for a token that cannot be parsed (documented). */
export function readToken(jwt: string): ReadToken {
  try {
    return { jwt, header: decodeProtectedHeader(jwt), claims: decodeJwt(jwt) };
  } catch {
    // Not a JWT at all: whatever was wrong with it, Tableau has one sub-code for that.
    throw signInRefused('parseError');
  }
}

export interface Expectations {
  readonly algorithms: readonly string[];
  readonly audience?: string;
  readonly requiredClaims: readonly string[];
}

/** A time that is wrong gets no word of its own; the sub-code is a guess, hence the knob. */
export async function verifyToken(
  backend: Backend,
  token: ReadToken,
  key: Uint8Array | JWTVerifyGetKey,
  expected: Expectations,
): Promise<void> {
  const { knobs, model } = backend;
  const { claims } = token;
  const wrongClaim = signInRefused(knobs.guesses.jwtClaimCode);
  const seconds = model.now() / 1000;
  try {
    const options = {
      algorithms: [...expected.algorithms],
      requiredClaims: [...expected.requiredClaims],
      currentDate: new Date(model.now()),
      ...(expected.audience === undefined ? {} : { audience: expected.audience }),
    };
    // jose tells the two apart by their types only.
    await (typeof key === 'function'
      ? jwtVerify(token.jwt, key, options)
      : jwtVerify(token.jwt, key, options));
  } catch (error) {
    // Whatever was wrong, Tableau says no more than a number; a signature that fails is a login that failed.
    const code = (error as { readonly code?: string }).code ?? '';
    throw code.startsWith('ERR_JWT') ? wrongClaim : signInRefused('loginFailed');
  }
  // Made in the future: jose looks at `nbf` only. No tolerance is published; a second is for rounding.
  if (claims.iat !== undefined && claims.iat > seconds + 1) throw wrongClaim;
  // Documented: at most ten minutes ahead is 16; exactly ten are accepted (samples send that).
  if (claims.exp === undefined || claims.exp - Math.floor(seconds) > longestLife) {
    throw signInRefused('loginFailed');
  }
  if (claims.jti === undefined || backend.usedTokenIds.has(claims.jti)) {
    throw signInRefused(knobs.guesses.jwtReplayCode);
  }
}

/** Only a sign-in that succeeds uses the token up (guessed: nobody can tell, for a refused one is refused again). */
export function scopesOf(backend: Backend, token: ReadToken, names: readonly string[]): string[] {
  for (const name of names) {
    const scopes = token.claims[name];
    if (!Array.isArray(scopes)) continue;
    if (scopes.every((scope): scope is string => typeof scope === 'string')) return scopes;
  }
  throw signInRefused(backend.knobs.guesses.jwtClaimCode);
}
