/** Who is signed in, in words: names and role from `sessions/current`, else from `users/{id}`, else what sign-in told. */
import type { TableauSession } from './client';
import { isTableauError } from './errors';
import type { SignedIn } from './model';
import type { SiteCall, SiteCalls } from './siteCalls';
import { asObject, asText, type Raw } from './wire/decode';

/** @see REST, "Get Current Server Session" and "Query User On Site" */
export async function describeSession(
  calls: SiteCalls,
  session: TableauSession,
  signal?: AbortSignal,
): Promise<SignedIn> {
  const current = await ifAllowed(
    calls,
    session,
    'GET sessions/current',
    'sessions/current',
    signal,
  );
  const known = asObject(current?.['session']);
  let user = asObject(known['user']);
  if (asText(user['siteRole']) === undefined) {
    const path = `{site}/users/${session.userLuid}`;
    const own = await ifAllowed(calls, session, 'GET users/{id}', path, signal);
    user = own === undefined ? user : asObject(own['user']);
  }
  const siteName = asText(asObject(known['site'])['name']) ?? session.siteName;
  const userName = asText(user['name']) ?? session.userName;
  const siteRole = asText(user['siteRole']) ?? session.siteRole;
  return {
    site: session.site,
    siteLuid: session.siteLuid,
    userLuid: session.userLuid,
    apiVersion: session.apiVersion,
    ...(siteName === undefined ? {} : { siteName }),
    ...(userName === undefined ? {} : { userName }),
    ...(siteRole === undefined ? {} : { siteRole }),
  };
}

/**
 * A JWT session may lack the scope, a user the permission: then less is known, and that is all. Never leads to another
 * sign-in, because a 401002 here says nothing of the session's life.
 */
async function ifAllowed(
  calls: SiteCalls,
  session: TableauSession,
  name: string,
  path: string,
  signal: AbortSignal | undefined,
): Promise<Raw | undefined> {
  const call: SiteCall = { method: 'GET', name, path, nature: 'repeat', deadlineMs: 15_000 };
  try {
    return await calls.jsonWithoutRenewal(call, session, signal);
  } catch (error) {
    if (isTableauError(error) && error.kind !== 'network') return undefined;
    throw error;
  }
}
