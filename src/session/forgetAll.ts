/** Forgets every site and every secret of ours, also of sites that another profile of VS Code remembers: they share the secrets. */
import type { TableauSession } from '../tableau/client';
import type { SiteRef } from '../tableau/model';
import type { SecretStore } from './ports';
import { revoke, type SignInParts } from './signInOnce';
import { siteKeyOfSecret, vizportPrefix } from './storedSecrets';

export interface Forgotten {
  readonly sites: number;
  /** Secrets of sites that are not remembered here. */
  readonly otherSites: number;
}

/** Works without a network: a session that cannot be ended on its server ends by itself. */
export async function forgetAll(
  sites: readonly SiteRef[],
  remove: (site: SiteRef) => Promise<void>,
  secrets: SecretStore,
  parts: SignInParts,
): Promise<Forgotten> {
  await Promise.all(sites.map(remove));
  const left = await leftSecrets(secrets);
  const open = await Promise.all(left.map((key) => sessionIn(secrets, key)));
  // Deleted before the servers are asked: that may take seconds, and the window may be closed meanwhile.
  await Promise.all(left.map((key) => secrets.delete(key)));
  await Promise.all(
    open.filter((session) => session !== undefined).map((session) => revoke(parts, session)),
  );
  const others = new Set(left.map(siteKeyOfSecret).filter((key) => key !== undefined));
  return { sites: sites.length, otherSites: others.size };
}

/** The names of our secrets that are in storage; none from a VS Code that cannot list them. */
export async function leftSecrets(secrets: SecretStore): Promise<readonly string[]> {
  const keys = (await secrets.keys?.()) ?? [];
  return keys.filter((key) => key.startsWith(vizportPrefix));
}

async function sessionIn(secrets: SecretStore, key: string): Promise<TableauSession | undefined> {
  const text = await secrets.get(key);
  try {
    const { session } = JSON.parse(text ?? '{}') as { readonly session?: Partial<TableauSession> };
    const { token, apiVersion, site } = session ?? {};
    const isWhole =
      typeof token === 'string' &&
      typeof apiVersion === 'string' &&
      typeof site?.server === 'string';
    return isWhole ? (session as TableauSession) : undefined;
  } catch {
    // Damaged, or written by another version: it holds no session that could be ended.
    return undefined;
  }
}
