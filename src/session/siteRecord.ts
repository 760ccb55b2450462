/** What is known of one remembered site: profile, state and session in memory, and what secret storage holds. */
import type { TableauSession } from '../tableau/client';
import type { TableauError } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';
import { reconcile } from './reconcile';
import { fenceOf } from './sharedNote';
import { profileOf } from './signInOnce';
import type { SiteEntry } from './sessionsContract';
import type { CredentialsProfile, SiteProfile, SiteState } from './siteProfile';
import type { StoredCredentials, StoredSecrets } from './storedSecrets';
import { Turns } from './turns';

export interface SiteRecordParts {
  readonly secrets: StoredSecrets;
  /** Profile or state changed. */
  changed(site: SiteRef): void;
  remember(profile: SiteProfile): Promise<void>;
  /** The windows cannot share sessions. */
  isApart(): boolean;
}

export class SiteRecord {
  readonly #parts: SiteRecordParts;
  /** What touches this site's secrets goes one after the other, so that nothing is read half-written. */
  readonly #storage = new Turns();
  #profile: SiteProfile;
  #state: SiteState;
  #session: TableauSession | undefined;
  #credentialId: string | undefined;
  /** The token that was refused or superseded last, and its turn: neither it nor what is older is taken from storage again. */
  #dead: string | undefined;
  #deadFence = -1;
  #removed = false;

  constructor(profile: SiteProfile, parts: SiteRecordParts) {
    this.#profile = profile;
    this.#parts = parts;
    this.#state = { status: profile.signedOut === true ? 'signedOut' : 'idle' };
  }

  get site(): SiteRef {
    return this.#profile.site;
  }

  get entry(): SiteEntry {
    const isApart = this.#profile.method === 'personalAccessToken' && this.#parts.isApart();
    return { profile: this.#profile, state: this.#state, ...(isApart ? { apart: true } : {}) };
  }

  get state(): SiteState {
    return this.#state;
  }

  get session(): TableauSession | undefined {
    return this.#session;
  }

  get deadFence(): number {
    return this.#deadFence;
  }

  /** This session is over: it is taken neither from memory nor from storage again. */
  drop(session: TableauSession | undefined): void {
    this.#dead = session?.token ?? this.#dead;
    this.#deadFence = Math.max(this.#deadFence, fenceOf(session) ?? -1);
    if (session === undefined || this.#session?.token === session.token) this.#session = undefined;
  }

  /** Takes over what is in storage: at the start, before a sign-in, and when another window wrote there. */
  sync(): Promise<StoredCredentials | undefined> {
    return this.#inTurn(async (secrets) => {
      const stored = await secrets.read(this.site);
      if (this.#removed) return undefined;
      const signedOut = this.#profile.signedOut === true;
      const own = { session: this.#session, credentialId: this.#credentialId };
      const now = reconcile({ ...own, state: this.#state, signedOut }, stored, {
        token: this.#dead,
        fence: this.#deadFence,
      });
      this.#session = now.session;
      this.#credentialId = now.credentialId;
      if (now.signedOut !== signedOut) await this.remember({ signedOut: now.signedOut });
      if (stored.held !== undefined) await this.#follow(profileOf(stored.held.credentials));
      if (now.state !== this.#state) this.become(now.state);
      return stored.held;
    });
  }

  /** False when another window has signed out, removed the site or given it other credentials. */
  stillHolds(
    { id }: StoredCredentials,
    { signedOutBefore }: { readonly signedOutBefore: boolean },
  ): Promise<boolean> {
    return this.#inTurn(async (secrets) => {
      const { held, session } = await secrets.read(this.site);
      const signedOut = session?.credentialId === id && 'signedOut' in session;
      return held?.id === id && (signedOutBefore || !signedOut);
    });
  }

  /** A session just opened; with `replaces`, by credentials that take the place of the stored ones. */
  async keep(
    held: StoredCredentials,
    session: TableauSession,
    { replaces }: { readonly replaces: boolean },
  ): Promise<void> {
    await this.#inTurn(async (secrets) => {
      await secrets.storeSession(this.site, { credentialId: held.id, session });
      if (replaces) await secrets.storeCredentials(this.site, held);
      await secrets.forgetRefusal(this.site);
      this.#credentialId = held.id;
      this.#session = session;
    });
  }

  /** What another window has opened and handed over. Not stored here: it may be that windows do not share what they store. */
  async adopt({ id }: StoredCredentials, session: TableauSession): Promise<void> {
    this.#credentialId = id;
    this.#session = session;
    if (this.#profile.signedOut === true) await this.remember({ signedOut: false });
    this.become({ status: 'signedIn' });
  }

  /** Other credentials in the place of those that are stored; the session, if any, is not theirs. */
  async replace(held: StoredCredentials): Promise<void> {
    await this.#inTurn(async (secrets) => {
      await secrets.storeCredentials(this.site, held);
      await secrets.forgetRefusal(this.site);
      if (this.#credentialId !== held.id) this.#session = undefined;
      this.#credentialId = held.id;
    });
  }

  /** No window tries these credentials again by machine. */
  async refused(held: StoredCredentials, error: TableauError): Promise<void> {
    await this.#inTurn(async (secrets) => {
      await secrets.storeRefusal(this.site, held.id, error);
      // Another window may have removed the site meanwhile: nothing of it may stay.
      if ((await secrets.read(this.site)).held === undefined) await secrets.forget(this.site);
    });
    this.#session = undefined;
    this.become({ status: 'refused', error });
  }

  /** Marks the site as signed out for all windows; resolves with the session that was open. */
  async close(): Promise<TableauSession | undefined> {
    const open = await this.#inTurn(async (secrets) => {
      const { held, session: stored } = await secrets.read(this.site);
      if (held !== undefined)
        await secrets.storeSession(this.site, { credentialId: held.id, signedOut: true });
      const own = this.#session;
      this.#session = undefined;
      return own ?? (stored !== undefined && 'session' in stored ? stored.session : undefined);
    });
    await this.remember({ signedOut: true });
    this.become({ status: 'signedOut' });
    return open;
  }

  /** Another window has removed the site: nothing of it is written again. */
  leave(): void {
    this.#removed = true;
  }

  async forget(): Promise<void> {
    this.leave();
    await this.#inTurn((secrets) => secrets.forget(this.site));
  }

  async remember(change: Partial<SiteProfile>): Promise<void> {
    const { signedOut, ...profile } = { ...this.#profile, ...change };
    this.#profile = signedOut === true ? { ...profile, signedOut } : profile;
    if (this.#removed) return;
    await this.#parts.remember(this.#profile);
    this.#parts.changed(this.site);
  }

  /** What was known of the former credentials goes. */
  async rememberCredentials(
    about: CredentialsProfile,
    change: Partial<SiteProfile> = {},
  ): Promise<void> {
    const { as: _a, secondSecretId: _s, jwtFrom: _j, tokenEnds: _t, ...rest } = this.#profile;
    this.#profile = rest;
    await this.remember({ ...change, ...about });
  }

  /** Another window may have stored other credentials, or a second secret. */
  async #follow(about: CredentialsProfile): Promise<void> {
    const { method, account, as, secondSecretId, jwtFrom } = this.#profile;
    const isKnown =
      method === about.method &&
      account === about.account &&
      as === about.as &&
      secondSecretId === about.secondSecretId &&
      jwtFrom === about.jwtFrom;
    if (!isKnown) await this.rememberCredentials(about);
  }

  become(state: SiteState): void {
    this.#state = state;
    if (!this.#removed) this.#parts.changed(this.site);
  }

  #inTurn<T>(work: (secrets: StoredSecrets) => Promise<T>): Promise<T> {
    return this.#storage.take('storage', () => work(this.#parts.secrets));
  }
}
