// serverinfo, sign-in and sign-out, switchSite and sessions/current.
import { credentialsTree, signIn } from '../auth/signIn';
import { startSession } from '../auth/sessions';
import { Refusal } from '../http/errors';
import { child, text } from '../http/requestBody';
import { timestamp } from '../model';
import { ok, type Answer, type Route, type SignedInCall } from './route';

export const authRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'serverinfo',
    name: 'server info',
    open: true,
    handle: ({ profile }) =>
      ok({
        serverInfo: {
          productVersion: { value: profile.productVersion, build: profile.build },
          restApiVersion: profile.apiVersion,
        },
      }),
  },
  { method: 'POST', path: 'auth/signin', name: 'sign in', open: true, handle: signIn },
  {
    method: 'POST',
    path: 'auth/signout',
    name: 'sign out',
    // Documented without a scope: any session may end itself, which is told by any scope at all.
    scope: '*',
    handle: ({ model, session }) => {
      model.sessions.delete(session.token);
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: 'auth/switchsite',
    name: 'switch site',
    scope: 'tableau:sites:switch',
    scopeSince: 27,
    handle: switchSite,
  },
  {
    method: 'GET',
    path: 'sessions/current',
    name: 'current session',
    // Releases before 2026.2 want everything (comment in tableau-mcp).
    scope: 'tableau:*:*',
    scopeFreeFrom: 29,
    handle: ({ session, site, user }) => {
      return ok({
        session: {
          site: { id: site.luid, name: site.name, contentUrl: site.contentUrl },
          user: {
            id: user.luid,
            name: user.name,
            siteRole: user.siteRole,
            authSetting: user.authSetting,
            lastLogin: timestamp(session.createdAt),
            externalAuthUserId: '',
          },
        },
      });
    },
  },
];

/** Server only; the old token dies (documented). */
function switchSite(call: SignedInCall): Answer {
  const { model, profile, session, site, user } = call;
  if (profile.cloud) throw new Refusal(405000, 'Tableau Cloud has no switch site.');
  const wanted = text(child(call.body(), 'site'), 'contentUrl') ?? '';
  const target = model.siteByContentUrl(wanted);
  const there = target && model.userByName(target.luid, user.name);
  if (!target || !there) throw new Refusal(401003, `Switching to the site '${wanted}' failed.`);
  if (target.luid === site.luid) throw new Refusal(403070, 'Already signed in to this site.');
  if (!target.switchingEnabled || !site.switchingEnabled) {
    throw new Refusal(409105, 'Switching sites is disabled.');
  }
  model.sessions.delete(session.token);
  const next = startSession(call, target, there, {
    kind: session.kind,
    personalAccessTokenName: session.personalAccessTokenName,
    scopes: session.scopes,
  });
  return ok(credentialsTree(target, there, next, undefined));
}
