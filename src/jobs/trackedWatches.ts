/** The watches that this window knows: its own and those of others, those it watches and those it only reads about. */
import type { Clock } from '../base/clock';
import type { Folder } from '../base/folder';
import type { Leases } from '../base/leaseContract';
import type { Log } from '../base/log';
import type { TableauClient } from '../tableau/client';
import { siteKey, type Luid, type SiteRef } from '../tableau/model';
import type { CallBudget } from './callBudget';
import { JobWatch, type JobWatchParts } from './jobWatch';
import { listedJob } from './listedJob';
import type { ServerReach } from './serverReach';
import type { SiteJobs } from './siteJobs';
import { SiteRuns } from './siteRuns';
import { SiteTurns } from './siteTurns';
import { outlived } from './watchLimits';
import type { WatchRecord } from './watchRecord';
import { WatchStore, type Mark, type StoredWatch } from './watchStore';

export interface TrackedWatchesParts {
  client(site: SiteRef): Promise<TableauClient>;
  readonly folder: Folder;
  readonly leases: Leases;
  readonly siteJobs: SiteJobs;
  readonly budget: CallBudget;
  readonly reach: ServerReach;
  readonly clock: Clock;
  readonly log: Log;
  /** Names this window, the same after its reload. */
  readonly window: string;
  /** In [0, 1); `Math.random` unless given. */
  readonly random?: () => number;
  changed(watch: JobWatch): void;
}

export class TrackedWatches {
  readonly #parts: TrackedWatchesParts;
  readonly #store: WatchStore;
  readonly #turns: SiteTurns;
  readonly #watches = new Map<string, JobWatch>();
  readonly #runs: SiteRuns;
  /** Of these the files were seen: without its file such a watch was removed by another window. */
  readonly #stored = new Set<string>();
  readonly #watchParts: JobWatchParts;
  readonly #disposed = new AbortController();

  constructor(parts: TrackedWatchesParts) {
    this.#parts = parts;
    this.#store = new WatchStore(parts.folder);
    const { clock, log, reach, budget, random = Math.random } = parts;
    this.#watchParts = {
      client: (site) => this.client(site),
      clock,
      log,
      reach,
      random,
      stretch: (site) => budget.stretch(site),
      followed: (asking) => this.#toldJobs(asking),
      listed: (watch, maxAgeMs, signal) => {
        const open = this.#open(watch.record.target.ref.site).map(({ record }) => record);
        return listedJob(parts, open, watch.record, maxAgeMs, signal);
      },
      changed: (watch) => this.#onChange(watch),
    };
    this.#runs = new SiteRuns(clock, log);
    this.#turns = new SiteTurns({
      leases: parts.leases,
      clock,
      log,
      isNeeded: (site) => this.#open(site).length > 0,
      watch: async (site, signal) => {
        await this.lookAtOthers();
        await this.#runs.watch(() => this.#open(site), signal);
      },
      lookAtOthers: () => this.lookAtOthers(),
    });
    this.#store.onDidChange(({ id, what }) => {
      // What is written here is known here; only its number may come from elsewhere.
      if (id !== undefined && what === 'record' && this.#isKnown(id)) return;
      this.#sync(id).catch((error: unknown) => this.#warn('read', error));
    });
  }

  client(site: SiteRef): Promise<TableauClient> {
    return this.#parts.client(site);
  }

  all(): readonly JobWatch[] {
    return [...this.#watches.values()].sort((a, b) => a.record.startedAt - b.record.startedAt);
  }

  /** Undefined when its site was forgotten meanwhile. */
  find(id: string): JobWatch | undefined {
    return this.#watches.get(id);
  }

  get(id: string): JobWatch {
    const watch = this.#watches.get(id);
    if (watch === undefined) throw new Error(`There is no watch ${id}`);
    return watch;
  }

  /** A watch that is being started here. */
  add(record: WatchRecord): JobWatch {
    const watch = new JobWatch(record, this.#watchParts);
    this.#watches.set(record.id, watch);
    this.#runs.starting(record.id);
    this.#onChange(watch);
    return watch;
  }

  async remove({ record: { id } }: JobWatch): Promise<void> {
    this.#drop(id);
    await this.#store.remove(id);
  }

  /** What is known of it here is the newest that is known. */
  isOurs({ record: { id } }: JobWatch): boolean {
    return this.#runs.isStarting(id) || this.#runs.isRunning(id);
  }

  /** The start is over: whichever window's turn it is watches it now. */
  join(site: SiteRef): void {
    for (const watch of this.#open(site))
      if (watch.record.starting !== true) this.#runs.started(watch.record.id);
    this.#turns.join(site);
    this.#runs.tellNews();
  }

  async mark(watch: JobWatch, mark: Mark): Promise<boolean> {
    const isFirst = await this.#store.mark(watch.record.id, mark);
    this.#remark(watch, new Set([...watch.marks, mark]));
    return isFirst;
  }

  async unmark(watch: JobWatch, mark: Mark): Promise<void> {
    await this.#store.unmark(watch.record.id, mark);
    this.#remark(watch, new Set([...watch.marks].filter((one) => one !== mark)));
  }

  async resume(): Promise<void> {
    await this.lookAtOthers();
    for (const watch of outlived(this.all(), this.#parts.clock.now())) await this.remove(watch);
  }

  /** The site is no longer remembered: nothing of it is. */
  async forget(site: SiteRef): Promise<void> {
    const key = siteKey(site);
    for (const watch of this.all())
      if (siteKey(watch.record.target.ref.site) === key) await this.remove(watch);
  }

  async lookAtOthers(): Promise<void> {
    await this.#sync(undefined);
  }

  dispose(): void {
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
    this.#turns.dispose();
    this.#store.dispose();
  }

  #open(site: SiteRef): readonly JobWatch[] {
    const key = siteKey(site);
    return [...this.#watches.values()].filter(
      ({ record }) => record.outcome === undefined && siteKey(record.target.ref.site) === key,
    );
  }

  #isKnown(id: string): boolean {
    const watch = this.#watches.get(id);
    return watch !== undefined && this.isOurs(watch) && watch.record.jobLuid !== undefined;
  }

  #onChange(watch: JobWatch): void {
    const { id } = watch.record;
    if (this.#disposed.signal.aborted || !this.#watches.has(id)) return;
    this.#store.write(watch.record).catch((error: unknown) => {
      // Watching goes on; only a reload would lose it.
      this.#warn('remembered', error);
    });
    this.#parts.changed(watch);
  }

  #remark(watch: JobWatch, marks: ReadonlySet<Mark>): void {
    if (watch.remark(marks)) this.#parts.changed(watch);
  }

  async #sync(id: string | undefined): Promise<void> {
    const found = id === undefined ? await this.#store.all() : [await this.#store.one(id)];
    if (this.#disposed.signal.aborted) return;
    const stored = found.filter((one) => one !== undefined);
    const there = new Set(stored.map(({ record }) => record.id));
    for (const known of id === undefined ? [...this.#watches.keys()] : [id])
      if (!there.has(known) && this.#stored.has(known) && !this.#runs.isRunning(known))
        this.#drop(known);
    for (const one of stored) this.#take(one);
    this.#runs.tellNews();
  }

  #take({ record, marks }: StoredWatch): void {
    this.#stored.add(record.id);
    const known = this.#watches.get(record.id);
    if (known === undefined) {
      const watch = new JobWatch(record, this.#watchParts);
      watch.remark(marks);
      this.#watches.set(record.id, watch);
      this.#parts.changed(watch);
    } else if (this.isOurs(known)) {
      this.#remark(known, marks);
      this.#learnStart(known, record);
    } else if (known.mirror(record, marks)) this.#parts.changed(known);
    if (record.outcome === undefined) this.#turns.join(record.target.ref.site);
  }

  /** The window that sent the start got its answer after all. */
  #learnStart(watch: JobWatch, { jobLuid, createdAt, flowRunLuid }: WatchRecord): void {
    if (jobLuid === undefined || watch.record.jobLuid !== undefined) return;
    watch.update({
      mode: 'job',
      lost: false,
      jobLuid,
      ...(createdAt !== undefined && { createdAt }),
      ...(flowRunLuid !== undefined && { flowRunLuid }),
    });
  }

  #drop(id: string): void {
    const watch = this.#watches.get(id);
    watch?.forget();
    this.#watches.delete(id);
    this.#stored.delete(id);
    this.#runs.started(id);
    // A start that was refused is in no list any more, and who counts what is under way must hear of it.
    if (watch !== undefined && watch.record.outcome === undefined) this.#parts.changed(watch);
  }

  #toldJobs(asking: JobWatch): ReadonlySet<Luid> {
    const luids = [...this.#watches.values()]
      .filter((other) => other !== asking && other.record.outcome !== undefined)
      .map((other) => other.record.jobLuid);
    return new Set(luids.filter((luid) => luid !== undefined));
  }

  #warn(what: string, error: unknown): void {
    this.#parts.log.warn(`Watches cannot be ${what}: ${String(error)}`);
  }
}
