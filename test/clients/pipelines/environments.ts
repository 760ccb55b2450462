/** The virtual environments in which generated code runs: one for each system, because their dependencies collide. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, progress } from '../../vscode/cache';

const run = promisify(execFile);
const minutes = 60_000;

export type Environment = 'airflow' | 'prefect' | 'snowpark';

/** The folder of programs; rejects when the machine has no Python that fits, or does not reach the package index. */
export async function environment(name: Environment): Promise<string> {
  // Every package, with what it needs, is pinned: a system that changes overnight is no yardstick.
  const lock = join(__dirname, 'locks', `${name}.txt`);
  const hash = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex');
  const folder = await cached(`pipelines-${name}-${hash.slice(0, 12)}`, async (target) => {
    progress(`installing ${name} from PyPI`);
    await run('python3', ['-m', 'venv', target], { timeout: 2 * minutes });
    const python = join(target, 'bin', 'python');
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps'];
    await run(python, [...install, '-r', lock], { timeout: 9 * minutes });
  });
  return join(folder, 'bin');
}
