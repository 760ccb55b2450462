/** The caller's own personal access tokens, where the server tells of them: when each ends, and when it was used last. */
import { atLeast } from '../apiVersion';
import type { OwnToken } from '../client';
import { isTableauError, type TableauErrorKind } from '../errors';
import type { SiteCalls } from '../siteCalls';
import { asArray, asDate, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from './common';

/** The version of Tableau Cloud that brought it; a Tableau Server of that version answers that it has no such thing. */
const since = '3.21';

/** Not for this server, this role or this session: asked again it would say the same. */
const final: readonly TableauErrorKind[] = [
  'notPermitted',
  'notFound',
  'notAllowedWithSession',
  'server',
];

/**
 * @see REST, "List Personal Access Tokens"
 * @returns undefined where that cannot be read. A session that is over is not renewed for it: it throws.
 */
export async function listOwnTokens(
  calls: SiteCalls,
  signal?: AbortSignal,
): Promise<readonly OwnToken[] | undefined> {
  const session = await calls.session(signal);
  if (!atLeast(session.apiVersion, since)) return undefined;
  try {
    const content = await calls.jsonWithoutRenewal(
      {
        method: 'GET',
        name: 'GET users/{id}/personal-access-tokens',
        path: `{site}/users/${session.userLuid}/personal-access-tokens`,
        nature: 'repeat',
        deadlineMs: 15_000,
      },
      session,
      signal,
    );
    return rows(content).flatMap((raw) => decodeOwnToken(asObject(raw)) ?? []);
  } catch (error) {
    // A server that stumbles may know it next time.
    if (isTableauError(error, ...final) && (error.httpStatus ?? 0) < 500) return undefined;
    throw error;
  }
}

/** The list stands bare under its name, or has its element within: both forms are in use for lists. */
function rows(content: Raw): readonly unknown[] {
  const list = content['personalAccessTokens'];
  return Array.isArray(list) ? list : asArray(asObject(list)['personalAccessToken']);
}

/** `name` and `expirationTime` are names that other methods of REST use: which of them Cloud sends we have not seen. */
export function decodeOwnToken(raw: Raw): OwnToken | undefined {
  const name = asText(raw['tokenName']) ?? asText(raw['name']);
  if (name === undefined) return undefined;
  const token: Draft<OwnToken> = { name };
  const endsAt = asDate(raw['expiresAt']) ?? asDate(raw['expirationTime']);
  if (endsAt !== undefined) token.endsAt = endsAt;
  const usedAt = asDate(raw['lastUsedAt']) ?? asDate(raw['lastUsedTime']);
  if (usedAt !== undefined) token.usedAt = usedAt;
  return token;
}
