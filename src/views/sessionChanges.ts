/** What a change of the sessions means for what was loaded of the sites. */
import type { SessionsContract, SiteEntry } from '../session/sessionsContract';
import { siteKey, type SiteRef } from '../tableau/model';
import { blockedBy } from './childRows';

export type SessionChange =
  /** What was loaded may be another user's, or nobody may see it now. */
  | 'forget'
  /** The server can be reached again: what failed may be asked for again. */
  | 'retry';

export interface SiteChange {
  readonly site: SiteRef;
  readonly change: SessionChange | undefined;
  /** The site's own row looks different; most changes of a session are not seen. */
  readonly looks: boolean;
}

export class SessionChanges {
  readonly #seen = new Map<string, Seen>();

  constructor(private readonly sessions: SessionsContract) {
    for (const entry of sessions.list()) this.#seen.set(siteKey(entry.profile.site), seen(entry));
  }

  /** What has changed since the last call; `undefined` looks at all sites, and at those that are gone. */
  take(site: SiteRef | undefined): readonly SiteChange[] {
    const sites =
      site === undefined
        ? [...this.#seen.values(), ...this.sessions.list().map(seen)].map((one) => one.site)
        : [site];
    const distinct = new Map(sites.map((one) => [siteKey(one), one]));
    return [...distinct].map(([key, one]) => {
      const before = this.#seen.get(key);
      const entry = this.sessions.find(one);
      const now = entry && seen(entry);
      if (now === undefined) this.#seen.delete(key);
      else this.#seen.set(key, now);
      const looks = before?.looks !== now?.looks;
      return { site: one, change: changeBetween(before, now), looks };
    });
  }
}

interface Seen {
  readonly site: SiteRef;
  readonly user: string;
  readonly blocked: string | undefined;
  readonly signedIn: boolean;
  /** Equal when the site's row is. */
  readonly looks: string;
}

function seen({ profile, state }: SiteEntry): Seen {
  return {
    site: profile.site,
    user: JSON.stringify([profile.method, profile.account]),
    blocked: blockedBy(state),
    signedIn: state.status === 'signedIn',
    looks: JSON.stringify([
      profile,
      state.status === 'idle' ? 'signedIn' : state.status,
      'error' in state ? [state.error.kind, state.error.message] : [],
    ]),
  };
}

function changeBetween(before: Seen | undefined, now: Seen | undefined): SessionChange | undefined {
  if (before?.user !== now?.user || before?.blocked !== now?.blocked) return 'forget';
  return before?.signedIn !== true && now?.signedIn === true ? 'retry' : undefined;
}
