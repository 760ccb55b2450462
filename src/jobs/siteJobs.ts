/** A site's job list, asked for by one window and read by all: for the progress of many jobs, and for the Jobs view. */
import { createHash } from 'node:crypto';
import type { Clock } from '../base/clock';
import { Emitter } from '../base/emitter';
import type { Folder } from '../base/folder';
import type { Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import { SingleFlight } from '../base/singleFlight';
import type { TableauClient } from '../tableau/client';
import { siteKey, type Job, type SiteRef } from '../tableau/model';
import { isRefused } from './extractTime';

/** More than a screen can hold, and one request. */
export const maxListed = 1000;
/** Who was refused the list is not an administrator a minute later. */
const refusedForMs = 3_600_000;
const minute = 60_000;

export interface JobList {
  /** By our clock. */
  readonly at: number;
  /** The list holds what was created at or after this, by the server's clock. */
  readonly from: number;
  /** How far the server's clock was ahead of ours. */
  readonly offsetMs?: number;
  /** Newest first; at most `maxListed`. */
  readonly jobs: readonly Job[];
  /** This account may not list jobs. */
  readonly refused?: boolean;
}

export interface SiteJobsParts {
  client(site: SiteRef): Promise<TableauClient>;
  /** Who is signed in to the site: another account sees other jobs. */
  account(site: SiteRef): string | undefined;
  /** Shared by all windows. */
  readonly folder: Folder;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly log: Log;
}

export class SiteJobs {
  readonly #parts: SiteJobsParts;
  readonly #known = new Map<string, JobList>();
  /** The widest range that was asked for lately, so that one list serves the view and the watches. */
  readonly #wide = new Map<string, { readonly reach: number; readonly at: number }>();
  readonly #flights = new SingleFlight<string, JobList>();
  readonly #changed = new Emitter<SiteRef>();

  readonly onDidChange = this.#changed.event;

  constructor(parts: SiteJobsParts) {
    this.#parts = parts;
  }

  /** What is known, however old. */
  known(site: SiteRef): JobList | undefined {
    return this.#known.get(this.#key(site));
  }

  /** A list that goes back so far and is no older than that. @throws TableauError when it cannot be had, but not when it is refused. */
  async list(
    site: SiteRef,
    { reachMs, maxAgeMs }: { readonly reachMs: number; readonly maxAgeMs: number },
    signal?: AbortSignal,
  ): Promise<JobList> {
    const key = this.#key(site);
    const now = this.#parts.clock.now();
    const wide = this.#wide.get(key);
    const reach = Math.max(
      reachMs,
      wide !== undefined && now - wide.at < 2 * minute ? wide.reach : 0,
    );
    if (wide === undefined || reachMs >= wide.reach || now - wide.at >= 2 * minute)
      this.#wide.set(key, { reach: reachMs, at: now });
    const fits = (list: JobList | undefined): list is JobList =>
      list !== undefined && this.#fits(list, reachMs, maxAgeMs);
    const known = this.#known.get(key);
    if (fits(known)) return known;
    return this.#flights.run(key, (flight) => this.#shared(site, key, fits, reach, flight), signal);
  }

  /** The site is no longer remembered, by whichever account. */
  async forget(site: SiteRef): Promise<void> {
    const own = `${siteKey(site)} `;
    for (const key of [...this.#known.keys()].filter((one) => one.startsWith(own)))
      this.#known.delete(key);
    // Also what an earlier day or another window wrote, which this one has never read.
    const { folder } = this.#parts;
    const files = (await folder.list()).filter((name) => name.startsWith(beginningOf(site)));
    for (const name of files) await folder.remove(name);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #fits(list: JobList, reachMs: number, maxAgeMs: number): boolean {
    const age = this.#parts.clock.now() - list.at;
    if (list.refused === true) return age < refusedForMs;
    return age < maxAgeMs && list.from <= list.at - reachMs + minute;
  }

  /** Another window may have asked in the meantime. */
  #shared(
    site: SiteRef,
    key: string,
    fits: (list: JobList | undefined) => list is JobList,
    reach: number,
    signal: AbortSignal,
  ): Promise<JobList> {
    const { folder, leases } = this.#parts;
    const file = `${beginningOf(site)}${short(key)}.list.json`;
    return leases.withLease(
      `job list ${siteKey(site)}`,
      async () => {
        const others = parsed(await folder.read(file));
        if (fits(others)) return this.#keep(site, key, others);
        const list = await this.#ask(site, reach, signal);
        await folder.write(file, JSON.stringify(list));
        return this.#keep(site, key, list);
      },
      signal,
    );
  }

  async #ask(site: SiteRef, reach: number, signal: AbortSignal): Promise<JobList> {
    const client = await this.#parts.client(site);
    const at = this.#parts.clock.now();
    const from = (client.serverNow() ?? at) - reach;
    try {
      const createdAfter = new Date(from).toISOString();
      const jobs = await client.jobs.list({ createdAfter, limit: maxListed }, signal);
      const now = client.serverNow();
      const offset = now === undefined ? {} : { offsetMs: now - this.#parts.clock.now() };
      return { at, from: at - reach, ...offset, jobs };
    } catch (error) {
      if (!isRefused(error)) throw error;
      this.#parts.log.debug(`Jobs may not be listed: ${String(error)}`);
      return { at, from: at - reach, jobs: [], refused: true };
    }
  }

  #keep(site: SiteRef, key: string, list: JobList): JobList {
    this.#known.set(key, list);
    this.#changed.fire(site);
    return list;
  }

  #key(site: SiteRef): string {
    return `${siteKey(site)} ${this.#parts.account(site) ?? ''}`;
  }
}

/** The names of all lists of a site begin so, whichever account they are of. */
function beginningOf(site: SiteRef): string {
  return `${short(siteKey(site))}-`;
}

function short(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

function parsed(text: string | undefined): JobList | undefined {
  if (text === undefined) return undefined;
  try {
    const value = JSON.parse(text) as Partial<JobList> | null;
    return typeof value?.at === 'number' &&
      typeof value.from === 'number' &&
      Array.isArray(value.jobs)
      ? (value as JobList)
      : undefined;
  } catch {
    // Another version's, or half a file: as if it were not there.
    return undefined;
  }
}
