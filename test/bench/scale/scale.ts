/** `scale-…`: how the product grows with a site of 1,000, 10,000 and 100,000 workbooks, beside others on the same server. */
import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { pythonWithClients } from '../../clients/python';
import { Child } from '../../vscode/child';
import type { Bench, Surroundings } from '../bench';
import { rounded, type Figure } from '../figure';
import { inHosts } from '../inHost';
import { onScaleServer } from './onScaleServer';
import { writeReport } from './report';
import { scaleMark, type OtherTimes, type Reached, type ScaleTimes } from './scaleTimes';

const root = resolve(__dirname, '../../..');
const sizes = [1000, 10_000, 100_000];
const minutes = 60_000;

export interface Measured {
  readonly size: number;
  readonly ours: ScaleTimes;
  readonly floor: OtherTimes;
  readonly tsc: OtherTimes;
  /** Of the machine, before any of it. */
  readonly load: number;
}

const rows = ['first-row', 'index', 'heap', 'block', 'key'] as const;
const nameOf = (row: (typeof rows)[number], size: number): string => `scale-${row}-${size / 1000}k`;

export const scale: Bench = {
  names: rows.flatMap((row) => sizes.map((size) => nameOf(row, size))),
  async measure({ progress }) {
    const measured = await inHosts('test/bench/scale/measureScale.ts', async (hosts) => {
      const all: Measured[] = [];
      for (const size of sizes)
        all.push(
          await onServer(size, progress, (reached) => {
            writeFileSync(join(hosts.folder, 'reached.json'), JSON.stringify(reached));
            return hosts.one<ScaleTimes>(scaleMark, 10 * minutes);
          }),
        );
      return all;
    });
    await writeReport(measured);
    return measured.flatMap(figuresOf);
  },
};

async function onServer(
  size: number,
  progress: Surroundings['progress'],
  measure: (reached: Reached) => Promise<ScaleTimes>,
): Promise<Measured> {
  const [load = 0] = loadavg();
  return onScaleServer(size, async (reached, line) => {
    const other = async (program: string, args: readonly string[]): Promise<OtherTimes> => {
      const child = new Child(program, [...args, line], { cwd: root });
      const code = await child.ended;
      if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${child.output}`);
      return JSON.parse(child.output.trim().split('\n').at(-1) ?? '') as OtherTimes;
    };
    // The server sorts a list when it is first asked for: nobody shall pay for that alone.
    progress(`scale: ${size} workbooks, the raw floor`);
    const rawFloor = ['--require', 'tsx/cjs', join(__dirname, 'rawFloor.ts')];
    await other(process.execPath, rawFloor);
    const floor = await other(process.execPath, rawFloor);
    progress(`scale: ${size} workbooks, in an extension host`);
    const ours = await measure(reached);
    progress(`scale: ${size} workbooks, tableauserverclient`);
    const tsc = await other(await pythonWithClients(), [join(__dirname, 'tsc_pager.py')]);
    return { size, ours, floor, tsc, load };
  });
}

function figuresOf({ size, ours, floor, tsc }: Measured): readonly Figure[] {
  const seconds = (ms: number): string => `${rounded(ms / 1000, 1)} s`;
  return [
    {
      name: nameOf('first-row', size),
      value: rounded(ours.firstRow, 0),
      unit: 'ms',
      against: `1,000 rows of workbooks in ${rounded(ours.thousandRows, 0)} ms, the raw floor ${rounded(floor.thousandRows, 0)} ms, tableauserverclient ${rounded(tsc.thousandRows, 0)} ms`,
    },
    {
      name: nameOf('index', size),
      value: rounded(ours.searchIndex / 1000, 2),
      unit: 's',
      against: `${ours.names} names; workbooks and views take the raw floor ${seconds(floor.all)}, tableauserverclient's pager ${seconds(tsc.all)}`,
    },
    {
      name: nameOf('heap', size),
      value: rounded(ours.heapMb, 1),
      unit: 'MB',
      against: 'of the extension host, for all that is listed and indexed',
    },
    {
      name: nameOf('block', size),
      value: rounded(ours.longestBlock, 0),
      unit: 'ms',
      against: `under 50 ms: the longest that the event loop was held up, ${partsOf(ours.blocks)}; ${rounded(ours.restBlock, 0)} ms in five seconds at rest before it`,
    },
    {
      name: nameOf('key', size),
      value: rounded(ours.slowestKey, 1),
      unit: 'ms',
      against: `under 30 ms: the slowest key; the usual one takes ${rounded(ours.usualKey, 1)} ms`,
    },
  ];
}

/** `12 ms during the first rows, …` */
function partsOf(blocks: Readonly<Record<string, number>>): string {
  return Object.entries(blocks)
    .map(([part, ms]) => `${rounded(ms, 0)} ms during ${part}`)
    .join(', ');
}
