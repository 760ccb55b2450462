/** `table-100k`: a table of 100,000 rows in the real webview, and the frames while it is scrolled and while 30 MB arrive. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Bench } from './bench';
import { median, rounded, type Figure } from './figure';
import type { TableTimes } from './tableTimes';

const root = resolve(__dirname, '../..');
const rounds = 5;
const cpu = "the CPU time of the longest task of the page's main thread";

export const table: Bench = {
  names: [
    'table-100k',
    'table-100k-scroll',
    'table-100k-scroll-cpu',
    'table-100k-30mb',
    'table-100k-30mb-cpu',
  ],
  measure({ vsix }) {
    const script = resolve(root, 'test/ui/measureTable.ts');
    const printed = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', script, vsix(), String(rounds)],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000 },
    );
    const measured = JSON.parse(printed) as TableTimes[];
    const figure = (name: string, of: keyof TableTimes, against: string): Figure => {
      const values = measured.map((round) => round[of]);
      const idle = rounded(median(measured.map((round) => round.idle)), 0);
      return {
        name,
        value: rounded(median(values), 0),
        unit: 'ms',
        against: `${against} (median of ${rounds}; ${rounded(Math.min(...values), 0)} to ${rounded(Math.max(...values), 0)}; slowest frame of the idle page ${idle} ms)`,
      };
    };
    return Promise.resolve([
      figure('table-100k', 'firstPaint', 'under 300 ms from "Table" to the first of 100,000 rows'),
      figure('table-100k-scroll', 'scrolling', 'no frame over 50 ms while scrolling'),
      figure('table-100k-scroll-cpu', 'scrollingCpu', `under 50 ms: ${cpu} while scrolling`),
      figure('table-100k-30mb', 'long', 'no frame over 200 ms from the run to the table of 30 MB'),
      figure('table-100k-30mb-cpu', 'longCpu', `under 200 ms: ${cpu} meanwhile`),
    ]);
  },
};
