/** One token or password may be stored for several sites of a server: what was refused at one is not tried at the others. */
import type { Credentials } from '../tableau/credentials';
import type { TableauError } from '../tableau/errors';
import { siteKey } from '../tableau/model';
import { credentialKey } from './signInOnce';
import type { SiteProfile } from './siteProfile';
import type { StoredSecrets } from './storedSecrets';

/** The other sites that sign in with the same token or as the same user. */
export function sitesSharing(
  { site, method, account }: SiteProfile,
  profiles: readonly SiteProfile[],
): readonly SiteProfile[] {
  const key = credentialKey(site, method, account);
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
