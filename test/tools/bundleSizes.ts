/** Fails when production bundles are larger than they may be: what `activate` loads, all together, and what the first request loads. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

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

/** In units of 1,024 bytes. */
const budgets: readonly (readonly [string, readonly string[], number])[] = [
  ['loaded by activate', loadedByActivate(), 120],
  ['loaded by the first request', ['client.js'], 750],
];

for (const [what, files, budget] of budgets) {
  const sizes = files.map((file) => statSync(join(root, 'dist', file)).size / 1024);
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const right = size > 0 && size < budget;
  const names = files.join(', ');
  console.log(
    `${right ? 'ok' : 'TOO LARGE'} ${what}: ${size.toFixed(1)} KB of ${budget} KB (${names})`,
  );
  if (!right) process.exitCode = 1;
}
