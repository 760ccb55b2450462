/** `memory-tree`, `memory-panel`: whether the heap of the extension host grows with what is opened and closed again. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench, Surroundings } from '../bench';
import { rounded, type Figure } from '../figure';
import { inHosts } from '../inHost';
import { onScaleServer } from '../scale/onScaleServer';
import { grownBy, lyingIn, type Lying } from './heapSnapshot';
import { panels, type PanelSamples } from './panelSamples';
import { growthOf, type Growth } from './slope';
import { expansions, samples, snapshots, treeMark, type TreeSamples } from './treeSamples';

const root = resolve(__dirname, '../../..');
/** An object of three members, kept for each expansion. */
const flatTree = 50;
/** A panel that is kept has its page's messages, its tabs and its result: more than this. */
const flatPanel = 10;

export const memory: Bench = {
  names: ['memory-tree', 'memory-panel'],
  async measure({ progress, vsix }, wanted) {
    const figures: Figure[] = [];
    if (wanted.has('memory-tree')) {
      progress('memory-tree: 10,000 expansions in an extension host');
      figures.push(await treeFigure(progress));
    }
    if (wanted.has('memory-panel')) figures.push(panelFigure(vsix(), progress));
    return figures;
  },
};

type Progress = Surroundings['progress'];

async function treeFigure(progress: Progress): Promise<Figure> {
  const { expanding, idle, rows, grown } = await inHosts(
    'test/bench/memory/measureTree.ts',
    (hosts) =>
      onScaleServer(1000, async (reached) => {
        writeFileSync(join(hosts.folder, 'reached.json'), JSON.stringify(reached));
        const told = await hosts.one<TreeSamples>(treeMark, 900_000);
        const [half, end] = snapshots.map((file) => lyingIn(join(hosts.folder, file)));
        if (half === undefined || end === undefined) throw new Error('There is no snapshot');
        return { ...told, grown: grownBy(half, end) };
      }),
  );
  progress(`memory-tree: ${series(expanding)}; at rest ${series(idle)}`);
  const perThousand = 1000 / (expansions / 2);
  const data = grown.data * perThousand;
  const whole = times(growthOf(expanding), (1000 * samples) / expansions);
  const rest = times(growthOf(idle), (1000 * samples) / expansions);
  return {
    name: 'memory-tree',
    value: rounded(data, 1),
    unit: 'KB of data per 1,000 expansions',
    against: `flat is under ${flatTree} (50 bytes kept for each): ${data < flatTree ? 'flat' : 'IT GROWS'}; V8's own code grew by ${rounded(grown.code * perThousand, 1)} besides; slope of the whole heap ${said(whole)}, of the same host at rest ${said(rest)} for as many samples; ${expansions} expansions of ${rows} rows, half of them asked anew, from ${mb(expanding[samples >> 1])} to ${mb(expanding.at(-1))} in the second half`,
  };
}

function panelFigure(vsix: string, progress: Progress): Figure {
  const script = resolve(root, 'test/ui/measurePanelMemory.ts');
  const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', script, vsix], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 1_200_000,
  });
  const { ours, empty } = JSON.parse(printed) as PanelSamples;
  progress(`memory-panel: ${series(ours.heaps)}; empty ones ${series(empty.heaps)}`);
  const each = (grown: Lying): Lying => ({
    data: grown.data / (panels / 2),
    code: grown.code / (panels / 2),
  });
  const left = each(ours.grown);
  const floor = each(empty.grown);
  return {
    name: 'memory-panel',
    value: rounded(left.data, 2),
    unit: 'KB of data per open',
    against: `flat is under ${flatPanel} beyond an empty panel of another extension, which leaves ${rounded(floor.data, 2)}: ${left.data - floor.data < flatPanel ? 'flat' : 'IT GROWS'}; V8's own code grew by ${rounded(left.code, 2)} besides, with empty ones ${rounded(floor.code, 2)}; slope of the whole heap ${said(growthOf(ours.heaps))}, with empty ones ${said(growthOf(empty.heaps))}; ${panels} panels opened, their query run and closed, from ${mb(ours.heaps[panels >> 1])} to ${mb(ours.heaps.at(-1))} in the second half`,
  };
}

function times({ slope, error, step }: Growth, by: number): Growth {
  return { slope: slope * by, error: error * by, step: step * by };
}

function said({ slope, error, step }: Growth): string {
  return `${rounded(slope, 1)} ± ${rounded(error, 1)} (usual step ${rounded(step, 1)})`;
}

/** For whoever wants to look at more than the slope: KB. */
function series(samples: readonly number[]): string {
  return samples.map((sample) => rounded(sample, 0)).join(' ');
}

function mb(kb: number | undefined): string {
  return `${rounded((kb ?? 0) / 1024, 1)} MB`;
}
