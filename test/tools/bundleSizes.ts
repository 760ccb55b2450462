/** Fails when what is delivered is larger than it may be: what `activate` loads, what the first request loads, the package. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { packagedVizport } from '../vscode/installPackage';

const root = resolve(__dirname, '../..');

function loadedByActivate(): readonly string[] {
  const script = resolve(__dirname, 'loadedByActivate.ts');
  const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 25_000,
  });
  return [...new Set(JSON.parse(printed) as string[])];
}

const inDist = (file: string): string => join('dist', file);

/** In units of 1,024 bytes. */
const budgets: readonly (readonly [string, readonly string[], number])[] = [
  ['loaded by activate', loadedByActivate().map(inDist), 120],
  ['loaded by the first request', [inDist('client.js')], 750],
  ['downloaded', [relative(root, packagedVizport())], 5 * 1024],
];

for (const [what, files, budget] of budgets) {
  const sizes = files.map((file) => statSync(join(root, file)).size / 1024);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const right = size > 0 && size < budget;
  const names = files.join(', ');
  console.log(
    `${right ? 'ok' : 'TOO LARGE'} ${what}: ${size.toFixed(1)} KB of ${budget} KB (${names})`,
  );
  if (!right) process.exitCode = 1;
}
