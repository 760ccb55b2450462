/** Where the windows of one user find each other: a file for each, with its socket and the key that proves who asks. */
import { randomBytes, randomUUID } from 'node:crypto';
import { lstat, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface WindowAddress {
  readonly id: string;
  /** A Unix socket, or on Windows a named pipe. */
  readonly path: string;
  /** Random, of this window; in a file that only this user can read. */
  readonly key: string;
}

export class WindowRegistry {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Paths of sockets must be short (104 letters on macOS), so they have a folder of their own in the system's. */
  async newAddress(): Promise<WindowAddress> {
    const id = randomUUID();
    const key = randomBytes(32).toString('base64url');
    if (process.platform === 'win32') return { id, key, path: `\\\\.\\pipe\\vizport-${id}` };
    const folder = await mkdtemp(join(process.env['XDG_RUNTIME_DIR'] ?? tmpdir(), 'vizport-'));
    return { id, key, path: join(folder, 'window') };
  }

  async publish(address: WindowAddress): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    await assertOurs(this.#directory);
    await writeFile(this.#file(address.id), JSON.stringify(address), { mode: 0o600 });
  }

  async list(): Promise<readonly WindowAddress[]> {
    let names: string[];
    try {
      await assertOurs(this.#directory);
      names = await readdir(this.#directory);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
    const files = names.filter((name) => name.endsWith('.json'));
    const read = files.map((name) => addressIn(join(this.#directory, name)));
    return (await Promise.all(read)).filter((address) => address !== undefined);
  }

  /** What others could have put there is not connected to. */
  async isSafe({ path }: WindowAddress): Promise<boolean> {
    if (process.platform === 'win32') return path.startsWith('\\\\.\\pipe\\vizport-');
    try {
      await assertOurs(dirname(path));
      return true;
    } catch {
      // Gone, or not ours: either way there is nobody to ask.
      return false;
    }
  }

  async forget({ id, path }: WindowAddress): Promise<void> {
    await rm(this.#file(id), { force: true });
    if (process.platform !== 'win32') await rm(dirname(path), { recursive: true, force: true });
  }

  /** When the window closes: nobody waits for promises any more. */
  forgetNow({ id, path }: WindowAddress): void {
    rmSync(this.#file(id), { force: true });
    if (process.platform !== 'win32') rmSync(dirname(path), { recursive: true, force: true });
  }

  #file(id: string): string {
    return join(this.#directory, `${id}.json`);
  }
}

/** A folder of this user, which nobody else may enter. On Windows the user's profile is that already. */
async function assertOurs(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const { uid, mode } = await lstat(folder);
  if (uid !== process.getuid?.() || (mode & 0o170077) !== 0o040000)
    throw new Error('The folder for sockets is open to others');
}

async function addressIn(file: string): Promise<WindowAddress | undefined> {
  try {
    const { id, path, key } = JSON.parse(await readFile(file, 'utf8')) as Partial<WindowAddress>;
    // The name says which file is deleted when nobody answers: it must be this one.
    if (id === undefined || path === undefined || key === undefined || !file.endsWith(`${id}.json`))
      return undefined;
    return { id, path, key };
  } catch {
    // Half-written or gone: a window that opens or closes just now.
    return undefined;
  }
}
