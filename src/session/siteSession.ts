/** When somebody signs in to a remembered site: at the first request, when a session is over, when the user says so. */
import { SingleFlight } from '../base/singleFlight';
import type { AuthTokens, TableauClient, TableauSession } from '../tableau/client';
import type { TableauError } from '../tableau/errors';
import type { SignedIn, SiteRef } from '../tableau/model';
import { withoutFence } from './sharedNote';
import { revoke } from './signInOnce';
import { OwnTokenList } from './ownToken';
import type { SiteRecord } from './siteRecord';
import { SiteSignIn, type SiteSignInParts } from './siteSignIn';
import type { StoredCredentials } from './storedSecrets';
import { dayMs } from './tokenDays';
import { checkToken } from './tokenLife';

/** Sessions on Tableau Cloud last two hours. */
const staleAge = 60 * 60_000;

export class SiteSession implements AuthTokens {
  readonly #record: SiteRecord;
  readonly #parts: SiteSignInParts;
  readonly #flights = new SingleFlight<'session' | 'resume', TableauSession>();
  readonly #signIn: SiteSignIn;
  readonly #ownTokens = new OwnTokenList();
  #client: Promise<TableauClient> | undefined;

  constructor(record: SiteRecord, parts: SiteSignInParts) {
    this.#record = record;
    this.#parts = parts;
    this.#signIn = new SiteSignIn(record, parts);
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
      (await this.#flights.run('session', (own) => this.#signIn.obtain(own), signal));
    if (this.#record.state.status === 'idle') this.#record.become({ status: 'signedIn' });
    return session;
  }

  async renew(stale: TableauSession, signal?: AbortSignal): Promise<TableauSession> {
    this.#signIn.foundDead(stale);
    this.#record.drop(stale);
    const session = await this.current(signal);
    // The very one again, when this joined somebody who was just taking it from storage; or one that another window
    // has left there so long ago that it has most likely ended too.
    const age = this.#parts.clock.now() - session.signedInAt;
    if (session.token !== stale.token && age < staleAge) return session;
    this.#record.drop(session);
    return this.current(signal);
  }

  /** Warns of a token that ends soon, and uses one that would lapse. */
  checkToken(): Promise<void> {
    const use = async (): Promise<void> => {
      const session = await this.current();
      // From storage, and long over: only a sign-in uses the token.
      if (this.#parts.clock.now() - session.signedInAt > dayMs) await this.renew(session);
    };
    return checkToken(this.#parts, this.#record, use, async () => {
      const { account, as, method } = this.#record.entry.profile;
      // Nobody is signed in for it; and a list that is read as somebody else is that one's.
      const isOwn = method === 'personalAccessToken' && as === undefined;
      if (!isOwn || this.#record.session === undefined) return undefined;
      return this.#ownTokens.find(await this.client(), account, this.#parts.clock);
    });
  }

  used(session: TableauSession): void {
    this.#signIn.sawAlive(session);
  }

  canTellDead(): boolean {
    const { method } = this.#record.entry.profile;
    return method === 'personalAccessToken' || method === 'password';
  }

  /** The user asked for it: signs in also after Sign Out and after a refusal. */
  async resume(signal?: AbortSignal): Promise<SignedIn> {
    await this.#flights.run('resume', (own) => this.#signIn.again(own), signal);
    return this.details(signal);
  }

  /**
   * Credentials that Tableau has just accepted, with the session they opened. Resolves with the session they replace. The
   * site may have been asked for by another address than its own, or the sign-in sent on to one.
   */
  async accept(
    held: StoredCredentials,
    opened: TableauSession,
    aliases: readonly string[] = [],
    asked: SiteRef = this.#record.site,
  ): Promise<TableauSession | undefined> {
    const replaced = this.#record.session;
    const { server } = this.#record.site;
    const session = asked.server === server ? opened : withoutFence(opened);
    const others = [asked.server, opened.site.server].filter((one) => one !== server);
    this.#signIn.unwanted();
    await this.#record.keep(held, session, { replaces: true });
    const known = [
      ...new Set([...(this.#record.entry.profile.aliases ?? []), ...aliases, ...others]),
    ];
    await this.#signIn.enter(held, session, known.length === 0 ? {} : { aliases: known });
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
      // Under the name by which it is found again, also where the server sends us on.
      return { ...who, site: this.#record.site };
    } catch (error) {
      // Names are an extra that some sessions may not read; the sign-in itself stands.
      this.#parts.log.debug(`Names of site and user were not read: ${String(error)}`);
      const { token: _, ...signedIn } = await this.current(signal);
      return { ...signedIn, site: this.#record.site };
    }
  }

  async signOut(): Promise<void> {
    this.#signIn.unwanted();
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

  async #createClient(): Promise<TableauClient> {
    try {
      const { library, transport } = await this.#parts.tableau();
      return library.createClient(transport, this.#record.site, this);
    } catch (error) {
      this.#client = undefined;
      throw error;
    }
  }
}
