/** `first-row`: from opening the view of a remembered site to its first row of content. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Bench } from './bench';
import { median, rounded } from './figure';

const root = resolve(__dirname, '../..');
const rounds = 5;

export const firstRow: Bench = {
  names: ['first-row'],
  measure({ vsix }) {
    const script = resolve(root, 'test/ui/measureFirstRow.ts');
    const printed = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', script, vsix(), String(rounds)],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 400_000 },
    );
    const measured = JSON.parse(printed) as number[];
    return Promise.resolve([
      {
        name: 'first-row',
        value: rounded(median(measured), 0),
        unit: 'ms',
        against: `under 150 ms plus the server's latency (here none); activation, the client's loading and VS Code's drawing are in it (median of ${rounds})`,
      },
    ]);
  },
};
