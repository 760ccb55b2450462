/** `hover-known`, `hover-unknown-requests`, `ids-1000-requests`, `ids-1000-typing`: ids in files, in a real VS Code. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench } from './bench';
import { codeMark, type CodeTimes } from './codeMark';
import { median, rounded } from './figure';
import { inHosts } from './inHost';

const root = resolve(__dirname, '../..');

export const code: Bench = {
  names: ['hover-known', 'hover-unknown-requests', 'ids-1000-requests', 'ids-1000-typing'],
  async measure({ progress }) {
    progress('hovers, and a file with 1,000 ids');
    const times = await inHosts(
      'test/bench/measureCode.ts',
      (hosts) => hosts.one<CodeTimes>(codeMark, 240_000),
      { furnish: (folder) => haveOurSettings(join(folder, 'package.json')) },
    );
    const without = rounded(median(times.typingWithout), 1);
    return [
      {
        name: 'hover-known',
        value: rounded(median(times.known), 2),
        unit: 'ms',
        against: `under 5 ms; with VS Code’s own round trip ${rounded(median(times.round), 1)} ms`,
      },
      {
        name: 'hover-unknown-requests',
        value: times.unknownRequests,
        unit: 'requests',
        against: `1, shared by ${times.askers} hovers at the same time`,
      },
      {
        name: 'ids-1000-requests',
        value: times.namesRequests,
        unit: 'requests',
        against: `at most 10 to name the items of 1,000 ids in a file (${times.named} lines got names)`,
      },
      {
        name: 'ids-1000-typing',
        value: rounded(median(times.typing), 1),
        unit: 'ms',
        against: `a key among 1,000 ids; ${without} ms without Vizport in the editor; ${times.typingRequests} requests`,
      },
    ];
  },
};

/** Settings have their defaults only where a manifest declares them. */
function haveOurSettings(manifest: string): void {
  const read = (file: string): Record<string, unknown> =>
    JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const { configuration } = read(join(root, 'package.json'))['contributes'] as {
    readonly configuration: unknown;
  };
  const bench = { ...read(manifest), contributes: { configuration } };
  writeFileSync(manifest, JSON.stringify(bench));
}
