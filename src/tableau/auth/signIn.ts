/** Signing in and out of a site. */
import type { TableauSession, Transport } from '../client';
import type { Credentials } from '../credentials';
import { isTableauError } from '../errors';
import { httpTransport } from '../http/transport';
import type { SiteRef } from '../model';
import { knownServerInfo } from '../serverInfo';
import { withUserLuid } from './impersonation';
import { postSignIn } from './postSignIn';

/** One sign-in; and before it, once in the life of the credentials, another one to look up whom to sign in as. */
export async function signIn(
  transport: Transport,
  site: SiteRef,
  credentials: Credentials,
  signal?: AbortSignal,
): Promise<TableauSession> {
  const http = httpTransport(transport);
  const info = await knownServerInfo(transport, site.server, signal);
  const call = { http, info, site, signal };
  const ready = await withUserLuid(call, credentials, (lookup) => signOut(transport, lookup));
  return postSignIn(call, ready);
}

/** Best effort: a session that could not be ended dies of itself. @see REST, "Sign Out" */
export async function signOut(
  transport: Transport,
  session: TableauSession,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await httpTransport(transport).send(
      {
        server: session.site.server,
        method: 'POST',
        path: `/api/${session.apiVersion}/auth/signout`,
        headers: {
          accept: 'application/json',
          'content-type': 'application/json',
          'x-tableau-auth': session.token,
        },
        nature: 'never',
        deadlineMs: 10_000,
      },
      signal,
    );
  } catch (error) {
    // Field guide §1.2: any failure to sign out is without consequence.
    if (!isTableauError(error)) throw error;
  }
}
