// The identity provider of the invented company: signs JWTs for OAuth 2.0 trust and unified access tokens.
import { generateKeyPair, randomUUID, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { exportJWK, SignJWT } from 'jose';
import type { Model, PublicKey, TrustedIssuer } from '../model';

const newKeyPair = promisify(generateKeyPair);

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: PublicKey;
}

/** Made when first asked for, once for all servers of a process: an RSA key takes a while. */
class SigningKeys {
  #made: Promise<SigningKey> | undefined;

  get(): Promise<SigningKey> {
    return (this.#made ??= this.#make());
  }

  async #make(): Promise<SigningKey> {
    const { privateKey, publicKey } = await newKeyPair('rsa', { modulusLength: 2048 });
    const kid = randomUUID();
    return { kid, privateKey, publicKey: { ...(await exportJWK(publicKey)), kid, alg: 'RS256' } };
  }
}

const signingKeys: Readonly<Record<TrustedIssuer['kind'], SigningKeys>> = {
  trust: new SigningKeys(),
  unified: new SigningKeys(),
};

/** Where the keys of an issuer are found (in real life: behind its well-known address). */
export const keysOf = (kind: TrustedIssuer['kind']) => async (): Promise<readonly PublicKey[]> => [
  (await signingKeys[kind].get()).publicKey,
];

/** For a command that prints a JWT: the issuer's private key in PEM, and its id. */
export async function privateKeyOf(
  kind: TrustedIssuer['kind'],
): Promise<{ readonly kid: string; readonly pem: string }> {
  const { kid, privateKey } = await signingKeys[kind].get();
  return { kid, pem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() };
}

export interface TokenWish {
  readonly userName: string;
  readonly scopes?: readonly string[];
  /** Seconds from the server's now; five minutes unless told. */
  readonly lifetime?: number;
  /** Instead of, or beside, what a good token holds; undefined leaves a claim out. */
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly header?: Readonly<Record<string, string | undefined>>;
}

/** A token as the issuer of this model signs it, good unless the wish says otherwise. */
export async function mintToken(
  model: Model,
  kind: TrustedIssuer['kind'],
  wish: TokenWish,
): Promise<string> {
  const issuer = model.trustedIssuers.find((one) => one.kind === kind);
  if (!issuer) throw new Error(`No site of this server trusts an issuer of the kind ${kind}.`);
  const { kid, privateKey } = await signingKeys[kind].get();
  const now = Math.floor(model.now() / 1000);
  const claims: Record<string, unknown> = {
    iss: issuer.issuer,
    [issuer.userClaim]: wish.userName,
    jti: randomUUID(),
    iat: now,
    exp: now + (wish.lifetime ?? 300),
    scp: wish.scopes ?? ['tableau:content:read'],
    ...(kind === 'trust' ? { aud: 'tableau' } : { [tenantClaim]: issuer.tenantId }),
    ...wish.claims,
  };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid, ...wish.header })
    .sign(privateKey);
}

export const tenantClaim = 'https://tableau.com/tenantId';
export const siteClaim = 'https://tableau.com/siteId';
