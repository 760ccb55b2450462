/** Which sites' own job lists are shown, and when they are asked for: once a minute, and only while somebody looks. */
import type { Clock } from '../../base/clock';
import type { JobList, SiteJobs } from '../../jobs/siteJobs';
import { maxListed } from '../../jobs/siteJobs';
import type { SessionsContract, SiteEntry } from '../../session/sessionsContract';
import { isAbort } from '../../tableau/errors';
import { siteKey, type SiteRef } from '../../tableau/model';
import { shownForMs } from './jobRows';

/** `site`: all jobs of the site. `own`: what Vizport started or follows. */
export type Scope = 'site' | 'own';

export interface ListedSitesParts {
  readonly siteJobs: SiteJobs;
  readonly sessions: SessionsContract;
  readonly clock: Clock;
  report(error: unknown): Promise<void>;
}

const everyMs = 60_000;

export class ListedSites {
  readonly #parts: ListedSitesParts;
  readonly #isLookedAt: () => boolean;
  readonly #changed: () => void;
  readonly #errors = new Map<string, unknown>();
  /** Of sites that have not told it at the sign-in. */
  readonly #roles = new Map<string, string>();
  readonly #disposed = new AbortController();
  readonly #listening: { dispose(): void };
  #isGoing = false;

  constructor(parts: ListedSitesParts, isLookedAt: () => boolean, changed: () => void) {
    this.#parts = parts;
    this.#isLookedAt = isLookedAt;
    this.#changed = changed;
    // A site that is signed in now may be asked at once.
    this.#listening = parts.sessions.onDidChange(() => {
      if (isLookedAt()) this.#detached(this.#askAll(everyMs));
    });
  }

  scope(site: SiteRef): Scope {
    const { siteJobs } = this.#parts;
    const role = this.#role(site);
    if (role !== undefined) return isAdministrator(role) ? 'site' : 'own';
    // Nobody told the role: whoever may read the list sees it.
    const list = siteJobs.known(site);
    return list !== undefined && list.refused !== true ? 'site' : 'own';
  }

  /** The site's list as it is known, where this user sees it. */
  list(site: SiteRef): JobList | undefined {
    const list = this.#parts.siteJobs.known(site);
    return this.scope(site) === 'site' && list?.refused !== true ? list : undefined;
  }

  isCut(site: SiteRef): boolean {
    return (this.list(site)?.jobs.length ?? 0) >= maxListed;
  }

  error(site: SiteRef): unknown {
    return this.#errors.get(siteKey(site));
  }

  /** Somebody looks: goes on until nobody does. */
  look(): void {
    if (this.#isGoing) return;
    this.#isGoing = true;
    this.#detached(this.#goOn().finally(() => (this.#isGoing = false)));
  }

  async refresh(): Promise<void> {
    await this.#askAll(1000);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
  }

  async #goOn(): Promise<void> {
    const { signal } = this.#disposed;
    while (this.#isLookedAt() && !signal.aborted) {
      await this.#askAll(everyMs);
      await this.#parts.clock.delay(everyMs, signal);
    }
  }

  async #askAll(maxAgeMs: number): Promise<void> {
    const sites = this.#parts.sessions.list().filter(isWorthAsking);
    await Promise.all(sites.map(({ profile }) => this.#ask(profile.site, maxAgeMs)));
  }

  async #ask(site: SiteRef, maxAgeMs: number): Promise<void> {
    const key = siteKey(site);
    try {
      if (!(await this.#mayRead(site))) return;
      await this.#parts.siteJobs.list(
        site,
        { reachMs: shownForMs, maxAgeMs },
        this.#disposed.signal,
      );
      if (this.#errors.delete(key)) this.#changed();
    } catch (error) {
      if (isAbort(error)) return;
      this.#errors.set(key, error);
      this.#changed();
    }
  }

  /** A list that this user may not read is not asked for; where nobody tells the role, asking tells. */
  async #mayRead(site: SiteRef): Promise<boolean> {
    if (this.#role(site) === undefined) {
      const client = await this.#parts.sessions.client(site);
      const { siteRole } = await client.whoAmI(this.#disposed.signal);
      if (siteRole !== undefined) this.#roles.set(siteKey(site), siteRole);
    }
    const role = this.#role(site);
    return role === undefined || isAdministrator(role);
  }

  #role(site: SiteRef): string | undefined {
    return this.#parts.sessions.find(site)?.profile.siteRole ?? this.#roles.get(siteKey(site));
  }

  #detached(work: Promise<void>): void {
    work.catch((error: unknown) => (isAbort(error) ? undefined : this.#parts.report(error)));
  }
}

/** No site is signed in to because a view is open. */
function isWorthAsking({ state }: SiteEntry): boolean {
  return state.status === 'signedIn' || state.status === 'offline';
}

function isAdministrator(role: string): boolean {
  return /administrator/iu.test(role);
}
