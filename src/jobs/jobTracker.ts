/** Starts refreshes and flow runs, and watches each to its true end, over reloads and in whichever window is open. */
import { setMaxListeners } from 'node:events';
import { Emitter } from '../base/emitter';
import type { TableauClient } from '../tableau/client';
import { isTableauError, TableauError } from '../tableau/errors';
import type { Job, SiteRef } from '../tableau/model';
import { extractTime } from './extractTime';
import type { JobsContract, Watch, WatchTarget } from './jobsContract';
import type { JobWatch } from './jobWatch';
import { findOwnJob } from './lookAtJob';
import { isSame, newRecord, postStart } from './startJob';
import { TrackedWatches, type TrackedWatchesParts } from './trackedWatches';

export interface JobTrackerPorts extends Omit<TrackedWatchesParts, 'changed'> {
  /** The account that is signed in to a site. */
  account(site: SiteRef): string | undefined;
}

export class JobTracker implements JobsContract {
  readonly #ports: JobTrackerPorts;
  readonly #changed = new Emitter<Watch>();
  readonly #watches: TrackedWatches;
  readonly #disposed = new AbortController();

  readonly onDidChange = this.#changed.event;

  constructor(ports: JobTrackerPorts) {
    this.#ports = ports;
    // Many starts listen to it at once.
    setMaxListeners(0, this.#disposed.signal);
    this.#watches = new TrackedWatches({
      ...ports,
      changed: (watch) => {
        if (!this.#disposed.signal.aborted) this.#changed.fire(this.#told(watch));
      },
    });
  }

  list(): readonly Watch[] {
    return this.#watches.all().map((watch) => this.#told(watch));
  }

  async start(target: WatchTarget, signal?: AbortSignal): Promise<Watch> {
    const { clock, window } = this.#ports;
    const client = await this.#watches.client(target.ref.site);
    signal?.throwIfAborted();
    const [after, by] = [client.serverNow(), this.#ports.account(target.ref.site)];
    const watch = this.#watches.add(
      newRecord(target, clock.now(), {
        window,
        ...(after !== undefined && { after }),
        ...(by !== undefined && { by }),
      }),
    );
    // Read beside the POST instead of before it: that costs no time, and a refresh that is over before this is read
    // only makes us say "unknown". It is the sole proof later, if the job may not be read.
    void this.#readBefore(client, watch);
    try {
      // Without the caller's signal: a start that was sent cannot be taken back by not listening to its answer.
      const job = await postStart(client, target);
      const { createdAt, flowRunLuid } = job;
      watch.update(
        {
          starting: false,
          mode: 'job',
          lost: false,
          jobLuid: job.luid,
          ...(createdAt !== undefined && { createdAt }),
          ...(flowRunLuid !== undefined && { flowRunLuid }),
        },
        job,
      );
    } catch (error) {
      if (isTableauError(error, 'answerLost')) watch.update({ starting: false, lost: true });
      else if (isTableauError(error, 'alreadyQueued')) {
        const own = await this.#unfinishedTwin(watch);
        if (own !== undefined) {
          await this.#watches.remove(watch);
          return this.#told(own);
        }
        watch.update({ starting: false, adopted: true, lost: false });
      } else {
        const job = await this.#queuedAnyway(client, watch, error);
        if (job === undefined) {
          await this.#watches.remove(watch);
          throw error;
        }
        watch.update({ starting: false, mode: 'job', lost: false, jobLuid: job.luid }, job);
      }
    }
    this.#watches.join(target.ref.site);
    return this.#told(watch);
  }

  async ended(id: string, signal?: AbortSignal): Promise<Watch> {
    const watch = this.#watches.get(id);
    if (watch.record.outcome !== undefined) return this.#told(watch);
    signal?.throwIfAborted();
    return new Promise((resolve, reject) => {
      const stop = (settle: () => void): void => {
        listening.dispose();
        signal?.removeEventListener('abort', onAbort);
        settle();
      };
      const onAbort = (): void => stop(() => reject(signal?.reason as Error));
      const listening = this.onDidChange((changed) => {
        if (changed.id !== id) return;
        const isForgotten = this.#watches.find(id) === undefined;
        if (changed.outcome !== undefined || isForgotten) stop(() => resolve(changed));
      });
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  async cancel(id: string): Promise<void> {
    const watch = this.#watches.get(id);
    const { outcome, jobLuid, target } = watch.record;
    if (outcome !== undefined) return;
    if (jobLuid === undefined) throw new TableauError('notFound', { code: 'JOB_UNKNOWN' });
    await this.#watches.mark(watch, 'cancel');
    try {
      await cancelJob(await this.#watches.client(target.ref.site), watch);
    } catch (error) {
      // Complete before the request came, or gone with its record: the watch is about to see it. A lost answer may have
      // cancelled it.
      const isGone = watch.record.seen && isTableauError(error, 'notFound');
      const isOver = isGone || (isTableauError(error) && error.code === '403091');
      if (!isOver && !isTableauError(error, 'answerLost')) {
        if (watch.record.outcome === undefined) await this.#watches.unmark(watch, 'cancel');
        throw error;
      }
    }
    watch.wake();
  }

  async checkAgain(id: string, signal?: AbortSignal): Promise<Watch> {
    const watch = this.#watches.get(id);
    const before = watch.record.outcome;
    if (before?.status === 'unknown') await watch.lookAgain(signal);
    const { outcome } = watch.record;
    if (outcome !== before)
      for (const mark of ['told', 'seen', 'cancel', 'written'] as const)
        await this.#watches.unmark(watch, mark);
    if (outcome === undefined) this.#watches.join(watch.record.target.ref.site);
    return this.#told(watch);
  }

  resume(): Promise<void> {
    return this.#watches.resume();
  }

  async forget(site: SiteRef): Promise<void> {
    await this.#watches.forget(site);
  }

  async claimEnd(ids: readonly string[]): Promise<boolean> {
    const [first, ...others] = [...ids].sort().flatMap((id) => this.#watches.find(id) ?? []);
    if (first === undefined || !(await this.#watches.mark(first, 'told'))) return false;
    for (const watch of others) await this.#watches.mark(watch, 'told');
    return true;
  }

  async claimRecord(id: string): Promise<boolean> {
    const watch = this.#watches.find(id);
    return watch !== undefined && this.#watches.mark(watch, 'written');
  }

  async markSeen(ids: readonly string[]): Promise<void> {
    for (const id of ids) {
      const watch = this.#watches.find(id);
      if (watch !== undefined) await this.#watches.mark(watch, 'seen');
    }
  }

  dispose(): void {
    this.#disposed.abort(new DOMException('This window closes', 'AbortError'));
    this.#watches.dispose();
    this.#changed.dispose();
  }

  #told(watch: JobWatch): Watch {
    return watch.watch(this.#ports.window);
  }

  async #readBefore(client: TableauClient, watch: JobWatch): Promise<void> {
    try {
      const { target } = watch.record;
      const { time, unlisted } = await extractTime(client, target, this.#disposed.signal);
      if (target.ref.kind === 'flow' || unlisted === true) return;
      // Between the start and this window's turn to watch is a moment.
      for (let tries = 0; tries < 8 && !this.#watches.isOurs(watch); tries++)
        await this.#ports.clock.delay(250, this.#disposed.signal);
      // While another window watches it, what is known here is out of date.
      if (this.#watches.isOurs(watch)) watch.update({ before: time === undefined ? {} : { time } });
    } catch (error) {
      // Then the extract's time proves nothing, unless the job's creation is known.
      this.#ports.log.debug(`The extract's time was not read: ${String(error)}`);
    }
  }

  /** Tableau is seen to answer 403 and to queue the refresh all the same (tabcmd#189): the queue decides, where it may be read. */
  async #queuedAnyway(
    client: TableauClient,
    { record }: JobWatch,
    error: unknown,
  ): Promise<Job | undefined> {
    if (!isTableauError(error, 'notPermitted')) return undefined;
    try {
      return await findOwnJob(client, record);
    } catch (second) {
      // Most who may not refresh may not read jobs either: the refusal stands.
      this.#ports.log.debug(`The queue was not read after a refusal: ${String(second)}`);
      return undefined;
    }
  }

  /** Whichever window started it. */
  async #unfinishedTwin(watch: JobWatch): Promise<JobWatch | undefined> {
    await this.#watches.lookAtOthers();
    return this.#watches
      .all()
      .find(
        (other) =>
          other !== watch &&
          other.record.outcome === undefined &&
          isSame(other.record.target.ref, watch.record.target.ref),
      );
  }
}

/** The run of a flow may be cancelled by who started it, also where jobs are for administrators. */
async function cancelJob(client: TableauClient, { record }: JobWatch): Promise<void> {
  const { jobLuid, flowRunLuid } = record;
  try {
    if (jobLuid !== undefined) await client.jobs.cancel(jobLuid);
  } catch (error) {
    if (
      flowRunLuid === undefined ||
      !isTableauError(error, 'notPermitted', 'notAllowedWithSession')
    )
      throw error;
    await client.flowRuns.cancel(flowRunLuid);
  }
}
