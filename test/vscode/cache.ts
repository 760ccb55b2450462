/** The folder outside the project where the big parts of the test bed are kept, each made once and made whole. */
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export function cacheFolder(): string {
  if (process.env['VIZPORT_CACHE']) return process.env['VIZPORT_CACHE'];
  return join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'), 'vizport');
}

/** One line about what takes long. On stderr, so that a program's answer on stdout stays clean. */
export function progress(line: string): void {
  process.stderr.write(`vscode: ${line}\n`);
}

/**
 * The folder `name` of the cache, made by `make` if it is not there yet. It is made under another name and renamed at
 * the end, so that a run that was broken off leaves nothing that looks finished.
 */
export async function cached(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(cacheFolder(), name);
  const stamp = join(folder, '.complete');
  if (existsSync(stamp)) return folder;
  await mkdir(cacheFolder(), { recursive: true });
  const release = await lock(join(cacheFolder(), `${name}.lock`));
  try {
    if (existsSync(stamp)) return folder; // another run made it while we waited
    const partial = `${folder}.partial`;
    await rm(partial, { recursive: true, force: true });
    await rm(folder, { recursive: true, force: true });
    await mkdir(partial, { recursive: true });
    await make(partial);
    await writeFile(join(partial, '.complete'), `${new Date().toISOString()}\n`);
    await rename(partial, folder);
    return folder;
  } finally {
    release();
  }
}

/** Waits until this process alone holds the lock file; a lock whose holder is gone is taken over. */
async function lock(file: string): Promise<() => void> {
  for (let told = false; ;) {
    try {
      const handle = openSync(file, 'wx');
      writeSync(handle, String(process.pid));
      closeSync(handle);
      return () => {
        rmSync(file, { force: true });
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder !== undefined && !isAlive(holder)) {
      takeAway(file);
      continue;
    }
    if (!told) progress(`another run (process ${holder ?? '?'}) is installing; waiting for it`);
    told = true;
    await sleep(500);
  }
}

function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8')) || undefined;
  } catch {
    return undefined; // released between our two looks
  }
}

/** Two waiters may find the same dead lock: only one of them can rename it. */
function takeAway(file: string): void {
  try {
    renameSync(file, `${file}.${process.pid}`);
    rmSync(`${file}.${process.pid}`, { force: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
