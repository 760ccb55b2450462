/** One sign-in and one sign-out at the server, each with a time limit; neither is ever repeated here. */
import type { Clock } from '../base/clock';
import type { Log } from '../base/log';
import type { TableauLibrary, TableauSession, Transport } from '../tableau/client';
import { impersonationOf, type Credentials, type SignInMethod } from '../tableau/credentials';
import { siteKey, type SiteRef } from '../tableau/model';
import type { CredentialTurns } from './credentialTurns';
import { withDeadline } from './deadline';
import type { CredentialsProfile } from './siteProfile';

/** The client's bundle, loaded at the first request, and the connections all sites share. */
export interface Tableau {
  readonly library: TableauLibrary;
  readonly transport: Transport;
}

export interface SignInParts {
  readonly tableau: () => Promise<Tableau>;
  readonly clock: Clock;
  readonly log: Log;
  /** Taken for `credentialKey`. */
  readonly turns: CredentialTurns;
}

/** Others wait for a sign-in, so it may not take for ever; the transport's own limit is for one attempt. */
const signInLimit = 90_000;
const signOutLimit = 3_000;

/** The name under which credentials are shown. */
export function accountOf(credentials: Credentials): string {
  switch (credentials.method) {
    case 'personalAccessToken':
      return credentials.name;
    case 'connectedApp':
    case 'password':
      return credentials.username;
    default:
      return credentials.jwt.from === 'command'
        ? credentials.jwt.name
        : (credentials.jwt.username ?? '');
  }
}

export function profileOf(credentials: Credentials): CredentialsProfile {
  const as = impersonationOf(credentials)?.username;
  const second = credentials.method === 'connectedApp' ? credentials.second : undefined;
  return {
    method: credentials.method,
    account: accountOf(credentials),
    ...(as === undefined ? {} : { as }),
    ...(second === undefined ? {} : { secondSecretId: second.secretId }),
    ...('jwt' in credentials ? { jwtFrom: credentials.jwt.from } : {}),
  };
}

/**
 * What may not sign in twice at a time, even when several sites of a server use it: a token lives in one session, and bad
 * passwords are counted for the user.
 */
export function credentialKey(site: SiteRef, method: SignInMethod, account: string): string {
  return method === 'personalAccessToken' || method === 'password'
    ? `${site.server.toLowerCase()} ${method} ${account}`
    : siteKey(site);
}

/** @throws TableauError `signIn` when the credentials are refused, `network` when it takes too long. */
export async function signInOnce(
  parts: SignInParts,
  site: SiteRef,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<TableauSession> {
  const { library, transport } = await parts.tableau();
  return withDeadline(
    parts.clock,
    signInLimit,
    (limited) => library.signIn(transport, site, credentials, limited),
    signal,
  );
}

/** Ends a session on the server, if that can be done quickly; a session that stays open ends by itself. */
export async function revoke(parts: SignInParts, session: TableauSession): Promise<void> {
  try {
    const { library, transport } = await parts.tableau();
    await withDeadline(parts.clock, signOutLimit, (limited) =>
      library.signOut(transport, session, limited),
    );
  } catch (error) {
    // Best effort: it may be over already, or the server out of reach. Nothing of it is used again.
    parts.log.debug(`Signing out at the server did not succeed: ${String(error)}`);
  }
}
