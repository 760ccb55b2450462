/** `npm run test:ui`: packages Vizport and runs the journeys against it. `--grep TEXT` runs some, `--no-package` trusts the package that is there. */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const root = resolve(__dirname, '../..');
const { values } = parseArgs({
  options: { grep: { type: 'string' }, 'no-package': { type: 'boolean' } },
});

function run(module: string, ...args: string[]): number {
  const done = spawnSync(process.execPath, [join(root, 'node_modules', module), ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  return done.status ?? 1;
}

const packaged = values['no-package'] ? 0 : run('tsx/dist/cli.mjs', 'test/tools/package.ts');
process.exitCode =
  packaged ||
  run(
    'mocha/bin/mocha.js',
    ...['--require', 'tsx/cjs', '--timeout', '90000', '--slow', '30000'],
    ...(values.grep ? ['--grep', values.grep] : []),
    'test/ui/**/*.test.ts',
  );
