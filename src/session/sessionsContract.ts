/** What views and commands may ask of `Sessions`; `sessions.ts` implements it. */
import type { Event } from '../base/emitter';
import type { ServerInfo, TableauClient } from '../tableau/client';
import type { Credentials } from '../tableau/credentials';
import type { SignedIn, SiteRef } from '../tableau/model';
import type { SiteProfile, SiteState } from './siteProfile';

export interface SiteEntry {
  readonly profile: SiteProfile;
  readonly state: SiteState;
}

export interface SessionsContract {
  /** After any change to a profile or a state; `undefined` when the set of sites changed. */
  readonly onDidChange: Event<SiteRef | undefined>;
  /** Remembered sites in the order they were added. Never waits. */
  list(): readonly SiteEntry[];
  find(site: SiteRef): SiteEntry | undefined;
  /** The entry whose server or alias host and contentUrl fit a browser address (hosts and contentUrls without case). */
  findByAddress(origin: string, contentUrl: string): SiteEntry | undefined;
  /** What a host is, before anything is remembered of it: `TableauLibrary.serverInfo`. */
  serverInfo(server: string, signal?: AbortSignal): Promise<ServerInfo>;
  /**
   * Signs in and remembers the site; with a site already remembered its credentials are replaced, and only after the new ones
   * were accepted. `aliases`: browser origins to remember besides.
   */
  signIn(
    site: SiteRef,
    credentials: Credentials,
    options?: { readonly aliases?: readonly string[] },
    signal?: AbortSignal,
  ): Promise<SignedIn>;
  /** Signs in again with what is stored, also after Sign Out or a refusal (the user asked for it). */
  resume(site: SiteRef, signal?: AbortSignal): Promise<SignedIn>;
  /** Ends the session on the server (best effort) and keeps the site and its credentials; nothing signs in until `resume`. */
  signOut(site: SiteRef): Promise<void>;
  /** Signs out and forgets the site, its credentials and its session. */
  remove(site: SiteRef): Promise<void>;
  /** A client whose calls sign in when they must. Loads the client's bundle; asks nothing of the network. */
  client(site: SiteRef): Promise<TableauClient>;
}
