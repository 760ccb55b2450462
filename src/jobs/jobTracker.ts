/** Starts refreshes and flow runs, and watches each to its true end, also over a reload. */
import type { Clock } from '../base/clock';
import { Emitter } from '../base/emitter';
import type { Log } from '../base/log';
import type { TableauClient } from '../tableau/client';
import { isTableauError, TableauError } from '../tableau/errors';
import type { Luid, SiteRef } from '../tableau/model';
import type { JobsContract, Watch, WatchTarget } from './jobsContract';
import { JobWatch } from './jobWatch';
import { extractTime } from './lookAtExtract';
import { isSame, newRecord, postStart } from './startJob';
import { StoredWatches, type Memory } from './storedWatches';
import type { WatchRecord } from './watchRecord';

export interface JobTrackerPorts {
  client(site: SiteRef): Promise<TableauClient>;
  readonly memory: Memory;
  readonly clock: Clock;
  readonly log: Log;
  /** In [0, 1); `Math.random` unless given. */
  readonly random?: () => number;
}

/** Watches that have ended stay for their details and Check Again, up to this many. */
const maxEnded = 50;

export class JobTracker implements JobsContract {
  readonly #ports: JobTrackerPorts;
  readonly #stored: StoredWatches;
  readonly #changed = new Emitter<Watch>();
  readonly #watches = new Map<string, JobWatch>();
  readonly #running = new Set<string>();
  readonly #disposed = new AbortController();

  readonly onDidChange = this.#changed.event;

  constructor(ports: JobTrackerPorts) {
    this.#ports = ports;
    this.#stored = new StoredWatches(ports.memory);
  }

  list(): readonly Watch[] {
    return [...this.#watches.values()].map((watch) => watch.watch);
  }

  async start(target: WatchTarget, signal?: AbortSignal): Promise<Watch> {
    const client = await this.#ports.client(target.ref.site);
    signal?.throwIfAborted();
    const watch = this.#add(newRecord(target, this.#ports.clock.now()), { starting: true });
    // Read beside the POST instead of before it: that costs no time, and a refresh that is over before this is read
    // only makes us say "unknown". It is the sole proof later, if the job may not be read.
    void this.#readBefore(client, watch);
    try {
      // Without the caller's signal: a start that was sent cannot be taken back by not listening to its answer.
      const job = await postStart(client, target);
      const { createdAt } = job;
      watch.started(
        { mode: 'job', lost: false, jobLuid: job.luid, ...(createdAt && { createdAt }) },
        job,
      );
    } catch (error) {
      if (isTableauError(error, 'answerLost')) watch.started({ lost: true });
      else if (isTableauError(error, 'alreadyQueued')) {
        const own = this.#unfinishedTwin(watch);
        if (own !== undefined) {
          this.#forget(watch);
          return own.watch;
        }
        watch.started({ adopted: true, lost: false });
      } else {
        this.#forget(watch);
        throw error;
      }
    }
    this.#run(watch);
    return watch.watch;
  }

  async ended(id: string, signal?: AbortSignal): Promise<Watch> {
    const watch = this.#get(id);
    if (watch.record.outcome !== undefined) return watch.watch;
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const stop = (settle: () => void): void => {
        listening.dispose();
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const onAbort = (): void => stop(() => reject(signal?.reason as Error));
      const listening = this.onDidChange((changed) => {
        if (changed.id === id && changed.outcome !== undefined) stop(() => resolve(changed));
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  async cancel(id: string): Promise<void> {
    const watch = this.#get(id);
    const { outcome, jobLuid, target } = watch.record;
    if (outcome !== undefined) return;
    if (jobLuid === undefined) throw new TableauError('notFound', { code: 'JOB_UNKNOWN' });
    watch.update({ cancelling: true });
    try {
      const client = await this.#ports.client(target.ref.site);
      await client.jobs.cancel(jobLuid);
    } catch (error) {
      // Complete before the request came: the watch is about to see it. A lost answer may have cancelled it.
      const isOver = isTableauError(error) && error.code === '403091';
      if (!isOver && !isTableauError(error, 'answerLost')) {
        if (watch.record.outcome === undefined) watch.update({ cancelling: false });
        throw error;
      }
    }
    watch.wake();
  }

  async checkAgain(id: string, signal?: AbortSignal): Promise<Watch> {
    const watch = this.#get(id);
    if (watch.record.outcome?.status === 'unknown') await watch.lookAgain(signal);
    if (watch.record.outcome === undefined) this.#run(watch);
    return watch.watch;
  }

  resume(): void {
    for (const record of this.#stored.read()) {
      if (this.#watches.has(record.id)) continue;
      this.#run(this.#add(record, { starting: false }));
    }
  }

  dispose(): void {
    this.#disposed.abort();
    this.#changed.dispose();
  }

  #add(record: WatchRecord, state: { readonly starting: boolean }): JobWatch {
    const { client, clock, log, random = Math.random } = this.#ports;
    const watch = new JobWatch(
      record,
      {
        client,
        clock,
        log,
        random,
        followed: (asking) => this.#toldJobs(asking),
        changed: (changed) => this.#onChange(changed),
      },
      state,
    );
    this.#watches.set(record.id, watch);
    this.#onChange(watch);
    return watch;
  }

  #run(watch: JobWatch): void {
    const { id } = watch.record;
    if (this.#running.has(id)) return;
    this.#running.add(id);
    watch
      .run(this.#disposed.signal)
      .catch((error: unknown) => {
        // A defect of ours, since the watch deals with Tableau's errors itself; nobody waits here who could be told.
        this.#ports.log.error(`A watch stopped: ${String(error)}`);
      })
      .finally(() => this.#running.delete(id));
  }

  #onChange(watch: JobWatch): void {
    if (this.#disposed.signal.aborted || !this.#watches.has(watch.record.id)) return;
    this.#persist();
    this.#changed.fire(watch.watch);
  }

  #forget(watch: JobWatch): void {
    this.#watches.delete(watch.record.id);
    this.#persist();
  }

  #persist(): void {
    const all = [...this.#watches.values()];
    const ended = all.filter((watch) => watch.record.outcome !== undefined);
    for (const old of ended.slice(0, Math.max(0, ended.length - maxEnded)))
      this.#watches.delete(old.record.id);
    const open = all.filter((watch) => watch.record.outcome === undefined);
    this.#stored.write(open.map((watch) => watch.record)).catch((error: unknown) => {
      // Watching goes on; only a reload would lose it.
      this.#ports.log.warn(`Watches cannot be remembered: ${String(error)}`);
    });
  }

  async #readBefore(client: TableauClient, watch: JobWatch): Promise<void> {
    try {
      const time = await extractTime(client, watch.record.target.ref, this.#disposed.signal);
      if (watch.record.target.ref.kind !== 'flow')
        watch.update({ before: time === undefined ? {} : { time } });
    } catch (error) {
      // Then the extract's time proves nothing, unless the job's creation is known.
      this.#ports.log.debug(`The extract's time was not read: ${String(error)}`);
    }
  }

  #unfinishedTwin(watch: JobWatch): JobWatch | undefined {
    return [...this.#watches.values()].find(
      (other) =>
        other !== watch &&
        other.record.outcome === undefined &&
        isSame(other.record.target.ref, watch.record.target.ref),
    );
  }

  #toldJobs(asking: JobWatch): ReadonlySet<Luid> {
    const luids = [...this.#watches.values()]
      .filter((other) => other !== asking && other.record.outcome !== undefined)
      .map((other) => other.record.jobLuid);
    return new Set(luids.filter((luid) => luid !== undefined));
  }

  #get(id: string): JobWatch {
    const watch = this.#watches.get(id);
    if (watch === undefined) throw new Error(`There is no watch ${id}`);
    return watch;
  }
}
