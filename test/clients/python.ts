/** The virtual environment with the two Python clients, made once and kept in the cache folder. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cached } from '../vscode/cache';
import { findPython } from './findPython';

const run = promisify(execFile);

/** Pinned: a client that changes overnight is no yardstick. */
const clients = { tableauserverclient: '0.41', tabcmd: '2.0.21' };
const minutes = 60_000;

/** The environment's Python; rejects when the machine has no Python or does not reach the package index. */
export async function pythonWithClients(): Promise<string> {
  const requirements = Object.entries(clients).map(([name, version]) => `${name}==${version}`);
  const { command, minor } = await findPython();
  const name = `clients-3.${minor}-${Object.values(clients).join('-')}`;
  const folder = await cached(name, async (target) => {
    await run(command, ['-m', 'venv', target], { timeout: 2 * minutes });
    const python = join(target, 'bin', 'python');
    const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
    await run(python, [...install, ...requirements], { timeout: 5 * minutes });
  });
  return join(folder, 'bin', 'python');
}
