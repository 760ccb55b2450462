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
  readonly siteName?: string;
  readonly userName?: string;
  readonly siteRole?: string;
  /** Origins under which browsers know this site (custom domains, internal names), besides `site.server`. */
  readonly aliases?: readonly string[];
  /** True after Sign Out: no sign-in by machine until the user signs in again. */
  readonly signedOut?: boolean;
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
  /** The secret is gone from secret storage. */
  | { readonly status: 'secretMissing' };
