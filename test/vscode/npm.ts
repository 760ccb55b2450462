/** Runs npm in a folder of the cache, with nothing of the user's or this project's npm settings getting in the way. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { atExit } from './atExit';
import { progress } from './cache';

/** What an npm above us (we run inside `npm test`) hands down and must not reach an npm below us. */
const handedDown = /^(npm_(package|lifecycle|command|execpath|node_execpath)|INIT_CWD)/i;
const notOurs =
  /^npm_config_(local_prefix|prefix|omit|include|only|production|dry_run|global|workspaces?|ignore_scripts|nodedir|package_lock|save|userconfig)$/i;

export interface NpmOptions {
  readonly cwd: string;
  /** The Node that install scripts run with, and whose headers they compile against. */
  readonly node?: string;
}

export async function npm(args: readonly string[], options: NpmOptions): Promise<string> {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!handedDown.test(name) && !notOurs.test(name)) env[name] = value;
  }
  if (options.node) {
    env['PATH'] = `${dirname(options.node)}${delimiter}${process.env['PATH'] ?? ''}`;
    env['npm_config_nodedir'] = dirname(dirname(options.node));
  }
  const quiet = ['--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error'];
  const [command, before] = npmCommand();
  const child = spawn(command, [...before, ...args, ...quiet], {
    cwd: options.cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32' && before.length === 0,
  });
  const spared = atExit(() => {
    child.kill();
  });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  spared();
  if (code !== 0) {
    const last = (err || out).trim().split('\n').slice(-12).join('\n');
    throw new Error(`npm ${args.join(' ')} ended with ${code} in ${options.cwd}:\n${last}`);
  }
  return out;
}

/** Where we run inside npm, the same npm again; otherwise the one on the PATH. */
function npmCommand(): [string, readonly string[]] {
  const running = process.env['npm_execpath'];
  if (running && /npm-cli\.c?js$/.test(running)) return [process.execPath, [running]];
  return [process.platform === 'win32' ? 'npm.cmd' : 'npm', []];
}

/** Fetches one package through npm, checks that it is the one we know, and unpacks the named parts of it. */
export async function unpack(
  name: string,
  integrity: string,
  parts: readonly string[],
  folder: string,
): Promise<void> {
  progress(`fetching ${name} from the npm registry`);
  const answer = await npm(['pack', name, '--json', '--pack-destination', folder], { cwd: folder });
  const [packed] = JSON.parse(answer) as [{ filename: string }];
  // npm writes the scope of a package into the file name in two ways; ours have none.
  const file = join(folder, packed.filename);
  const actual = `sha512-${createHash('sha512')
    .update(await readFile(file))
    .digest('base64')}`;
  if (actual !== integrity) throw new Error(`${name} is not the package we know: ${actual}`);
  await tar(file, folder, parts);
  await rm(file);
}

export async function tar(file: string, into: string, parts: readonly string[]): Promise<void> {
  const child = spawn('tar', ['-xf', file, '-C', into, ...parts], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`tar could not unpack ${file} (${code})`);
}
