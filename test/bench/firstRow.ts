/** `first-row`: from opening the view of a remembered site to its first row of content, and what VS Code itself takes of it. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Bench } from './bench';
import { median, rounded, type Figure } from './figure';
import type { FirstRow } from './rowTimes';

const root = resolve(__dirname, '../..');
const rounds = 5;

export const firstRow: Bench = {
  names: ['first-row', 'first-row-site', 'first-row-floor'],
  measure({ vsix }) {
    const script = resolve(root, 'test/ui/measureFirstRow.ts');
    const printed = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', script, vsix(), String(rounds)],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000 },
    );
    const measured = JSON.parse(printed) as FirstRow[];
    const of = (choose: (one: FirstRow) => number): number =>
      rounded(median(measured.map(choose)), 0);
    const content = of(({ vizport }) => vizport.second);
    const floor = of(({ floor: { second } }) => second);
    const range = (values: readonly number[]): string =>
      `${rounded(Math.min(...values), 0)} to ${rounded(Math.max(...values), 0)}`;
    const figure = (name: string, value: number, against: string): Figure => ({
      name,
      value,
      unit: 'ms',
      against: `${against} (median of ${rounds})`,
    });
    return Promise.resolve([
      figure(
        'first-row',
        content,
        `under 150 ms plus the server's latency (here none), from the click to the first row of content; activation, the client's loading, its request and VS Code's drawing are in it: ${rounded(content / floor, 1)} times first-row-floor; ${range(measured.map(({ vizport }) => vizport.second))}`,
      ),
      figure(
        'first-row-site',
        of(({ vizport }) => vizport.first),
        "the row of the site itself: VS Code draws it together with what is open below it, so it waits for the site's answer too",
      ),
      figure(
        'first-row-floor',
        floor,
        `no Tableau and no Vizport: a view of two fixed rows, in the same windows; ${range(measured.map(({ floor: { second } }) => second))}`,
      ),
    ]);
  },
};
