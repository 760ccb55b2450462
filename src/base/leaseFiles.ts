/**
 * Lease files: `HASH.NUMBER.lease`, of which the highest number counts. A number is made once, by whoever makes its file
 * first, and the highest is not deleted (but for names that are used once), so two processes that find the same dead holder
 * cannot both succeed it, and one that slept through its succession finds a higher number when it wakes.
 */
import { createHash, randomUUID } from 'node:crypto';
import { renameSync, writeFileSync } from 'node:fs';
import { link, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface LeaseRecord {
  readonly state: 'held' | 'free';
  /** Random; tells holders apart. */
  readonly owner: string;
  /** `HOST/NAMESPACE/PID`: whether it still runs can be told on the same computer only. */
  readonly process: string;
  /** Milliseconds since 1970 by the holder's clock, renewed while it works. */
  readonly expires: number;
  /** The longest that the holder may keep it however often it renews; absent when it may for ever. */
  readonly atMostMs?: number;
  readonly note?: unknown;
}

export interface FoundLease {
  readonly generation: number;
  /** Changes with every renewal. */
  readonly text: string;
  /** `undefined`: damaged, or just being written. */
  readonly record: LeaseRecord | undefined;
}

export class LeaseFiles {
  readonly #directory: string;
  readonly #hardLink: typeof link;
  #made: Promise<unknown> | undefined;

  constructor(directory: string, hardLink = link) {
    this.#directory = directory;
    this.#hardLink = hardLink;
  }

  async top(name: string): Promise<FoundLease | undefined> {
    await this.#make();
    const [generation] = await this.#generations(name);
    return generation === undefined ? undefined : this.#read(name, generation);
  }

  /** The note of a number's record, or of the one before where that is damaged. */
  async noteUnder(name: string, found: FoundLease | undefined): Promise<unknown> {
    if (found === undefined || found.record !== undefined) return found?.record?.note;
    return (await this.#read(name, found.generation - 1)).record?.note;
  }

  /** False when another process was quicker. */
  async create(name: string, generation: number, record: LeaseRecord): Promise<boolean> {
    const text = JSON.stringify(record);
    const path = this.#path(name, generation);
    const draft = this.#draft();
    await writeFile(draft, text, { mode: 0o600 });
    try {
      await this.#hardLink(draft, path);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      // A file system without hard links: the file is there a moment before its text is.
      if (!(await this.#createEmptyFirst(path, text))) return false;
    } finally {
      await rm(draft, { force: true });
    }
    return this.isTop(name, generation);
  }

  async isTop(name: string, generation: number): Promise<boolean> {
    return (await this.#generations(name))[0] === generation;
  }

  async write(name: string, generation: number, record: LeaseRecord): Promise<void> {
    const draft = this.#draft();
    await writeFile(draft, JSON.stringify(record), { mode: 0o600 });
    for (let attempt = 1; ; attempt++) {
      try {
        await rename(draft, this.#path(name, generation));
        return;
      } catch (error) {
        // Windows does not replace a file that somebody is reading just now.
        if (attempt < 5 && ['EPERM', 'EBUSY', 'EACCES'].includes(codeOf(error) ?? '')) continue;
        await rm(draft, { force: true });
        throw error;
      }
    }
  }

  /** For a window that is being closed and does not live to hear of a promise. */
  writeNow(name: string, generation: number, record: LeaseRecord): void {
    const draft = this.#draft();
    writeFileSync(draft, JSON.stringify(record), { mode: 0o600 });
    renameSync(draft, this.#path(name, generation));
  }

  /** Keeps the one before, whose note is wanted when this one is damaged. Also takes away what killed processes left. */
  async sweepBelow(name: string, generation: number): Promise<void> {
    const old = (await this.#generations(name)).filter((one) => one < generation - 1);
    const paths = old.map((one) => this.#path(name, one));
    for (const file of await readdir(this.#directory)) {
      const path = join(this.#directory, file);
      if (file.endsWith('.draft') && Date.now() - (await writtenAt(path)) > 600_000)
        paths.push(path);
    }
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }

  /** For names that are used once: their numbers need not last. */
  async removeAll(name: string): Promise<void> {
    const paths = (await this.#generations(name)).map((one) => this.#path(name, one));
    await Promise.all(paths.map((path) => rm(path, { force: true })));
  }

  async #createEmptyFirst(path: string, text: string): Promise<boolean> {
    try {
      await writeFile(path, text, { flag: 'wx', mode: 0o600 });
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      throw error;
    }
  }

  async #read(name: string, generation: number): Promise<FoundLease> {
    let text = '';
    try {
      text = await readFile(this.#path(name, generation), 'utf8');
    } catch (error) {
      // Swept away between the list and this: a higher one is there.
      if (codeOf(error) !== 'ENOENT') throw error;
    }
    return { generation, text, record: recordOf(text) };
  }

  /** The highest first. */
  async #generations(name: string): Promise<number[]> {
    const stem = `${hashOf(name)}.`;
    return (await this.#names())
      .filter((one) => one.startsWith(stem) && one.endsWith('.lease'))
      .map((one) => Number(one.slice(stem.length, -'.lease'.length)))
      .filter((one) => Number.isSafeInteger(one))
      .sort((one, other) => other - one);
  }

  /** Forget Everything may have taken the folder away. */
  async #names(): Promise<string[]> {
    try {
      return await readdir(this.#directory);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      this.#made = undefined;
      await this.#make();
      return [];
    }
  }

  async #make(): Promise<void> {
    this.#made ??= mkdir(this.#directory, { recursive: true, mode: 0o700 });
    try {
      await this.#made;
    } catch (error) {
      this.#made = undefined;
      throw error;
    }
  }

  #path(name: string, generation: number): string {
    return join(this.#directory, `${hashOf(name)}.${generation}.lease`);
  }

  #draft(): string {
    return join(this.#directory, `${randomUUID()}.draft`);
  }
}

/** When the file was written; now, when it is gone meanwhile. */
async function writtenAt(path: string): Promise<number> {
  try {
    return (await stat(path)).mtimeMs;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return Date.now();
    throw error;
  }
}

function hashOf(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 24);
}

function recordOf(text: string): LeaseRecord | undefined {
  try {
    const value = JSON.parse(text) as Partial<LeaseRecord> | null;
    return value !== null && typeof value === 'object' && typeof value.owner === 'string'
      ? (value as LeaseRecord)
      : undefined;
  } catch {
    // Half-written, by a file system without hard links: told by `undefined`.
    return undefined;
  }
}

export function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
