/** `panel-open`: from the command to a metadata panel that can be typed into, against GraphiQL 5 as it comes in the same VS Code. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import type { Bench } from './bench';
import { median, rounded, type Figure } from './figure';
import type { OpenTimes } from './panel/openTimes';

const root = resolve(__dirname, '../..');
const rounds = 5;

export const panelOpen: Bench = {
  names: ['panel-open', 'panel-open-ms', 'panel-open-bare'],
  measure({ vsix }) {
    const script = resolve(root, 'test/ui/measurePanelOpen.ts');
    const printed = execFileSync(
      process.execPath,
      ['--require', 'tsx/cjs', script, vsix(), String(rounds)],
      { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'], timeout: 600_000 },
    );
    const { first, later } = JSON.parse(printed) as OpenTimes;
    const panel = median(later.map((one) => one.panel));
    const bare = median(later.map((one) => one.bare));
    const figure = (name: string, value: number, unit: string, against: string): Figure => ({
      name,
      value,
      unit,
      against,
    });
    const times = (of: 'panel' | 'bare'): string =>
      `the first open took ${rounded(first[of], 0)} ms; later ones ${later.map((one) => rounded(one[of], 0)).join(', ')}`;
    return Promise.resolve([
      figure(
        'panel-open',
        rounded(panel / bare),
        'times',
        `at most 1.4 times GraphiQL 5 alone, second open, ready to type (medians of ${rounds}, in turns)`,
      ),
      figure('panel-open-ms', rounded(panel, 0), 'ms', times('panel')),
      figure('panel-open-bare', rounded(bare, 0), 'ms', times('bare')),
    ]);
  },
};
