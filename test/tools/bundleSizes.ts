/** Fails when a production bundle is larger than it may be: what `activate` loads, and what the first request loads. */
import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** In units of 1,024 bytes. */
const budgets: Readonly<Record<string, number>> = {
  'dist/extension.js': 120,
  'dist/client.js': 750,
};

for (const [file, budget] of Object.entries(budgets)) {
  const size = statSync(join(root, file)).size / 1024;
  const right = size < budget;
  console.log(`${right ? 'ok' : 'TOO LARGE'} ${file} ${size.toFixed(1)} KB of ${budget} KB`);
  if (!right) process.exitCode = 1;
}
