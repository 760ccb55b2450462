/** The remembered sites, kept in `globalState`: no secrets in here. */
import { isSignInMethod } from '../tableau/credentials';
import { siteKey, type SiteRef } from '../tableau/model';
import type { Memory } from './ports';
import type { SiteProfile } from './siteProfile';

const memoryKey = 'vizport.sites';

/** Reads before each write, because every window writes the same list. */
export class SiteProfiles {
  readonly #memory: Memory;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** In the order they were added. What an older or newer Vizport wrote in another form is left out. */
  read(): readonly SiteProfile[] {
    const kept = this.#memory.get<unknown>(memoryKey);
    return Array.isArray(kept) ? kept.filter(isProfile) : [];
  }

  async save(profile: SiteProfile): Promise<void> {
    const key = siteKey(profile.site);
    const kept = this.read();
    const known = kept.some((other) => siteKey(other.site) === key);
    await this.#memory.update(
      memoryKey,
      known
        ? kept.map((other) => (siteKey(other.site) === key ? profile : other))
        : [...kept, profile],
    );
  }

  async forget(site: SiteRef): Promise<void> {
    const key = siteKey(site);
    await this.#memory.update(
      memoryKey,
      this.read().filter((other) => siteKey(other.site) !== key),
    );
  }
}

function isProfile(value: unknown): value is SiteProfile {
  if (typeof value !== 'object' || value === null) return false;
  const { site, method, account } = value as Partial<Record<keyof SiteProfile, unknown>>;
  if (typeof site !== 'object' || site === null) return false;
  const { server, contentUrl } = site as Partial<Record<keyof SiteRef, unknown>>;
  return (
    typeof server === 'string' &&
    URL.canParse(server) &&
    typeof contentUrl === 'string' &&
    typeof account === 'string' &&
    isSignInMethod(method)
  );
}
