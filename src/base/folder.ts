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
    return this.#there(async () =>
      (await readdir(this.#path)).filter((name) => !name.endsWith(draftEnding)),
    );
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
    const draft = join(this.#path, `${randomUUID()}${draftEnding}`);
    try {
      await this.#there(() => writeFile(draft, text, { mode: 0o600 }));
      await rename(draft, join(this.#path, name));
    } finally {
      await rm(draft, { force: true });
    }
  }

  async create(name: string): Promise<boolean> {
    try {
      const file = await this.#there(() => open(join(this.#path, name), 'wx', 0o600));
      await file.close();
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

  /** Works in the folder, which is made anew when somebody has deleted it. */
  async #there<T>(work: () => Promise<T>): Promise<T> {
    await this.#make();
    try {
      return await work();
    } catch (error) {
      if (!isMissing(error)) throw error;
      this.#made = undefined;
      this.#watcher?.close();
      this.#watcher = undefined;
      await this.#make();
      return work();
    }
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
