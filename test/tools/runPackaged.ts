/** What the programs that run journeys have in common: package first, then every file of a folder. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { journeyOptions, runAndClose, type Options } from './mochaFiles';

const root = resolve(__dirname, '../..');

export function runPackaged(options: Omit<Options, 'mocha'>): void {
  const { values } = parseArgs({
    options: { grep: { type: 'string' }, 'no-package': { type: 'boolean' } },
  });
  const tsx = join(root, 'node_modules/tsx/dist/cli.mjs');
  if (!values['no-package']) {
    const packaged = spawnSync(process.execPath, [tsx, 'test/tools/package.ts'], {
      cwd: root,
      stdio: 'inherit',
    });
    if (packaged.status !== 0) {
      console.log('NOT RUN: packaging failed\n0 passed, 1 failed');
      process.exitCode = 1;
      return;
    }
  }
  const mocha = journeyOptions;
  runAndClose({ ...options, mocha: values.grep ? [...mocha, '--grep', values.grep] : mocha }).catch(
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
