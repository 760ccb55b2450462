/**
 * How many job queries and cancels this computer's windows sent to each site in the last day. Tableau Cloud is reported to allow
 * 20,000 a day to a whole site (field guide §0.2.3): we keep to a part of it, and ask more rarely the less of it is left.
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '../base/clock';
import type { Folder } from '../base/folder';
import type { Log } from '../base/log';
import { siteKey, type SiteRef } from '../tableau/model';

export const callsPerDay = 5_000;

const hour = 3_600_000;
const othersKeptMs = 60_000;
const ending = '.calls.json';

/** By site key, then by hour since 1970. */
type Counts = Record<string, Record<string, number>>;

export class CallBudget {
  readonly #folder: Folder;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #file = `${randomUUID()}${ending}`;
  readonly #own: Counts = {};
  #others: readonly Counts[] = [];
  #othersReadAt = -Infinity;
  #isWriting = false;
  #isDirty = false;

  constructor(folder: Folder, clock: Clock, log: Log) {
    this.#folder = folder;
    this.#clock = clock;
    this.#log = log;
  }

  count(site: SiteRef): void {
    const hours = (this.#own[siteKey(site)] ??= {});
    const now = String(Math.floor(this.#clock.now() / hour));
    hours[now] = (hours[now] ?? 0) + 1;
    this.#isDirty = true;
    if (!this.#isWriting) void this.#write();
  }

  /** Of all windows, in the last 24 hours. */
  async spent(site: SiteRef): Promise<number> {
    if (this.#clock.now() - this.#othersReadAt > othersKeptMs) await this.#readOthers();
    return this.#spentNow(site);
  }

  async today(site: SiteRef): Promise<{ readonly spent: number; readonly allowed: number }> {
    return { spent: await this.spent(site), allowed: callsPerDay };
  }

  /** By how much to wait longer than usual: 1 while more than half of the budget is left. */
  stretch(site: SiteRef): number {
    const part = this.#spentNow(site) / callsPerDay;
    if (part < 0.5) return 1;
    if (part < 0.8) return 2;
    return part < 1 ? 4 : 30;
  }

  #spentNow(site: SiteRef): number {
    const from = Math.floor(this.#clock.now() / hour) - 23;
    return [this.#own, ...this.#others]
      .flatMap((counts) => Object.entries(counts[siteKey(site)] ?? {}))
      .filter(([at]) => Number(at) >= from)
      .reduce((sum, [, count]) => sum + count, 0);
  }

  async #readOthers(): Promise<void> {
    this.#othersReadAt = this.#clock.now();
    const from = Math.floor(this.#clock.now() / hour) - 23;
    const others: Counts[] = [];
    for (const name of await this.#folder.list()) {
      if (!name.endsWith(ending) || name === this.#file) continue;
      const counts = parsed(await this.#folder.read(name));
      const isOld = Object.values(counts).every((hours) =>
        Object.keys(hours).every((at) => Number(at) < from),
      );
      if (isOld) await this.#folder.remove(name);
      else others.push(counts);
    }
    this.#others = others;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    try {
      if (this.#clock.now() - this.#othersReadAt > othersKeptMs) await this.#readOthers();
      while (this.#isDirty) {
        this.#isDirty = false;
        await this.#folder.write(this.#file, JSON.stringify(this.#own));
      }
    } catch (error) {
      this.#log.debug(`The count of job queries was not kept: ${String(error)}`);
    } finally {
      this.#isWriting = false;
    }
  }
}

function parsed(text: string | undefined): Counts {
  try {
    const value: unknown = JSON.parse(text ?? '{}');
    return typeof value === 'object' && value !== null ? (value as Counts) : {};
  } catch {
    // Half a file: it counts for nothing, and is removed as old.
    return {};
  }
}
