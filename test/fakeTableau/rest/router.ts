// Finds the method for a path, without regard to case (recorded), checks version, session, site and scope.
import { findSession, isSiteRoute, requireScope } from '../auth/sessions';
import { Refusal } from '../http/errors';
import { authRoutes } from './auth';
import { cloudTaskRoutes } from './cloudTasks';
import { datasourceRoutes } from './datasources';
import { downloadRoutes } from './downloads';
import { exportRoutes } from './exports';
import { favoriteRoutes } from './favorites';
import { flowRunRoutes } from './flowRuns';
import { flowRoutes } from './flows';
import { jobRoutes } from './jobs';
import { personalAccessTokenRoutes } from './personalAccessTokens';
import { permissionRoutes } from './permissions';
import { projectRoutes } from './projects';
import { refreshRoutes } from './refresh';
import { searchRoutes } from './search';
import { requireOwnSite } from './site';
import { scheduleRoutes } from './schedules';
import { tagRoutes } from './tags';
import { taskRoutes } from './tasks';
import { usageRoutes } from './usageStats';
import { userRoutes } from './users';
import { viewRoutes } from './views';
import { workbookRoutes } from './workbooks';
import type { Answer, Backend, Call, Route, SignedInCall } from './route';

export const routes: readonly Route[] = [
  ...authRoutes,
  ...projectRoutes,
  ...workbookRoutes,
  ...viewRoutes,
  ...datasourceRoutes,
  // Flow runs before flows: "runs" would be taken for a flow's LUID.
  ...flowRunRoutes,
  ...flowRoutes,
  ...jobRoutes,
  ...userRoutes,
  ...favoriteRoutes,
  ...exportRoutes,
  ...downloadRoutes,
  ...tagRoutes,
  ...searchRoutes,
  ...usageRoutes,
  ...permissionRoutes,
  ...personalAccessTokenRoutes,
  ...refreshRoutes,
  ...taskRoutes,
  ...cloudTaskRoutes,
  ...scheduleRoutes,
];

interface CompiledRoute {
  readonly route: Route;
  readonly segments: readonly string[];
}

const compiled: readonly CompiledRoute[] = routes.map((route) => ({
  route,
  segments: route.path.split('/'),
}));

export interface Hit {
  readonly route: Route;
  readonly parts: ReadonlyMap<string, string>;
}

/** A path that exists with another method is 405000, one that does not exist 404003 (documented). */
export function findRoute(method: string, path: string): Hit {
  const given = path.split('/').filter((segment) => segment !== '');
  let otherMethod = false;
  for (const { route, segments } of compiled) {
    const parts = matchSegments(segments, given);
    if (!parts) continue;
    if (route.method === method) return { route, parts };
    otherMethod = true;
  }
  if (otherMethod) throw new Refusal(405000, `Request type ${method} is not allowed here.`);
  throw unknownResource();
}

export const unknownResource = (): Refusal =>
  new Refusal(404003, 'The requested resource could not be found.');

function matchSegments(
  segments: readonly string[],
  given: readonly string[],
): ReadonlyMap<string, string> | undefined {
  if (segments.length !== given.length) return undefined;
  const parts = new Map<string, string>();
  for (const [at, segment] of segments.entries()) {
    const own = given[at] ?? '';
    if (segment.startsWith('{')) parts.set(segment.slice(1, -1), safeDecode(own));
    else if (segment !== own.toLowerCase()) return undefined;
  }
  return parts;
}

function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw unknownResource();
  }
}

/** "3.14" is 14, everything below 3.0 is 0; a version that this release lacks is 404001 (documented). */
export function minorOf(version: string, newest: number): number {
  const [, major, minor] = /^(\d+)\.(\d+)$/.exec(version) ?? [];
  if (major === undefined || minor === undefined) throw unknownVersion(version);
  if (Number(major) === 2) return 0;
  if (Number(major) !== 3 || Number(minor) > newest) throw unknownVersion(version);
  return Number(minor);
}

function unknownVersion(version: string): Refusal {
  return new Refusal(404001, `The API version '${version}' is not supported by this server.`);
}

export async function runRoute(
  hit: Hit,
  call: Call,
  token: string | undefined,
  tell: (userName: string) => void,
): Promise<Answer> {
  const { route } = hit;
  if ((route.since ?? 0) > call.minor) throw unknownResource();
  if (!isSiteRoute(route)) return route.handle(call);
  return route.handle(signedIn(route, call, token, hit.parts.get('site'), tell));
}

function signedIn(
  route: Route & { readonly open?: false },
  call: Call,
  token: string | undefined,
  siteInPath: string | undefined,
  tell: (userName: string) => void,
): SignedInCall {
  const session = findSession(call, token);
  const site = call.model.sites.get(session.siteLuid);
  const user = call.model.users.get(session.userLuid);
  if (!site || !user) throw new Error('A session without its site or user.');
  tell(user.name);
  requireOwnSite(call satisfies Backend, site, siteInPath);
  requireScope(session, route, call.minor);
  return { ...call, session, site, user };
}
