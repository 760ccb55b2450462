// Starting, finding and ending sessions; the one place where a personal access token ends its former session.
import { randomBytes } from 'node:crypto';
import { Refusal } from '../http/errors';
import type { Session, Site, User } from '../model';
import type { Backend, Route, SiteRoute } from '../rest/route';

const minute = 60_000;

export function startSession(
  backend: Backend,
  site: Site,
  user: User,
  how: Pick<Session, 'kind' | 'personalAccessTokenName' | 'scopes'>,
): Session {
  const { model } = backend;
  // Documented: one live session for each personal access token, also across sites.
  if (how.personalAccessTokenName !== undefined) {
    for (const [token, other] of model.sessions) {
      if (other.personalAccessTokenName === how.personalAccessTokenName)
        model.sessions.delete(token);
    }
  }
  const random = (): string => randomBytes(16).toString('base64url');
  const now = model.now();
  const session: Session = {
    token: `${random()}|${random()}|${site.luid}`,
    siteLuid: site.luid,
    userLuid: user.luid,
    createdAt: now,
    lastUsedAt: now,
    ...how,
  };
  model.sessions.set(session.token, session);
  user.lastLogin = now;
  return session;
}

/** Cloud: absolute 120 minutes (reported); Server: 240 minutes after the last use (documented). */
export function findSession(backend: Backend, token: string | undefined): Session {
  if (token === undefined || token === '') {
    throw new Refusal(401000, 'The authentication token is missing from the request.');
  }
  const session = backend.model.sessions.get(token);
  const now = backend.model.now();
  const alive =
    session !== undefined &&
    (backend.profile.cloud
      ? now - session.createdAt < 120 * minute
      : now - session.lastUsedAt < 240 * minute);
  if (!alive) {
    backend.model.sessions.delete(token);
    throw invalidCredentials();
  }
  session.lastUsedAt = now;
  return session;
}

export function invalidCredentials(): Refusal {
  return new Refusal(401002, 'Invalid authentication credentials were provided.');
}

/**
 * A JWT session may call what its scopes grant. Without the scope, with a version that has none yet, or for a
 * method that has none at all: 401002, the same code as for a dead session (reported, guide 0.2, 1).
 */
export function requireScope(session: Session, route: SiteRoute, minor: number): void {
  if (session.scopes === undefined) return;
  if (route.scope === '*' || minor >= (route.scopeFreeFrom ?? Infinity)) return;
  const since = route.scopeSince ?? 16;
  if (route.scope === undefined || minor < since || !grants(session.scopes, route.scope)) {
    throw invalidCredentials();
  }
}

/** Wildcards stand for one part each (in real use, guide 0.2, 10); `tableau:tasks` covers its actions. */
export function grants(scopes: readonly string[], needed: string): boolean {
  const wanted = needed.split(':');
  return scopes.some((scope) => {
    const parts = scope.split(':');
    if (parts.length === 2) return parts[0] === wanted[0] && parts[1] === wanted[1];
    return parts.length === 3 && parts.every((part, at) => part === '*' || part === wanted[at]);
  });
}

export function isSiteRoute(route: Route): route is SiteRoute {
  return route.open !== true;
}
