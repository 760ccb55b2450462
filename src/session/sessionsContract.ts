/** What views and commands may ask of `Sessions`; `sessions.ts` implements it. */
import type { Event } from '../base/emitter';
import type { ServerInfo, TableauClient } from '../tableau/client';
import type { AppSecret, Credentials } from '../tableau/credentials';
import type { TableauError } from '../tableau/errors';
import type { SignedIn, SiteRef } from '../tableau/model';
import type { Forgotten } from './forgetAll';
import type { SiteProfile, SiteState } from './siteProfile';

export interface SiteEntry {
  readonly profile: SiteProfile;
  readonly state: SiteState;
  /** The windows cannot share the one session of its token: each signs in for itself, and ends the others'. */
  readonly apart?: true;
}

/** What happened by machine, and is worth one message in the window where it did. */
export type SessionNotice =
  | { readonly kind: 'secretSwitched'; readonly site: SiteRef }
  | {
      readonly kind: 'jwtNeeded' | 'refused' | 'contested';
      readonly site: SiteRef;
      readonly error: TableauError;
    }
  /** Sessions of the token end early again and again: something else signs in with it. Vizport goes on; told once. */
  | { readonly kind: 'tokenTaken'; readonly site: SiteRef; readonly account: string }
  /** A token has few days left, or will lapse because it was not used. */
  | {
      readonly kind: 'tokenEnds' | 'tokenUnused';
      readonly site: SiteRef;
      readonly account: string;
      readonly daysLeft: number;
    }
  /** The site that was added signs in with the token of others: one of them has a session at a time. */
  | { readonly kind: 'tokenShared'; readonly site: SiteRef; readonly others: readonly SiteRef[] }
  /** The windows cannot share the session of this site's token; told once. */
  | { readonly kind: 'windowsApart'; readonly site: SiteRef }
  /** The token's session went from the site with this key to another. */
  | { readonly kind: 'siteSwitched'; readonly site: SiteRef; readonly from: string };

export interface SessionsContract {
  /** After any change to a profile or a state; `undefined` when the set of sites changed. */
  readonly onDidChange: Event<SiteRef | undefined>;
  readonly onDidNotice: Event<SessionNotice>;
  /** The site that this window is about, asked about first; `ActiveSite` keeps it. */
  active?: SiteRef | undefined;
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
  /** Tests the other secret of the site's connected app by a sign-in, and keeps it beside the first; in place of one that was refused. */
  addSecret(site: SiteRef, secret: AppSecret, signal?: AbortSignal): Promise<'kept' | 'inUse'>;
  /** Signs in with the second secret, and only then puts it first; the former first one is kept as the second. */
  switchSecret(site: SiteRef, signal?: AbortSignal): Promise<void>;
  /** Signs in to another site of a server with the credentials of a remembered one, and remembers it too. */
  signInLike(known: SiteRef, site: SiteRef, signal?: AbortSignal): Promise<SignedIn>;
  /** Ends the session on the server (best effort) and keeps the site and its credentials; nothing signs in until `resume`. */
  signOut(site: SiteRef): Promise<void>;
  /** Signs out and forgets the site, its credentials and its session. */
  remove(site: SiteRef): Promise<void>;
  /** Removes every site, and the secrets of those that other profiles of VS Code remember. */
  forgetAll(): Promise<Forgotten>;
  /** A client whose calls sign in when they must. Loads the client's bundle; asks nothing of the network. */
  client(site: SiteRef): Promise<TableauClient>;
}
