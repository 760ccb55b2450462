/** Signing in as somebody else takes a user's LUID: an administrator's own session looks it up first (field guide §0.2.13). */
import { atLeast } from '../apiVersion';
import { canFilter, type AuthTokens, type TableauSession } from '../client';
import { impersonationOf, type Credentials } from '../credentials';
import { TableauError, type TableauErrorDetails } from '../errors';
import { isCloudHost } from '../model';
import { SiteCalls } from '../siteCalls';
import { asArray, asObject, asText, type Raw } from '../wire/decode';
import { postSignIn, type SignInCall } from './postSignIn';

const pageSize = 1000;
/** Personal access tokens may do it since Tableau Server 2021.1. */
const tokensSince = '3.11';

/** The credentials with the LUID of the user; those that have it already, or name nobody, are left as they are. */
export async function withUserLuid(
  call: SignInCall,
  credentials: Credentials,
  signOut: (session: TableauSession) => Promise<void>,
): Promise<Credentials> {
  const wanted = impersonationOf(credentials);
  if (wanted === undefined || wanted.userLuid !== undefined || !('as' in credentials))
    return credentials;
  const refuse = (code: string, more: TableauErrorDetails = {}): TableauError =>
    new TableauError('impersonation', {
      code,
      host: new URL(call.site.server).host,
      method: credentials.method,
      impersonated: wanted.username,
      ...more,
    });
  if (isCloudHost(call.info.server)) throw refuse('CLOUD');
  if (credentials.method === 'personalAccessToken' && !atLeast(call.info.apiVersion, tokensSince))
    throw refuse('TOO_OLD');
  const { as: _, ...own } = credentials;
  const session = await postSignIn(call, own);
  try {
    const role = await roleOf(call, session);
    // Site administrators may look users up, but only a server administrator may be somebody else.
    if (role !== undefined && role !== 'ServerAdministrator')
      throw refuse('NOT_ADMINISTRATOR', { siteRole: role });
    const user = await find(call, session, wanted.username);
    if (user === undefined) throw refuse('USER_UNKNOWN');
    if (asText(user['siteRole']) === 'Unlicensed') throw refuse('USER_UNLICENSED');
    const userLuid = asText(user['id']);
    return userLuid === undefined ? credentials : { ...credentials, as: { ...wanted, userLuid } };
  } finally {
    // A token's next sign-in ends this session by itself.
    if (credentials.method === 'password') await signOut(session);
  }
}

/** Undefined where the server does not say: then it is left to Tableau to refuse. */
async function roleOf(call: SignInCall, session: TableauSession): Promise<string | undefined> {
  const path = `{site}/users/${session.userLuid}`;
  const own = await read(call, session, 'GET users/{id}', path);
  return asText(asObject(own['user'])['siteRole']);
}

/** By name, with or without the domain in front. A filter may tell cases apart where Tableau's user names do not. */
async function find(
  call: SignInCall,
  session: TableauSession,
  username: string,
): Promise<Raw | undefined> {
  const [, domain, name = ''] = /^(?:([^\\]+)\\)?(.+)$/u.exec(username) ?? [];
  const isWanted = (user: Raw): boolean =>
    asText(user['name'])?.toLowerCase() === name.toLowerCase() &&
    (domain === undefined ||
      asText(asObject(user['domain'])['name'])?.toLowerCase() === domain.toLowerCase());
  const filters = canFilter(name)
    ? [...new Set([name, name.toLowerCase()])].map(
        (one) => `&filter=name:eq:${encodeURIComponent(one)}`,
      )
    : [''];
  // The domain is told only when it is asked for.
  const fields = domain === undefined ? '' : '&fields=_default_,domain';
  for (const filter of filters) {
    const found = await walk(call, session, filter + fields, isWanted);
    if (found !== undefined) return found;
  }
  return undefined;
}

async function walk(
  call: SignInCall,
  session: TableauSession,
  parameters: string,
  isWanted: (user: Raw) => boolean,
): Promise<Raw | undefined> {
  for (let page = 1; ; page++) {
    const path = `{site}/users?pageSize=${pageSize}&pageNumber=${page}${parameters}`;
    const content = await read(call, session, 'GET users', path);
    const users = asArray(asObject(content['users'])['user']).map(asObject);
    const found = users.find(isWanted);
    if (found !== undefined || users.length < pageSize) return found;
  }
}

/** The look-up session is a minute old at most: should it be over, somebody else uses the token at this moment. */
function read(
  { http, signal }: SignInCall,
  session: TableauSession,
  name: string,
  path: string,
): Promise<Raw> {
  const tokens: AuthTokens = { current: async () => session, renew: async () => session };
  const calls = new SiteCalls(http, tokens);
  return calls.jsonWithoutRenewal(
    { method: 'GET', name, path, nature: 'repeat', deadlineMs: 30_000 },
    session,
    signal,
  );
}
