/** The JWT of a connected app with direct trust: minted afresh for every sign-in, never kept (field guide §1.6). */
import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Credentials } from '../credentials';
import { scopesFor } from './scopes';

/** Clocks differ: valid from a little before now, and for half of the ten minutes that Tableau allows. */
const beforeSeconds = 5;
const lifeSeconds = 5 * 60;

export async function mintJwt(
  app: Extract<Credentials, { method: 'connectedApp' }>,
  apiVersion: string,
  nowMs: number,
): Promise<string> {
  const now = Math.floor(nowMs / 1000);
  return new SignJWT({ scp: scopesFor(apiVersion) })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT', kid: app.secretId, iss: app.clientId })
    .setIssuer(app.clientId)
    .setSubject(app.username)
    .setAudience('tableau')
    .setJti(randomUUID())
    .setIssuedAt(now - beforeSeconds)
    .setNotBefore(now - beforeSeconds)
    .setExpirationTime(now + lifeSeconds)
    .sign(new TextEncoder().encode(app.secretValue));
}
