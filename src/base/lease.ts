/**
 * Leases between the windows of one user, as files in a folder that all of them see; `leaseContract.ts` says how to use them.
 *
 * A holder is succeeded when it let go; when its process is gone; when it showed no sign of life for `leaseLifeMs` that this
 * process watched by a clock nobody sets; somewhat earlier when by the computer's clock it is over as well; and when it keeps
 * what it may keep for a while only. So neither a clock that jumps nor one that stands still locks anybody out or in.
 */
import { randomUUID } from 'node:crypto';
import { readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { systemClock, type Clock } from './clock';
import { heartbeatMs, HeldLease, leaseLifeMs } from './heldLease';
import type { Lease, Leases } from './leaseContract';
import { codeOf, LeaseFiles, type FoundLease, type LeaseRecord } from './leaseFiles';
import type { Log } from './log';
import { LoneLease } from './loneLease';

export interface FileLeasesOptions {
  /** On disk, shared by the windows; `undefined` where there is none. */
  readonly directory: string | undefined;
  readonly log: Log;
  /** Told true when no lease could be had although nobody holds it, and false when that is over. */
  readonly onAlone?: (alone: boolean) => void;
  readonly clock?: Clock;
  readonly monotonic?: () => number;
}

/** Work under a lease asks the network once or twice; nobody waits for more than this. */
const longestWorkMs = 120_000;
/** Overdue by the computer's clock, which may have jumped: two heartbeats that do not come decide. */
const silenceMs = 2 * heartbeatMs + 1_000;

export class FileLeases implements Leases {
  readonly #files: LeaseFiles | undefined;
  readonly #log: Log;
  readonly #onAlone: FileLeasesOptions['onAlone'];
  readonly #clock: Clock;
  readonly #monotonic: () => number;
  readonly #process = thisProcess();
  readonly #held = new Set<HeldLease>();
  /** Since when a holder was seen to show no sign of life, and since when it is the holder. */
  readonly #watched = new Map<
    string,
    { generation: number; text: string; silent: number; seen: number }
  >();
  #alone = false;

  constructor({ directory, log, onAlone, clock, monotonic }: FileLeasesOptions) {
    this.#files = directory === undefined ? undefined : new LeaseFiles(directory);
    this.#log = log;
    this.#onAlone = onAlone;
    this.#clock = clock ?? systemClock;
    this.#monotonic = monotonic ?? (() => performance.now());
  }

  async withLease<T>(
    name: string,
    work: (lease: Lease) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    let pause = 20;
    let lease = await this.#try(name, longestWorkMs);
    while (lease === undefined) {
      await this.#clock.delay(pause * (0.5 + Math.random()), signal);
      pause = Math.min(200, pause * 1.5);
      lease = await this.#try(name, longestWorkMs);
    }
    try {
      signal?.throwIfAborted();
      return await work(lease);
    } finally {
      await this.#letGo(lease);
    }
  }

  tryHold(name: string): Promise<Lease | undefined> {
    return this.#try(name, undefined);
  }

  async noteOf(name: string): Promise<unknown> {
    try {
      return await this.#files?.noteUnder(name, await this.#files.top(name));
    } catch (error) {
      this.#degrade(error);
      return undefined;
    }
  }

  dispose(): void {
    for (const lease of [...this.#held]) {
      try {
        lease.releaseNow();
      } catch (error) {
        this.#log.debug(`A lease was left to expire: ${String(error)}`);
      }
    }
  }

  async #letGo(lease: Lease): Promise<void> {
    try {
      await lease.release();
    } catch (error) {
      // The work is done, and its outcome counts; the others find the lease expired.
      this.#log.debug(`A lease was left to expire: ${String(error)}`);
    }
  }

  async #try(name: string, atMostMs: number | undefined): Promise<Lease | undefined> {
    if (this.#files === undefined) {
      this.#degrade(new Error('there is no folder for lock files'));
      return new LoneLease();
    }
    try {
      const lease = await this.#tryFile(this.#files, name, atMostMs);
      if (this.#alone) this.#onAlone?.(false);
      this.#alone = false;
      return lease;
    } catch (error) {
      this.#degrade(error);
      return new LoneLease();
    }
  }

  async #tryFile(
    files: LeaseFiles,
    name: string,
    atMostMs: number | undefined,
  ): Promise<HeldLease | undefined> {
    const top = await files.top(name);
    if (top !== undefined && top.record?.state !== 'free' && !this.#isOver(name, top)) {
      return undefined;
    }
    this.#watched.delete(name);
    const note = await files.noteUnder(name, top);
    const record: LeaseRecord = {
      state: 'held',
      owner: randomUUID(),
      process: this.#process,
      expires: this.#clock.now() + leaseLifeMs,
      ...(atMostMs === undefined ? {} : { atMostMs }),
      ...(note === undefined ? {} : { note }),
    };
    const generation = (top?.generation ?? 0) + 1;
    if (!(await files.create(name, generation, record))) return undefined;
    const lease = new HeldLease(name, generation, record, endOf(top), {
      files,
      clock: this.#clock,
      log: this.#log,
      monotonic: this.#monotonic,
      onEnd: (ended) => this.#held.delete(ended),
    });
    this.#held.add(lease);
    await files.sweepBelow(name, generation).catch((error: unknown) => {
      // The next holder sweeps again.
      this.#log.debug(`Old lock files were not deleted: ${String(error)}`);
    });
    return lease;
  }

  /** Whether a holder that did not let go is dead, or as good as dead. */
  #isOver(name: string, { generation, text, record }: FoundLease): boolean {
    if (record !== undefined && this.#isGone(record.process)) return true;
    const now = this.#monotonic();
    const before = this.#watched.get(name);
    const watched = {
      generation,
      text,
      silent: before?.text === text ? before.silent : now,
      seen: before?.generation === generation ? before.seen : now,
    };
    this.#watched.set(name, watched);
    const silent = now - watched.silent;
    const overdue = record !== undefined && record.expires < this.#clock.now();
    const tooLong = record?.atMostMs !== undefined && now - watched.seen > record.atMostMs;
    return silent > leaseLifeMs || (overdue && silent > silenceMs) || tooLong;
  }

  #isGone(other: string): boolean {
    const place = this.#process.slice(0, this.#process.lastIndexOf('/') + 1);
    const pid = Number(other.slice(place.length));
    if (!other.startsWith(place) || !Number.isSafeInteger(pid) || pid <= 0) return false;
    try {
      process.kill(pid, 0);
      return false;
    } catch (error) {
      // Any other answer (EPERM) comes of a process that runs.
      return codeOf(error) === 'ESRCH';
    }
  }

  #degrade(error: unknown): void {
    if (this.#alone) return;
    this.#alone = true;
    this.#onAlone?.(true);
    this.#log.warn(
      `Windows cannot take turns, because lock files cannot be made (${String(error)}): each of them signs in for itself.`,
    );
  }
}

function endOf(top: FoundLease | undefined): Lease['after'] {
  if (top === undefined) return 'nobody';
  return top.record?.state === 'free' ? 'release' : 'death';
}

/** Process numbers mean something on one computer, and on Linux in one container. */
function thisProcess(): string {
  let space = '';
  try {
    if (process.platform === 'linux') space = readlinkSync('/proc/self/ns/pid');
  } catch {
    // Not to be read in some sandboxes: the host's name has to do.
  }
  return `${hostname()}/${space}/${process.pid}`;
}
