/** One sign-in within a turn, with its number on the session and its outcome in the note. */
import { siteKey, type SiteRef } from '../tableau/model';
import { failed, signingIn, type FencedSession } from './sharedNote';
import type { SharedTurn } from './sharing';
import { revoke, signInOnce, type SignInParts } from './signInOnce';
import type { SiteProfile } from './siteProfile';
import type { StoredCredentials } from './storedSecrets';

/** That it was opened is written down by the caller, once the session is where other windows find it. */
export async function openSession(
  parts: SignInParts,
  turn: SharedTurn,
  site: SiteRef,
  { id, credentials }: StoredCredentials,
  signal?: AbortSignal,
): Promise<FencedSession> {
  await turn.change(signingIn(turn.note, turn.number));
  let session: FencedSession;
  try {
    const either = signal === undefined ? turn.signal : AbortSignal.any([signal, turn.signal]);
    session = await signInOnce(parts, site, credentials, either);
  } catch (error) {
    await turn.change(failed(turn.note, id, error));
    throw error;
  }
  if (!(await turn.isStillOurs())) {
    // This window hung. Whoever came after it may have signed in before or after this: its session is kept, not this one.
    await revoke(parts, session);
    turn.signal.throwIfAborted();
  }
  return turn.number === 0 ? session : { ...session, fence: turn.number };
}

/** How long a token stays at one site before another takes it. */
const dwellMs = 2_000;

/** Another site has the token's session: whoever is at work there gets a moment to finish. The key of that site. */
export async function leaveOtherSite(
  { clock }: SignInParts,
  { method, site }: SiteProfile,
  turn: SharedTurn,
  signal: AbortSignal,
): Promise<string | undefined> {
  const { site: from, at = 0 } = turn.note;
  if (method !== 'personalAccessToken' || from === undefined || from === siteKey(site))
    return undefined;
  const age = clock.now() - at;
  if (age >= 0 && age < dwellMs) await clock.delay(dwellMs - age, signal);
  return from;
}
