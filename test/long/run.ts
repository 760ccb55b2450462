/**
 * `npm run test:long`: packages Vizport and runs what is too long for `npm test`: more journeys, faults, several
 * processes. `--grep TEXT` runs some, `--no-package` trusts the package that is there.
 */
import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countMocha } from '../tools/mochaCount';
import { atExit } from '../vscode/atExit';
import { Child } from '../vscode/child';

const root = resolve(__dirname, '../..');
/** Of the whole run, in minutes: what hangs is ended and counts as failed. */
const limit = 60;

const { values } = parseArgs({
  options: { grep: { type: 'string' }, 'no-package': { type: 'boolean' } },
});

const program = (name: string): string => join(root, 'node_modules', name);

/** Shows mocha's report while it comes, and returns the closing line. */
async function runMocha(): Promise<string> {
  const mocha = new Child(
    process.execPath,
    [
      program('mocha/bin/mocha.js'),
      ...['--require', 'tsx/cjs', '--no-color', '--timeout', '90000', '--slow', '30000'],
      // Most files are a VS Code of their own, which mostly waits: two of them keep two cores busy.
      ...['--parallel', '--jobs', '2'],
      ...(values.grep ? ['--grep', values.grep] : []),
      'test/long/**/*.test.ts',
    ],
    { cwd: root },
  );
  mocha.process.stdout?.on('data', (chunk: Buffer) => process.stdout.write(chunk));
  mocha.process.stderr?.on('data', (chunk: Buffer) => process.stderr.write(chunk));
  const timer = setTimeout(() => {
    console.log(`NOT RUN to the end: it took more than ${limit} minutes.`);
    void mocha.dispose();
  }, limit * 60_000);
  const code = await mocha.ended;
  clearTimeout(timer);
  const { passed, failed } = countMocha(mocha.output) ?? { passed: 0, failed: 0 };
  if (passed + failed === 0) {
    console.log('NOT RUN: no test was found, or the run broke off before its end.');
  } else if (code !== 0 && failed === 0) {
    console.log(`FAILED mocha ended with ${code}`);
  }
  return `${passed} passed, ${code === 0 && passed > 0 ? failed : Math.max(failed, 1)} failed`;
}

async function main(): Promise<void> {
  const unfinished = atExit(() => {
    console.log('NOT RUN to the end: it was broken off.\n0 passed, 1 failed');
  });
  const packaged = values['no-package']
    ? 0
    : spawnSync(process.execPath, [program('tsx/dist/cli.mjs'), 'test/tools/package.ts'], {
        cwd: root,
        stdio: 'inherit',
      }).status;
  let closing = '0 passed, 1 failed';
  if (packaged === 0) closing = await runMocha();
  else console.log('NOT RUN: packaging failed');
  unfinished();
  console.log(closing);
  process.exitCode = closing.endsWith(', 0 failed') ? 0 : 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
