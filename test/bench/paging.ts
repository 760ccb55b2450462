/** `panel-10k`: 10,000 nodes of the Metadata API in pages of 1,000 through the panel's paging, against the raw requests. */
import { join, resolve } from 'node:path';
import { Child } from '../vscode/child';
import type { Bench } from './bench';
import { median, rounded } from './figure';

const root = resolve(__dirname, '../..');
const tsx = ['--require', 'tsx/cjs'];
const rounds = 9;

export const paging: Bench = {
  names: ['panel-10k'],
  async measure({ bundles, progress }) {
    progress(`panel-10k: ${rounds} rounds`);
    const script = (name: string) => [...tsx, join(__dirname, name)];
    const server = new Child(process.execPath, script('metadataServer.ts'), { cwd: root });
    try {
      const [, reached = ''] = await server.saying(/^(\{.*\})$/mu, 60_000);
      const args = [join(bundles(), 'client.js'), reached, String(rounds)];
      const measuring = new Child(process.execPath, [...script('measurePaging.ts'), ...args], {
        cwd: root,
      });
      const code = await measuring.ended;
      if (code !== 0) throw new Error(`panel-10k ended with ${code}:\n${measuring.output}`);
      const measured = JSON.parse(measuring.output) as { paging: number; floor: number }[];
      const ms = (choose: (one: { paging: number; floor: number }) => number): number =>
        rounded(median(measured.map(choose)), 0);
      return [
        {
          name: 'panel-10k',
          value: rounded(median(measured.map((round) => round.paging / round.floor))),
          unit: 'ratio',
          against: `at most 1.3 of plain undici and JSON.parse on the same pages, one after the other (${ms((one) => one.paging)} ms to ${ms((one) => one.floor)} ms, medians of ${rounds} rounds)`,
        },
      ];
    } finally {
      await server.dispose();
    }
  },
};
