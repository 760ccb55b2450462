/** A folder that windows share, in memory: what is written is told to all, the writer too, as a file system does. */
import { Emitter } from '../../../src/base/emitter';
import type { Folder } from '../../../src/base/folder';

export class MemoryFolder implements Folder {
  readonly files = new Map<string, string>();
  readonly #changed = new Emitter<string | undefined>();
  readonly onDidChange = this.#changed.event;
  /** False: as where a system tells nobody of changes. */
  tells = true;

  async list(): Promise<readonly string[]> {
    return [...this.files.keys()];
  }

  async read(name: string): Promise<string | undefined> {
    return this.files.get(name);
  }

  async write(name: string, text: string): Promise<void> {
    this.files.set(name, text);
    this.#tell(name);
  }

  async create(name: string): Promise<boolean> {
    if (this.files.has(name)) return false;
    this.files.set(name, '');
    this.#tell(name);
    return true;
  }

  async remove(name: string): Promise<void> {
    if (this.files.delete(name)) this.#tell(name);
  }

  /** Windows come and go; the folder stays. */
  dispose(): void {}

  #tell(name: string): void {
    if (this.tells) queueMicrotask(() => this.#changed.fire(name));
  }
}
