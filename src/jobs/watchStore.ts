/** Watches where all windows see them: a file for each, and marks that any window may set. */
import { Emitter, type Disposable } from '../base/emitter';
import type { Folder } from '../base/folder';
import type { WatchRecord } from './watchRecord';

/** `cancel`: its cancellation was asked for. `told`: a window tells its end, or has. `seen`: somebody has looked at it. `written`: its end is in the audit trail. */
export type Mark = 'cancel' | 'told' | 'seen' | 'written';

export interface StoredWatch {
  readonly record: WatchRecord;
  readonly marks: ReadonlySet<Mark>;
}

/** Another window, or this one, has written; without an id the system does not say what. */
export interface StoreChange {
  readonly id?: string;
  readonly what?: 'record' | 'marks';
}

const ending = '.watch.json';
const markNames: readonly Mark[] = ['cancel', 'told', 'seen', 'written'];

export class WatchStore implements Disposable {
  readonly #folder: Folder;
  readonly #changed = new Emitter<StoreChange>();
  readonly #listening: Disposable;
  /** What this window wrote last, so that its own writes need no reading. */
  readonly #written = new Map<string, string>();
  readonly #writing = new Map<string, Promise<void>>();

  readonly onDidChange = this.#changed.event;

  constructor(folder: Folder) {
    this.#folder = folder;
    this.#listening = folder.onDidChange((name) => {
      if (name === undefined) this.#changed.fire({});
      else if (name.endsWith(ending)) this.#changed.fire({ id: idOf(name), what: 'record' });
      else if (isMark(name)) this.#changed.fire({ id: idOf(name), what: 'marks' });
    });
  }

  async all(): Promise<readonly StoredWatch[]> {
    const names = await this.#folder.list();
    const marks = new Set(names);
    const found = names
      .filter((name) => name.endsWith(ending))
      .map((name) => this.#read(idOf(name), (mark) => marks.has(mark)));
    return (await Promise.all(found)).filter((watch) => watch !== undefined);
  }

  async one(id: string): Promise<StoredWatch | undefined> {
    const found = await Promise.all(
      markNames.map(async (mark) => (await this.#folder.read(`${id}.${mark}`)) === undefined),
    );
    const marks = markNames.filter((_, at) => found[at] === false).map((mark) => `${id}.${mark}`);
    return this.#read(id, (mark) => marks.includes(mark));
  }

  /** In the order of the calls; most looks change nothing that is kept. */
  write(record: WatchRecord): Promise<void> {
    const text = JSON.stringify(record);
    if (this.#written.get(record.id) === text) return Promise.resolve();
    this.#written.set(record.id, text);
    const before = this.#writing.get(record.id) ?? Promise.resolve();
    const next = before
      // Whoever asked for the one before was told of its failure.
      .catch(() => undefined)
      // Only the newest text counts.
      .then(() =>
        this.#written.get(record.id) === text
          ? this.#folder.write(`${record.id}${ending}`, text)
          : undefined,
      );
    this.#writing.set(record.id, next);
    const done = (): void => {
      if (this.#writing.get(record.id) === next) this.#writing.delete(record.id);
    };
    next.then(done, done);
    return next;
  }

  async remove(id: string): Promise<void> {
    this.#written.delete(id);
    await this.#writing.get(id);
    for (const mark of markNames) await this.#folder.remove(`${id}.${mark}`);
    await this.#folder.remove(`${id}${ending}`);
  }

  /** True when it was not set before: of several windows that set it at once one is told so. */
  mark(id: string, mark: Mark): Promise<boolean> {
    return this.#folder.create(`${id}.${mark}`);
  }

  unmark(id: string, mark: Mark): Promise<void> {
    return this.#folder.remove(`${id}.${mark}`);
  }

  dispose(): void {
    this.#listening.dispose();
    this.#changed.dispose();
  }

  async #read(id: string, isThere: (mark: string) => boolean): Promise<StoredWatch | undefined> {
    const text = await this.#folder.read(`${id}${ending}`);
    const record = text === undefined ? undefined : parsed(text);
    if (record?.id !== id) return undefined;
    return { record, marks: new Set(markNames.filter((mark) => isThere(`${id}.${mark}`))) };
  }
}

function isMark(name: string): boolean {
  return markNames.some((mark) => name.endsWith(`.${mark}`));
}

function idOf(name: string): string {
  return name.slice(0, name.indexOf('.'));
}

/** Another version of Vizport may have written it: what does not look like ours is left out. */
function parsed(text: string): WatchRecord | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Half a file of a computer that lost its power: nothing can be learnt from it.
    return undefined;
  }
  return isRecord(value) ? value : undefined;
}

function isRecord(value: unknown): value is WatchRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, target, startedAt, since, mode } = value as Partial<
    Record<keyof WatchRecord, unknown>
  >;
  return (
    typeof id === 'string' &&
    typeof startedAt === 'number' &&
    typeof since === 'number' &&
    ['find', 'job', 'bridge', 'extract', 'run'].includes(mode as string) &&
    typeof target === 'object' &&
    target !== null &&
    'ref' in target &&
    'name' in target &&
    'action' in target
  );
}
