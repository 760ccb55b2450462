/** A connected app may have two secrets, so that one can be changed while the other works: adding, testing, switching. */
import {
  withSecondSecret,
  type AppSecret,
  type ConnectedApp,
  type Credentials,
} from '../tableau/credentials';
import { isTableauError, TableauError } from '../tableau/errors';
import { credentialKey, profileOf, revoke, signInOnce, type SignInParts } from './signInOnce';
import type { SiteRecord } from './siteRecord';
import type { SiteSession } from './siteSession';
import { newlyHeld, type StoredCredentials } from './storedSecrets';

/** Sub-codes that speak of the secret, not of the app, the user or the times. */
const ofSecret = new Set(['127', '10083', '10084', '10085']);

/**
 * The credentials with the app's second secret alone, when Tableau refused the first one: other credentials, which may be
 * tried once, where the refused ones never are again.
 */
export function otherSecret(credentials: Credentials, error: unknown): Credentials | undefined {
  if (credentials.method !== 'connectedApp' || credentials.second === undefined) return undefined;
  if (!isTableauError(error, 'signIn') || !ofSecret.has(error.details.jwtSubCode ?? ''))
    return undefined;
  // With a clock that is off the second secret would be refused like the first.
  if (error.details.clockSkewMs !== undefined && error.details.jwtSubCode !== '127')
    return undefined;
  return alone(withSecondSecret(credentials));
}

export async function addSecret(
  parts: SignInParts,
  site: SiteSession,
  secret: AppSecret,
  signal?: AbortSignal,
): Promise<'kept' | 'inUse'> {
  const { record } = site;
  return inTurn(parts, record, signal, async (held, app) => {
    const wasRefused = record.state.status === 'refused';
    const tested = { ...alone(app), ...secret };
    const session = await signInOnce(parts, record.site, tested, signal);
    if (wasRefused) {
      await site.accept(newlyHeld(tested), session);
      return 'inUse';
    }
    await revoke(parts, session);
    const credentials = { ...app, second: secret };
    await record.replace({ ...held, credentials });
    await record.rememberCredentials(profileOf(credentials));
    return 'kept';
  });
}

export async function switchSecret(
  parts: SignInParts,
  site: SiteSession,
  signal?: AbortSignal,
): Promise<void> {
  const { record } = site;
  await inTurn(parts, record, signal, async (_held, app) => {
    const wasRefused = record.state.status === 'refused';
    const switched = withSecondSecret(app);
    const session = await signInOnce(parts, record.site, switched, signal);
    const credentials = wasRefused ? alone(switched) : switched;
    const replaced = await site.accept(newlyHeld(credentials), session);
    if (replaced !== undefined) await revoke(parts, replaced);
  });
}

function inTurn<T>(
  parts: SignInParts,
  record: SiteRecord,
  signal: AbortSignal | undefined,
  work: (held: StoredCredentials, app: ConnectedApp) => Promise<T>,
): Promise<T> {
  const { site, method, account } = record.entry.profile;
  return parts.turns.take(
    credentialKey(site, method, account),
    async () => {
      const held = await record.sync();
      if (held?.credentials.method === 'connectedApp') return work(held, held.credentials);
      const code = held === undefined ? 'SECRET_MISSING' : 'NO_APP';
      throw new TableauError('sessionExpired', { code, host: new URL(site.server).host });
    },
    signal,
  );
}

function alone({ second: _, ...app }: ConnectedApp): ConnectedApp {
  return app;
}
