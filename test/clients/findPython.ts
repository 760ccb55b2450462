/** A Python for which our locks hold: the machine's own, or one that `uv` fetches, so that nobody has to install one by hand. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, progress } from '../vscode/cache';

const run = promisify(execFile);
const minutes = 60_000;

/** What the packages under test have releases for; the locks are made for all of these. */
export const oldest = 11;
export const newest = 13;
const fetched = '3.12';

export interface Python {
  readonly command: string;
  /** Of Python 3: 11 for 3.11. */
  readonly minor: number;
}

const fitting = Array.from({ length: newest - oldest + 1 }, (_, n) => `python3.${newest - n}`);

/** Rejects with words that say which one is needed. */
export async function findPython(
  commands: readonly string[] = ['python3', ...fitting],
): Promise<Python> {
  const found: string[] = [];
  for (const command of commands) {
    const minor = await minorOf(command);
    if (minor === undefined) continue;
    if (minor >= oldest && minor <= newest) return { command, minor };
    found.push(`${command} is 3.${minor}`);
  }
  const needed = `Python 3.${oldest} to 3.${newest} is needed, and ${found.length === 0 ? 'this machine has no Python 3' : found.join(', ')}`;
  const [any] = found.length === 0 ? [] : commands;
  if (any === undefined) throw new Error(`${needed}: install one, for example ${fetched}.`);
  try {
    return await fetchedBy(any);
  } catch (error) {
    throw new Error(
      `${needed}; \`uv python install ${fetched}\` could not fetch one (${lastLine(error)}).`,
      { cause: error },
    );
  }
}

async function minorOf(command: string): Promise<number | undefined> {
  try {
    const { stdout } = await run(
      command,
      ['-c', 'import sys, venv; print(sys.version_info[0], sys.version_info[1])'],
      { timeout: minutes },
    );
    const [major, minor] = stdout.trim().split(' ').map(Number);
    return major === 3 ? minor : undefined;
  } catch {
    // There is none by this name, or it cannot make environments.
    return undefined;
  }
}

/** By `uv`, which comes from PyPI into an environment of the Python that does not fit. */
async function fetchedBy(command: string): Promise<Python> {
  progress(`fetching Python ${fetched} by uv, because the machine's own does not fit`);
  const folder = await cached('python-by-uv', async (target) => {
    await run(command, ['-m', 'venv', target], { timeout: 2 * minutes });
    const python = join(target, 'bin', 'python');
    await run(python, ['-m', 'pip', 'install', '--quiet', 'uv'], { timeout: 5 * minutes });
    const uv = ['-m', 'uv', 'python', 'install', fetched];
    await run(python, [...uv, '--install-dir', join(target, 'pythons'), '--no-bin'], {
      timeout: 10 * minutes,
    });
  });
  const uv = join(folder, 'bin', 'python');
  const { stdout } = await run(uv, ['-m', 'uv', 'python', 'find', '--managed-python', fetched], {
    timeout: minutes,
    env: { ...process.env, UV_PYTHON_INSTALL_DIR: join(folder, 'pythons') },
  });
  return { command: stdout.trim(), minor: Number(fetched.slice(2)) };
}

function lastLine(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.trim().split('\n').at(-1) ?? text;
}
