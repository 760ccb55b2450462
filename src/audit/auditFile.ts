/** A file of JSON lines that several windows write to: each line whole, the file bounded, the one before it kept. */
import {
  closeSync,
  ftruncateSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { codeOf } from '../base/leaseFiles';
import type { Leases } from '../base/leaseContract';

export interface AuditFileOptions {
  readonly path: string;
  readonly leases: Pick<Leases, 'withLease'>;
  /** Bytes; the file before it may be as large. */
  readonly maxBytes?: number;
}

export class AuditFile {
  readonly path: string;
  readonly #leases: Pick<Leases, 'withLease'>;
  readonly #maxBytes: number;
  #turning: Promise<void> | undefined;

  constructor({ path, leases, maxBytes }: AuditFileOptions) {
    this.path = path;
    this.#leases = leases;
    this.#maxBytes = maxBytes ?? 1_000_000;
  }

  /** Where the lines are that no longer fitted. */
  get previousPath(): string {
    return this.path.replace(/(\.\w+)?$/u, '.previous$1');
  }

  /**
   * Written when this returns: one call of the system per line, at the end of the file as it is then, so lines of several
   * windows do not mix, and a window that dies leaves a whole line or none.
   * @throws the system's error when the disk does not take it; nothing is then left of the line.
   */
  append(entry: object): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const file = openSync(this.path, 'a+', 0o600);
    try {
      const before = fstatSync(file).size;
      const start = endsInMidLine(file, before) ? '\n' : '';
      const line = Buffer.from(`${start}${JSON.stringify(entry)}\n`, 'utf8');
      const written = writeSync(file, line);
      if (written < line.length) {
        // A full disk took a part. Only if nobody has written behind it may it be cut off.
        if (fstatSync(file).size === before + written) ftruncateSync(file, before);
        throw new Error('the disk took only a part of the line');
      }
      if (before + written > this.#maxBytes) this.#turn();
    } finally {
      closeSync(file);
    }
  }

  /** Resolves when a change of files that is under way is done. */
  async settled(): Promise<void> {
    await this.#turning;
  }

  /** Two windows that both found the file full must not do it twice: the second would push the first's lines out. */
  #turn(): void {
    this.#turning ??= this.#leases
      .withLease('audit trail', async () => {
        if ((await sizeOf(this.path)) > this.#maxBytes) await rename(this.path, this.previousPath);
      })
      .catch(() => {
        // The file stays longer than it should; the next line tries again.
      })
      .finally(() => {
        this.#turning = undefined;
      });
  }
}

/** An editor may have saved it without the end of its last line. */
function endsInMidLine(file: number, size: number): boolean {
  const last = Buffer.alloc(1);
  return size > 0 && readSync(file, last, 0, 1, size - 1) === 1 && last.toString() !== '\n';
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 0;
    throw error;
  }
}
