/** When somebody signs in to a remembered site: at the first request, when a session is over, when the user says so. */
import { SingleFlight } from '../base/singleFlight';
import type { AuthTokens, TableauClient, TableauSession } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import { isTableauError, TableauError } from '../tableau/errors';
import type { SignedIn } from '../tableau/model';
import { otherSecret } from './secondSecret';
import { credentialKey, profileOf, revoke, signInOnce, type SignInParts } from './signInOnce';
import type { SessionNotice } from './sessionsContract';
import type { SiteProfile, SiteState } from './siteProfile';
import type { SiteRecord } from './siteRecord';
import { newlyHeld, type StoredCredentials } from './storedSecrets';

export interface SiteSessionParts extends SignInParts {
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

/** Sessions on Tableau Cloud last two hours. */
const staleAge = 60 * 60_000;

export class SiteSession implements AuthTokens {
  readonly #record: SiteRecord;
  readonly #parts: SiteSessionParts;
  readonly #flights = new SingleFlight<'session' | 'resume', TableauSession>();
  /** Counts what makes a sign-in under way unwanted: Sign Out, Remove, new credentials. */
  #epoch = 0;
  #client: Promise<TableauClient> | undefined;

  constructor(record: SiteRecord, parts: SiteSessionParts) {
    this.#record = record;
    this.#parts = parts;
  }

  get record(): SiteRecord {
    return this.#record;
  }

  client(): Promise<TableauClient> {
    this.#client ??= this.#createClient();
    return this.#client;
  }

  async current(signal?: AbortSignal): Promise<TableauSession> {
    const session =
      this.#record.session ??
      (await this.#flights.run('session', (own) => this.#obtain(own), signal));
    if (this.#record.state.status === 'idle') this.#record.become({ status: 'signedIn' });
    return session;
  }

  async renew(stale: TableauSession, signal?: AbortSignal): Promise<TableauSession> {
    this.#record.drop(stale.token);
    const session = await this.current(signal);
    // The very one again, when this joined somebody who was just taking it from storage; or one that another window
    // has left there so long ago that it has most likely ended too.
    const age = this.#parts.clock.now() - session.signedInAt;
    if (session.token !== stale.token && age < staleAge) return session;
    this.#record.drop(session.token);
    return this.current(signal);
  }

  /** The user asked for it: signs in also after Sign Out and after a refusal. */
  async resume(signal?: AbortSignal): Promise<SignedIn> {
    await this.#flights.run('resume', (own) => this.#signInAgain(own), signal);
    return this.details(signal);
  }

  /** Credentials that Tableau has just accepted, with the session they opened. Resolves with the session they replace. */
  async accept(
    held: StoredCredentials,
    session: TableauSession,
    aliases: readonly string[],
  ): Promise<TableauSession | undefined> {
    const replaced = this.#record.session;
    this.#epoch += 1;
    await this.#record.keep(held, session, { replaces: true });
    const known = [...new Set([...(this.#record.entry.profile.aliases ?? []), ...aliases])];
    await this.#enter(held, known.length === 0 ? {} : { aliases: known });
    return replaced;
  }

  /** What Tableau says of site and user, kept for showing. */
  async details(signal?: AbortSignal): Promise<SignedIn> {
    try {
      const client = await this.client();
      const who = await client.whoAmI(signal);
      const { siteName, userName, siteRole } = who;
      await this.#record.remember({
        ...(siteName === undefined ? {} : { siteName }),
        ...(userName === undefined ? {} : { userName }),
        ...(siteRole === undefined ? {} : { siteRole }),
      });
      return who;
    } catch (error) {
      // Names are an extra that some sessions may not read; the sign-in itself stands.
      this.#parts.log.debug(`Names of site and user were not read: ${String(error)}`);
      const { token: _, ...signedIn } = await this.current(signal);
      return signedIn;
    }
  }

  async signOut(): Promise<void> {
    this.#epoch += 1;
    const open = await this.#record.close();
    if (open !== undefined) await revoke(this.#parts, open);
  }

  async remove(): Promise<void> {
    await this.signOut();
    await this.#record.forget();
  }

  /** The server gave some request an answer, or none. */
  reached(failure: TableauError | undefined): void {
    const { status } = this.#record.state;
    if (failure !== undefined && (status === 'signedIn' || status === 'idle'))
      this.#record.become({ status: 'offline', error: failure });
    if (failure === undefined && status === 'offline')
      this.#record.become({ status: this.#record.session === undefined ? 'idle' : 'signedIn' });
  }

  /** For a request: another window's session if there is a newer one, else a sign-in, unless that was refused or ended. */
  #obtain(signal: AbortSignal): Promise<TableauSession> {
    return this.#inTurn(signal, async (held) => {
      const { session, state } = this.#record;
      if (session !== undefined) return session;
      if (state.status === 'refused' || state.status === 'jwtNeeded') throw state.error;
      if (held === undefined || state.status === 'signedOut') throw this.#ended();
      const { profile } = this.#record.entry;
      const refusal = await this.#parts.refusedElsewhere(profile, held.credentials);
      if (refusal !== undefined) {
        await this.#record.refused(held, refusal);
        throw refusal;
      }
      return this.#signIn(held, signal);
    });
  }

  #signInAgain(signal: AbortSignal): Promise<TableauSession> {
    return this.#inTurn(signal, async (held) => {
      if (held === undefined) throw this.#ended();
      return this.#signIn(held, signal);
    });
  }

  /** Storage is looked at after the wait: what was waited for may have been just this sign-in. */
  #inTurn<T>(
    signal: AbortSignal,
    work: (held: StoredCredentials | undefined) => Promise<T>,
  ): Promise<T> {
    const { site, method, account } = this.#record.entry.profile;
    const key = credentialKey(site, method, account);
    return this.#parts.turns.take(key, async () => work(await this.#record.sync()), signal);
  }

  async #signIn(held: StoredCredentials, signal: AbortSignal): Promise<TableauSession> {
    const before = this.#record.state;
    const epoch = this.#epoch;
    this.#record.become({ status: 'signingIn' });
    let session: TableauSession;
    try {
      session = await signInOnce(this.#parts, this.#record.site, held.credentials, signal);
    } catch (error) {
      const other = epoch === this.#epoch ? otherSecret(held.credentials, error) : undefined;
      if (other !== undefined) return this.#switchTo(newlyHeld(other), signal);
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
      throw this.#ended();
    }
    await this.#record.keep(held, session, { replaces: false });
    await this.#enter(held, {});
    return session;
  }

  /** The refused secret is let go of first, so that nothing can bring it back to Tableau a second time. */
  async #switchTo(held: StoredCredentials, signal: AbortSignal): Promise<TableauSession> {
    const { site } = this.#record;
    this.#parts.log.warn(
      `The first secret of the connected app for ${site.server} was refused: the second one takes its place`,
    );
    await this.#record.replace(held);
    await this.#record.rememberCredentials(profileOf(held.credentials));
    const session = await this.#signIn(held, signal);
    this.#parts.notice({ kind: 'secretSwitched', site });
    return session;
  }

  async #enter(held: StoredCredentials, more: Partial<SiteProfile>): Promise<void> {
    const about = profileOf(held.credentials);
    await this.#record.rememberCredentials(about, { ...more, signedOut: false });
    this.#record.become({ status: 'signedIn' });
    if (about.method === 'personalAccessToken') this.#parts.tookToken(this.#record.entry.profile);
  }

  async #failed(held: StoredCredentials, before: SiteState, error: unknown): Promise<void> {
    if (isTableauError(error, 'signIn')) await this.#record.refused(held, error);
    else if (isTableauError(error, 'jwtNeeded')) {
      this.#record.become({ status: 'jwtNeeded', error });
      this.#parts.notice({ kind: 'jwtNeeded', site: this.#record.site, error });
    } else
      // Only no answer, or one that is not Tableau's, is "offline"; what Tableau itself said is told where it was asked.
      this.#record.become(
        isTableauError(error, 'network', 'notTableau') ? { status: 'offline', error } : before,
      );
  }

  async #createClient(): Promise<TableauClient> {
    try {
      const { library, transport } = await this.#parts.tableau();
      return library.createClient(transport, this.#record.site, this);
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }

  #ended(): TableauError {
    const missing = this.#record.state.status === 'secretMissing';
    return new TableauError('sessionExpired', {
      code: missing ? 'SECRET_MISSING' : 'SIGNED_OUT',
      host: new URL(this.#record.site.server).host,
    });
  }
}
