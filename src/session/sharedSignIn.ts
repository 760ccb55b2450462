/** One sign-in within a turn, with its number on the session and its outcome in the note. */
import type { SiteRef } from '../tableau/model';
import { failed, signingIn, type FencedSession } from './sharedNote';
import type { SharedTurn } from './sharing';
import { revoke, signInOnce, type SignInParts } from './signInOnce';
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
