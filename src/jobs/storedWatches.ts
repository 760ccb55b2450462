/** Unfinished watches in a Memento, so that a window's reload does not lose them. */
import type { WatchRecord } from './watchRecord';

/** Fits `vscode.Memento`. */
export interface Memory {
  get<T>(key: string): T | undefined;
  update(key: string, value: unknown): PromiseLike<void>;
}

const memoryKey = 'vizport.watches';

export class StoredWatches {
  readonly #memory: Memory;
  #written = '[]';

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  read(): readonly WatchRecord[] {
    const kept = this.#memory.get<unknown>(memoryKey);
    this.#written = JSON.stringify(kept ?? []);
    return Array.isArray(kept) ? kept.filter(isRecord) : [];
  }

  /** Most looks change nothing that is kept. */
  async write(records: readonly WatchRecord[]): Promise<void> {
    const text = JSON.stringify(records);
    if (text === this.#written) return;
    this.#written = text;
    await this.#memory.update(memoryKey, records.length === 0 ? undefined : records);
  }
}

/** Another Vizport may have written it: what does not look like ours is left out. */
function isRecord(value: unknown): value is WatchRecord {
  if (typeof value !== 'object' || value === null) return false;
  const { id, target, startedAt, since, mode } = value as Partial<
    Record<keyof WatchRecord, unknown>
  >;
  return (
    typeof id === 'string' &&
    typeof startedAt === 'number' &&
    typeof since === 'number' &&
    (mode === 'find' || mode === 'job' || mode === 'bridge' || mode === 'extract') &&
    typeof target === 'object' &&
    target !== null &&
    'ref' in target &&
    'name' in target &&
    'action' in target
  );
}
