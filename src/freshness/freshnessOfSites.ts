/** One `SiteFreshness` for each site, made when somebody looks; learns from refreshes that end. */
import type { Clock } from '../base/clock';
import { Disposables } from '../base/disposables';
import { Emitter, type Disposable } from '../base/emitter';
import type { TableauClient } from '../tableau/client';
import { siteKey, type SiteRef } from '../tableau/model';
import { SiteFreshness } from './siteFreshness';

export class FreshnessOfSites implements Disposable {
  readonly #sites = new Map<string, SiteFreshness>();
  readonly #owned = new Disposables();
  readonly #changed = this.#owned.add(new Emitter<SiteRef>());
  /** Fires with the site about which something else is known now. */
  readonly onDidChange = this.#changed.event;

  constructor(
    private readonly clientFor: (site: SiteRef) => Promise<TableauClient>,
    private readonly clock: Clock,
  ) {}

  of(site: SiteRef): SiteFreshness {
    const key = siteKey(site);
    const known = this.#sites.get(key);
    if (known !== undefined) return known;
    const made = new SiteFreshness(() => this.clientFor(site), this.clock);
    this.#sites.set(key, made);
    made.onDidChange(() => this.#changed.fire(site));
    return made;
  }

  /** What was told may be another user's, or gone. */
  forget(site: SiteRef): void {
    this.#sites.get(siteKey(site))?.forget();
  }

  dispose(): void {
    for (const site of this.#sites.values()) site.dispose();
    this.#owned.dispose();
  }
}
