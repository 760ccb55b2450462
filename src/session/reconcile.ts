/** What becomes of a site when secret storage is looked at: other windows write there too. */
import type { TableauSession } from '../tableau/client';
import { fenceOf, isNewer } from './sharedNote';
import type { SiteState } from './siteProfile';
import type { StoredSite } from './storedSecrets';

export interface Known {
  readonly state: SiteState;
  readonly session: TableauSession | undefined;
  readonly credentialId: string | undefined;
  readonly signedOut: boolean;
}

/** What is known to be over: it may still be in storage. */
export interface Dead {
  readonly token: string | undefined;
  /** Sessions opened in this turn and before. */
  readonly fence: number;
}

export function reconcile(known: Known, stored: StoredSite, dead: Dead): Known {
  const { held, refusal } = stored;
  if (held === undefined)
    return {
      ...known,
      state: settle(known.state, { status: 'secretMissing' }),
      session: undefined,
      credentialId: undefined,
    };
  const credentialId = held.id;
  const own = known.credentialId === credentialId ? known.session : undefined;
  if (refusal !== undefined)
    return {
      ...known,
      state: settle(known.state, { status: 'refused', error: refusal }),
      session: undefined,
      credentialId,
    };
  const shared = stored.session?.credentialId === credentialId ? stored.session : undefined;
  if (shared !== undefined && 'session' in shared) {
    const newer = own === undefined || isNewer(shared.session, own);
    const session = newer && !isDead(shared.session, dead) ? shared.session : own;
    // A session in storage is no older than the last Sign Out, which puts its mark in the same place.
    const state = newer && session !== own ? awake(known.state) : roused(known.state);
    return { state, session, credentialId, signedOut: false };
  }
  if (shared !== undefined || known.signedOut)
    return {
      state: settle(known.state, { status: 'signedOut' }),
      session: undefined,
      credentialId,
      signedOut: true,
    };
  const changed = known.credentialId !== undefined && known.credentialId !== credentialId;
  const state = changed ? awake(known.state) : roused(known.state);
  return { state, session: own, credentialId, signedOut: false };
}

function isDead(session: TableauSession, dead: Dead): boolean {
  return session.token === dead.token || (fenceOf(session) ?? Infinity) <= dead.fence;
}

/** Keeps the very state when nothing changed, so that nobody is told of it. */
function settle(before: SiteState, now: SiteState): SiteState {
  return before.status === now.status ? before : now;
}

/** What stood in the way is gone; some of it only a new session or other credentials do away with. */
function roused(state: SiteState): SiteState {
  return state.status === 'jwtNeeded' || state.status === 'contested' ? state : awake(state);
}

function awake(state: SiteState): SiteState {
  switch (state.status) {
    case 'jwtNeeded':
    case 'contested':
    case 'signedOut':
    case 'refused':
    case 'secretMissing':
      return { status: 'idle' };
    default:
      return state;
  }
}
