/** How a remembered site gets a session: from another window, or by one sign-in for all windows. */
import type { TableauSession } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import { isTableauError, TableauError } from '../tableau/errors';
import { otherSecret } from './secondSecret';
import type { SessionNotice } from './sessionsContract';
import { sessionOfOthers } from './sessionOfOthers';
import {
  ended,
  fenceOf,
  isTaken,
  opened,
  refusalIn,
  takenBack,
  type FencedSession,
  type SharedNote,
} from './sharedNote';
import { leaveOtherSite, openSession } from './sharedSignIn';
import type { SharedTurn } from './sharing';
import { credentialKey, profileOf, revoke, type SignInParts } from './signInOnce';
import type { SiteProfile, SiteState } from './siteProfile';
import type { SiteRecord } from './siteRecord';
import { newlyHeld, type StoredCredentials } from './storedSecrets';

export interface SiteSignInParts extends SignInParts {
  /** A sign-in with a personal access token ended the sessions of all other sites that use it. */
  tookToken(profile: SiteProfile): void;
  /** Worth one message to the user. */
  notice(notice: SessionNotice): void;
  /** The same credentials were refused for another site of the server. */
  refusedElsewhere(
    profile: SiteProfile,
    credentials: Credentials,
  ): Promise<TableauError | undefined>;
}

export class SiteSignIn {
  readonly #record: SiteRecord;
  readonly #parts: SiteSignInParts;
  /** Counts what makes a sign-in under way unwanted: Sign Out, Remove, new credentials. */
  #epoch = 0;
  /** The session that a request found dead last, until that is written down for all windows. */
  #found: TableauSession | undefined;
  #alive: { readonly token: string; readonly at: number } | undefined;

  constructor(record: SiteRecord, parts: SiteSignInParts) {
    this.#record = record;
    this.#parts = parts;
  }

  unwanted(): void {
    this.#epoch += 1;
  }

  foundDead(session: TableauSession): void {
    this.#found = session;
  }

  sawAlive({ token }: TableauSession): void {
    this.#alive = { token, at: this.#parts.clock.now() };
  }

  /** For a request: another window's session if there is a newer one, else a sign-in, unless that was refused or ended. */
  obtain(signal: AbortSignal): Promise<TableauSession> {
    return this.#inTurn(signal, async (held, turn) => {
      const { session, state } = this.#record;
      if (session !== undefined) {
        // What a window has stored that died before it could say so.
        if (turn.note.opening !== undefined && turn.note.opening === fenceOf(session))
          await turn.change(opened(turn.note, turn.note.opening, session, this.#record.site));
        return session;
      }
      if (held === undefined || state.status === 'signedOut') throw this.#ended();
      const theirs = await sessionOfOthers(this.#parts.clock, this.#record, turn, signal);
      if (theirs !== undefined) {
        await this.#record.adopt(held, theirs);
        return theirs;
      }
      if (state.status === 'refused' || state.status === 'jwtNeeded') throw state.error;
      await this.#assertWanted(held, turn);
      return this.#signIn(held, turn, signal);
    });
  }

  /** The user asked for it: signs in also after Sign Out, after a refusal, and when something else uses the token. */
  again(signal: AbortSignal): Promise<TableauSession> {
    return this.#inTurn(signal, async (held, turn) => {
      if (held === undefined) throw this.#ended();
      this.#found = undefined;
      await turn.change(takenBack(turn.note));
      return this.#signIn(held, turn, signal);
    });
  }

  async enter(
    held: StoredCredentials,
    { signedInAt, credentialLifeMs }: TableauSession,
    more: Partial<SiteProfile>,
  ): Promise<void> {
    const about = profileOf(held.credentials);
    await this.#record.rememberCredentials(about, {
      ...more,
      ...(credentialLifeMs === undefined ? {} : { tokenEnds: signedInAt + credentialLifeMs }),
      usedAt: signedInAt,
      signedOut: false,
    });
    this.#record.become({ status: 'signedIn' });
    if (about.method === 'personalAccessToken') this.#parts.tookToken(this.#record.entry.profile);
    await this.#parts.turns.offer();
  }

  #ended(): TableauError {
    const missing = this.#record.state.status === 'secretMissing';
    return this.#error(missing ? 'SECRET_MISSING' : 'SIGNED_OUT');
  }

  #error(code: 'SECRET_MISSING' | 'SIGNED_OUT' | 'CONTESTED'): TableauError {
    const { host } = new URL(this.#record.site.server);
    return new TableauError('sessionExpired', { code, host });
  }

  /** Storage is looked at after the wait: what was waited for may have been just this sign-in. */
  async #inTurn(
    signal: AbortSignal,
    work: (held: StoredCredentials | undefined, turn: SharedTurn) => Promise<TableauSession>,
  ): Promise<TableauSession> {
    const { site, method, account } = this.#record.entry.profile;
    const key = credentialKey(site, method, account);
    for (let attempt = 1; ; attempt++) {
      const session = await this.#parts.turns.take(
        key,
        async (turn) => {
          try {
            return await work(await this.#record.sync(), turn);
          } catch (error) {
            // This window hung, and another has taken its turn: what came of that is looked at in the next one.
            if (attempt > 2 || !turn.signal.aborted || signal.aborted) throw error;
            return undefined;
          }
        },
        signal,
      );
      if (session !== undefined) return session;
    }
  }

  /** Whether a machine may sign in with these credentials, as far as all windows know. */
  async #assertWanted(held: StoredCredentials, turn: SharedTurn): Promise<void> {
    const { profile } = this.#record.entry;
    const refusal =
      refusalIn(turn.note, held.id) ??
      (await this.#parts.refusedElsewhere(profile, held.credentials));
    if (refusal !== undefined) {
      await this.#record.refused(held, refusal);
      throw refusal;
    }
    const before = turn.note;
    const note = this.#afterDeath(before, profile);
    if (note !== before) await turn.change(note);
    if (note.contested !== true) {
      const { site, account } = profile;
      const isNews = isTaken(note) && !isTaken(before);
      return isNews ? this.#parts.notice({ kind: 'tokenTaken', site, account }) : undefined;
    }
    const error = this.#error('CONTESTED');
    this.#record.become({ status: 'contested', error });
    if (before.contested !== true)
      this.#parts.notice({ kind: 'contested', site: profile.site, error });
    throw error;
  }

  /** Only a token's session can be stolen: all other credentials have as many sessions as they like. */
  #afterDeath(note: SharedNote, { method }: SiteProfile): SharedNote {
    const found = this.#found;
    this.#found = undefined;
    if (found === undefined || method !== 'personalAccessToken') return note;
    const usedAt = this.#alive?.token === found.token ? this.#alive.at : found.signedInAt;
    const isApart = this.#record.entry.apart === true;
    return ended(note, found, this.#parts.clock.now(), isApart ? undefined : usedAt);
  }

  async #signIn(
    held: StoredCredentials,
    turn: SharedTurn,
    signal: AbortSignal,
  ): Promise<TableauSession> {
    const from = await leaveOtherSite(this.#parts, this.#record.entry.profile, turn, signal);
    const before = this.#record.state;
    const epoch = this.#epoch;
    this.#record.become({ status: 'signingIn' });
    let session: FencedSession;
    try {
      session = await openSession(this.#parts, turn, this.#record.site, held, signal);
    } catch (error) {
      const other = epoch === this.#epoch ? otherSecret(held.credentials, error) : undefined;
      if (other !== undefined) return this.#switchTo(newlyHeld(other), turn, signal);
      if (epoch === this.#epoch) await this.#failed(held, before, error);
      throw error;
    }
    // Sign Out, Remove and new credentials may have come meanwhile, also in another window.
    const signedOutBefore = before.status === 'signedOut';
    const isWanted = await this.#record.stillHolds(held, { signedOutBefore });
    if (epoch !== this.#epoch || !isWanted) {
      await revoke(this.#parts, session);
      if (epoch === this.#epoch) {
        this.#record.become({ status: 'idle' });
        await this.#record.sync();
      }
      throw this.#error('SIGNED_OUT');
    }
    await this.#record.keep(held, session, { replaces: false });
    const { site } = this.#record;
    await turn.change(opened(turn.note, turn.number, session, site));
    await this.enter(held, session, {});
    if (from !== undefined) this.#parts.notice({ kind: 'siteSwitched', site, from });
    return session;
  }

  /** The refused secret is let go of first, so that nothing can bring it back to Tableau a second time. */
  async #switchTo(
    held: StoredCredentials,
    turn: SharedTurn,
    signal: AbortSignal,
  ): Promise<TableauSession> {
    const { site } = this.#record;
    this.#parts.log.warn(
      `The first secret of the connected app for ${site.server} was refused: the second one takes its place`,
    );
    await this.#record.replace(held);
    await this.#record.rememberCredentials(profileOf(held.credentials));
    const session = await this.#signIn(held, turn, signal);
    this.#parts.notice({ kind: 'secretSwitched', site });
    return session;
  }

  async #failed(held: StoredCredentials, before: SiteState, error: unknown): Promise<void> {
    const { site } = this.#record;
    if (isTableauError(error, 'signIn')) {
      await this.#record.refused(held, error);
      this.#parts.notice({ kind: 'refused', site, error });
    } else if (isTableauError(error, 'jwtNeeded')) {
      this.#record.become({ status: 'jwtNeeded', error });
      this.#parts.notice({ kind: 'jwtNeeded', site, error });
    } else
      // Only no answer, or one that is not Tableau's, is "offline"; what Tableau itself said is told where it was asked.
      this.#record.become(
        isTableauError(error, 'network', 'notTableau') ? { status: 'offline', error } : before,
      );
  }
}
