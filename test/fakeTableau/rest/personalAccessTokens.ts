// Personal access tokens of a user: the list, and taking one back; Cloud only, and never for a JWT session.
import { Refusal } from '../http/errors';
import type { Tree } from '../http/wire';
import { uuid } from '../ids';
import { timestamp } from '../model';
import type { PersonalAccessToken, User } from '../modelTypes';
import { notFound, notPermitted, type Answer, type Route, type SignedInCall } from './route';

/** Dead ones are not listed (guessed: the page shows none). */
function tokensOf(call: SignedInCall, user: User): readonly PersonalAccessToken[] {
  const now = call.model.now();
  return call.model.personalAccessTokens.filter(
    (token) => token.userName === user.name && !token.revoked && token.expiresAt > now,
  );
}

/** One's own; others' for an administrator of every site that the other is on: 403004 and 403010 (documented). */
function requireOwner(call: SignedInCall): User {
  if (!call.profile.cloud) throw new Refusal(405000, 'Tableau Server does not list tokens.');
  const { model, site } = call;
  const user = model.users.on(site.luid, call.part('user'));
  if (!user) throw notFound(404002, 'User', call.part('user'));
  if (user.luid === call.user.luid) return user;
  if (!model.isAdministrator(call.user)) throw notPermitted();
  for (const other of model.sites.values()) {
    const me = model.userByName(other.luid, call.user.name);
    const isThere = model.userByName(other.luid, user.name) !== undefined;
    if (isThere && !(me && model.isAdministrator(me))) {
      throw new Refusal(403010, 'The user is on a site that you do not administer.');
    }
  }
  return user;
}

function tokenTree(token: PersonalAccessToken): Tree {
  return {
    tokenName: token.name,
    tokenGuid: guidOf(token),
    lastUsedAt: timestamp(token.lastUsedAt),
    expiresAt: timestamp(token.expiresAt),
  };
}

const guidOf = (token: PersonalAccessToken): string => uuid(`token ${token.name}`, 1);

/** In JSON the list stands bare under its name; XML has an element for each (documented). */
function list(call: SignedInCall): Answer {
  const trees = tokensOf(call, requireOwner(call)).map(tokenTree);
  const tree: Tree =
    call.format === 'json'
      ? { personalAccessTokens: trees }
      : { personalAccessTokens: trees.length === 0 ? {} : { personalAccessToken: trees } };
  return { status: 200, tree };
}

/** By name or by the id of the list; its session ends with it. */
function revoke(call: SignedInCall): Answer {
  const wanted = call.part('token');
  const owner = requireOwner(call);
  const token = tokensOf(call, owner).find(
    (one) => one.name === wanted || guidOf(one) === wanted.toLowerCase(),
  );
  if (!token) throw notFound(404051, 'Personal access token', wanted);
  call.knobs.revokePat(token.name);
  return { status: 204 };
}

export const personalAccessTokenRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: 'sites/{site}/users/{user}/personal-access-tokens',
    name: 'personal access tokens',
    since: 21,
    handle: list,
  },
  {
    method: 'DELETE',
    path: 'sites/{site}/users/{user}/personal-access-tokens/{token}',
    name: 'revoke personal access token',
    since: 21,
    handle: revoke,
  },
];
