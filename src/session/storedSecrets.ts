/** Credentials and session tokens in SecretStorage, where every window finds them. */
import { randomUUID } from 'node:crypto';
import type { TableauSession } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import { TableauError, type TableauErrorDetails } from '../tableau/errors';
import { siteKey, type SiteRef } from '../tableau/model';
import type { SecretStore } from './ports';

/** The id is random and changes with the credentials: it tells whether what is known of them still holds. */
export interface StoredCredentials {
  readonly id: string;
  readonly credentials: Credentials;
}

/** The session that all windows share, or the mark that the user signed out of it. */
export type StoredSession =
  | { readonly credentialId: string; readonly session: TableauSession }
  | { readonly credentialId: string; readonly signedOut: true };

export interface StoredSite {
  readonly held: StoredCredentials | undefined;
  readonly session: StoredSession | undefined;
  /** Tableau refused exactly these credentials: no window tries them again by machine. */
  readonly refusal: TableauError | undefined;
}

type Part = 'credentials' | 'session' | 'refused';
const parts: readonly Part[] = ['credentials', 'session', 'refused'];
/** Every secret of ours begins so. */
export const vizportPrefix = 'vizport.';

export function newlyHeld(credentials: Credentials): StoredCredentials {
  return { id: randomUUID(), credentials };
}

export class StoredSecrets {
  readonly #store: SecretStore;

  constructor(store: SecretStore) {
    this.#store = store;
  }

  async read(site: SiteRef): Promise<StoredSite> {
    const [credentials, session, refused] = await Promise.all([
      this.#get(site, 'credentials'),
      this.#get(site, 'session'),
      this.#get(site, 'refused'),
    ]);
    const held = isRecord(credentials, 'credentials')
      ? (credentials as StoredCredentials)
      : undefined;
    const refusal = refused as
      { credentialId?: unknown; details?: TableauErrorDetails } | undefined;
    return {
      held,
      session:
        isRecord(session, 'session') || isRecord(session, 'signedOut')
          ? (session as StoredSession)
          : undefined,
      refusal:
        held !== undefined && refusal?.credentialId === held.id
          ? new TableauError('signIn', refusal.details)
          : undefined,
    };
  }

  async storeCredentials(site: SiteRef, held: StoredCredentials): Promise<void> {
    await this.#put(site, 'credentials', held);
  }

  async storeSession(site: SiteRef, session: StoredSession): Promise<void> {
    await this.#put(site, 'session', session);
  }

  async storeRefusal(site: SiteRef, credentialId: string, error: TableauError): Promise<void> {
    // Without its cause, which may hold anything.
    const { cause: _, ...details } = error.details;
    await this.#put(site, 'refused', { credentialId, details });
  }

  async forgetRefusal(site: SiteRef): Promise<void> {
    await this.#store.delete(keyOf(site, 'refused'));
  }

  async forget(site: SiteRef): Promise<void> {
    await Promise.all(parts.map((part) => this.#store.delete(keyOf(site, part))));
  }

  async #get(site: SiteRef, part: Part): Promise<unknown> {
    const text = await this.#store.get(keyOf(site, part));
    if (text === undefined) return undefined;
    try {
      return JSON.parse(text) as unknown;
    } catch {
      // Not ours, or damaged: as good as not there, and the user is told that the secret is missing.
      return undefined;
    }
  }

  async #put(site: SiteRef, part: Part, value: unknown): Promise<void> {
    await this.#store.store(keyOf(site, part), JSON.stringify(value));
  }
}

function keyOf(site: SiteRef, part: Part): string {
  return `${vizportPrefix}${part}:${siteKey(site)}`;
}

/** The site's key that a secret of ours belongs to. */
export function siteKeyOfSecret(key: string): string | undefined {
  const part = parts.find((name) => key.startsWith(`${vizportPrefix}${name}:`));
  return part === undefined ? undefined : key.slice(vizportPrefix.length + part.length + 1);
}

function isRecord(value: unknown, member: string): value is object {
  return typeof value === 'object' && value !== null && member in value;
}
