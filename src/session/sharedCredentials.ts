/** One token or password may be stored for several sites of a server: what was refused at one is not tried at the others. */
import type { TableauSession } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import type { TableauError } from '../tableau/errors';
import { siteKey } from '../tableau/model';
import type { SessionNotice, SiteEntry } from './sessionsContract';
import { fenceOf } from './sharedNote';
import { credentialKey } from './signInOnce';
import type { SiteProfile } from './siteProfile';
import type { SiteSession } from './siteSession';
import type { StoredSecrets } from './storedSecrets';

/** The other sites that sign in with the same token or as the same user. */
export function sitesSharing(
  { site, method, account }: SiteProfile,
  entries: readonly SiteEntry[],
): readonly SiteProfile[] {
  const key = credentialKey(site, method, account);
  const profiles = entries.map(({ profile }) => profile);
  return profiles.filter(
    (other) =>
      siteKey(other.site) !== siteKey(site) &&
      credentialKey(other.site, other.method, other.account) === key,
  );
}

/** Each further try counts towards locking the user, whichever site it is for (field guide §0.2.9). */
export async function refusalElsewhere(
  secrets: StoredSecrets,
  sharing: readonly SiteProfile[],
  credentials: Credentials,
): Promise<TableauError | undefined> {
  const same = JSON.stringify(credentials);
  for (const { site } of sharing) {
    const { held, refusal } = await secrets.read(site);
    if (refusal !== undefined && JSON.stringify(held?.credentials) === same) return refusal;
  }
  return undefined;
}

/** A token has opened a session at one site: those it had opened at the others are over. */
export function supersede(
  sites: ReadonlyMap<string, SiteSession>,
  others: readonly SiteProfile[],
): void {
  for (const { site } of others) {
    const record = sites.get(siteKey(site))?.record;
    record?.drop(record.session);
  }
}

/** What this window holds, for other windows, which ask by what they know together. */
export function heldSession(
  sites: Iterable<SiteSession>,
  key: string,
  fence: number,
): TableauSession | undefined {
  return [...sites]
    .map(({ record }) => record)
    .filter(({ entry: { profile } }) => {
      const { site, method, account } = profile;
      return credentialKey(site, method, account) === key;
    })
    .map(({ session }) => session)
    .find((session) => session !== undefined && fenceOf(session) === fence);
}

/** The site that was just added signs in with the token of others: one of them has a session at a time. */
export function tellShared(
  profile: SiteProfile,
  entries: readonly SiteEntry[],
  notice: (notice: SessionNotice) => void,
): void {
  const others = sitesSharing(profile, entries).map(({ site }) => site);
  if (profile.method === 'personalAccessToken' && others.length > 0)
    notice({ kind: 'tokenShared', site: profile.site, others });
}
