/** `npm run package`: makes `vizport-<version>.vsix`, and fails on every warning of vsce but the one that is allowed. */
import { spawnSync } from 'node:child_process';
import { renameSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { packagedVizport } from '../vscode/installPackage';

const root = resolve(__dirname, '../..');

/** The address of the repository is not known yet; the day it is, this line goes. */
const allowed = [/A 'repository' field is missing from the 'package\.json' manifest file/];

function main(): void {
  const file = packagedVizport();
  const partial = file.replace(/\.vsix$/, '.partial.vsix');
  // Without the repository's address the links of the README stay as they are: they lead to files of the package.
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  // vsce asks whether to go on after a warning: it is answered, and what it warned of is judged here.
  const run = spawnSync(
    process.execPath,
    [
      vsce,
      'package',
      '--no-dependencies',
      '--no-yarn',
      '--no-rewrite-relative-links',
      '--out',
      partial,
    ],
    { cwd: root, encoding: 'utf8', input: 'y\ny\ny\ny\n', timeout: 180_000 },
  );
  const output = `${run.stdout}${run.stderr}`;
  if (run.status !== 0) {
    console.error(output);
    throw new Error(`vsce ended with ${run.status ?? run.signal}`);
  }
  const warnings = output.split('\n').filter((line) => /\bWARNING\b/.test(line));
  const wrong = warnings.filter((line) => !allowed.some((one) => one.test(line)));
  if (wrong.length > 0) {
    rmSync(partial, { force: true });
    throw new Error(`vsce warns:\n${wrong.join('\n')}`);
  }
  renameSync(partial, file);
  const files = /\((\d+) files/.exec(output)?.[1] ?? '?';
  console.log(`${file}: ${files} files, ${(statSync(file).size / 1024).toFixed(0)} KB`);
}

try {
  main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
