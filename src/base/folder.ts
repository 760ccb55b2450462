/** A folder of small text files that several processes share: each file is whole, whoever reads it whenever. */
import { randomUUID } from 'node:crypto';
import { watch, type FSWatcher } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Emitter, type Disposable, type Event } from './emitter';

export interface Folder extends Disposable {
  /** A file was written or removed, by anybody; without a name where the system does not tell which. */
  readonly onDidChange: Event<string | undefined>;
  /** The names of the files; none while the folder does not exist. */
  list(): Promise<readonly string[]>;
  /** Undefined where there is no such file. */
  read(name: string): Promise<string | undefined>;
  write(name: string, text: string): Promise<void>;
  /** False when the file exists already: of several processes one is told true. */
  create(name: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

const draftEnding = '.draft';

export class FilesFolder implements Folder {
  readonly #path: string;
  readonly #changed = new Emitter<string | undefined>();
  #watcher: FSWatcher | undefined;
  #made: Promise<unknown> | undefined;
  #disposed = false;

  readonly onDidChange = this.#changed.event;

  constructor(path: string) {
    this.#path = path;
  }

  async list(): Promise<readonly string[]> {
    await this.#make();
    return (await readdir(this.#path)).filter((name) => !name.endsWith(draftEnding));
  }

  async read(name: string): Promise<string | undefined> {
    try {
      return await readFile(join(this.#path, name), 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async write(name: string, text: string): Promise<void> {
    await this.#make();
    const draft = join(this.#path, `${randomUUID()}${draftEnding}`);
    try {
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, join(this.#path, name));
    } finally {
      await rm(draft, { force: true });
    }
  }

  async create(name: string): Promise<boolean> {
    await this.#make();
    try {
      await (await open(join(this.#path, name), 'wx', 0o600)).close();
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    }
  }

  async remove(name: string): Promise<void> {
    await rm(join(this.#path, name), { force: true });
  }

  dispose(): void {
    this.#disposed = true;
    this.#watcher?.close();
    this.#changed.dispose();
  }

  async #make(): Promise<void> {
    this.#made ??= mkdir(this.#path, { recursive: true });
    await this.#made;
    if (this.#watcher === undefined && !this.#disposed) this.#watch();
  }

  /** Not everywhere can a folder be watched: who depends on it also looks from time to time. */
  #watch(): void {
    try {
      this.#watcher = watch(this.#path, { persistent: false }, (_, name) => {
        if (name === null) this.#changed.fire(undefined);
        else if (!name.endsWith(draftEnding)) this.#changed.fire(name);
      });
      this.#watcher.on('error', () => this.#watcher?.close());
    } catch {
      // A network drive, or no handles left: changes are then found by looking.
    }
  }
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
