/** One `SiteContent` for each site, made when it is first asked for. */
import type { Disposable } from '../base/emitter';
import type { TableauClient } from '../tableau/client';
import { siteKey, type SiteRef } from '../tableau/model';
import type { SiteContent } from './siteContent';

export class SiteContents implements Disposable {
  readonly #clientFor: (site: SiteRef) => Promise<TableauClient>;
  readonly #sites = new Map<string, SiteContent>();

  constructor(clientFor: (site: SiteRef) => Promise<TableauClient>) {
    this.#clientFor = clientFor;
  }

  of(site: SiteRef): SiteContent {
    const key = siteKey(site);
    const known = this.#sites.get(key);
    if (known !== undefined) return known;
    const { SiteContent: Made } = siteContent();
    const made = new Made(site, () => this.#clientFor(site));
    this.#sites.set(key, made);
    return made;
  }

  /** What was known of the site may be another user's, or gone. */
  forget(site: SiteRef): void {
    const key = siteKey(site);
    this.#sites.get(key)?.dispose();
    this.#sites.delete(key);
  }

  dispose(): void {
    for (const content of this.#sites.values()) content.dispose();
    this.#sites.clear();
  }
}

/** Loaded with the first site that is looked at (`dist/content.js`); at once, because who asks does not wait. */
function siteContent(): typeof import('./siteContent') {
  // oxlint-disable-next-line typescript/no-require-imports -- `import()` would have everybody wait
  return require('./siteContent') as typeof import('./siteContent');
}
