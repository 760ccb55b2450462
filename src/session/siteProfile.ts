/** A site as we remember it, without secrets, and what we know of its session. */
import type { SignInMethod } from '../tableau/credentials';
import type { TableauError } from '../tableau/errors';
import type { SiteRef } from '../tableau/model';

/** Kept in `globalState`. */
export interface SiteProfile {
  readonly site: SiteRef;
  readonly method: SignInMethod;
  /** The token's name, the user name, or the connected app's user: for showing. */
  readonly account: string;
  /** The user in whose name a server administrator is signed in. */
  readonly as?: string;
  /** A connected app's other secret, by its ID, which is not secret. */
  readonly secondSecretId?: string;
  /** Where the JWTs come from that somebody else signs. */
  readonly jwtFrom?: 'command' | 'pasted';
  readonly siteName?: string;
  readonly userName?: string;
  readonly siteRole?: string;
  /** Origins under which browsers know this site (custom domains, internal names), besides `site.server`. */
  readonly aliases?: readonly string[];
  /** When the personal access token ends, and when it was used last, by this computer's clock. */
  readonly tokenEnds?: number;
  readonly usedAt?: number;
  /** True after Sign Out: no sign-in by machine until the user signs in again. */
  readonly signedOut?: boolean;
}

/** What a profile says of the credentials; it changes as a whole. */
export type CredentialsProfile = Pick<
  SiteProfile,
  'method' | 'account' | 'as' | 'secondSecretId' | 'jwtFrom'
>;

/** The token that opened the session was pasted for it alone: only the user can bring another. */
export function isJwtPasted(state: SiteState): boolean {
  return state.status === 'jwtNeeded' && state.error.code === 'JWT_PASTED';
}

/** What is known of a remembered site's session just now. */
export type SiteState =
  /** Remembered; nothing was asked of the server yet in this window. */
  | { readonly status: 'idle' }
  | { readonly status: 'signingIn' }
  | { readonly status: 'signedIn' }
  | { readonly status: 'signedOut' }
  | { readonly status: 'offline'; readonly error: TableauError }
  /** Refused (401001): not tried again until the credentials change. */
  | { readonly status: 'refused'; readonly error: TableauError }
  /** There is no JWT to sign in with: it was pasted for one session, or the user's command failed. Asked for by the user only. */
  | { readonly status: 'jwtNeeded'; readonly error: TableauError }
  /** Something else keeps ending the session of this token: nobody signs in by machine until the user takes it back. */
  | { readonly status: 'contested'; readonly error: TableauError }
  /** The secret is gone from secret storage. */
  | { readonly status: 'secretMissing' };
