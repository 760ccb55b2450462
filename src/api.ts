/** What `activate` returns, and to whom: nothing to other extensions, except while Vizport is being developed. */
import type { Credentials } from './tableau/credentials';

/** Exists only in `ExtensionMode.Development`: the demo's second extension signs in through it, as a test may. */
export interface DevelopmentApi {
  /** Signs in and remembers the site, as the Sign In command does. @throws TableauError */
  addSite(
    site: { readonly server: string; readonly contentUrl: string },
    credentials: Credentials,
  ): Promise<void>;
}
