/** The virtual environments in which generated code runs: one for each system, because their dependencies collide. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached, progress } from '../../vscode/cache';
import { findPython } from '../findPython';

const run = promisify(execFile);
const minutes = 60_000;

export type Environment = 'airflow' | 'prefect' | 'snowpark';

/** The folder of programs; rejects when the machine has no Python that fits, or does not reach the package index. */
export async function environment(name: Environment): Promise<string> {
  // Every package, with what it needs, is pinned for every Python that fits: a system that changes overnight is no yardstick.
  // Made by: uv pip compile --universal --python-version 3.11 --no-annotate --no-header NAME.in -o NAME.txt
  // (Prefect's with --override prefect.overrides: with the newest that it allows it does not start).
  const lock = join(__dirname, 'locks', `${name}.txt`);
  const hash = createHash('sha256')
    .update(await readFile(lock))
    .digest('hex');
  const { command, minor } = await findPython();
  const folder = await cached(
    `pipelines-${name}-3.${minor}-${hash.slice(0, 12)}`,
    async (target) => {
      progress(`installing ${name} for Python 3.${minor} from PyPI`);
      await run(command, ['-m', 'venv', target], { timeout: 2 * minutes });
      const python = join(target, 'bin', 'python');
      const install = [
        '-m',
        'pip',
        'install',
        '--quiet',
        '--disable-pip-version-check',
        '--no-deps',
      ];
      await run(python, [...install, '-r', lock], { timeout: 9 * minutes });
    },
  );
  return join(folder, 'bin');
}
