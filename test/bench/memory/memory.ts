/** `memory-tree`, `memory-panel`: whether the heap of the extension host grows with what is opened and closed again. */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Bench, Surroundings } from '../bench';
import { rounded, type Figure } from '../figure';
import { inHosts } from '../inHost';
import { onScaleServer } from '../scale/onScaleServer';
import { panels, type PanelSamples } from './panelSamples';
import { growthOf, type Growth } from './slope';
import { expansions, samples, treeMark, type TreeSamples } from './treeSamples';

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
  const { expanding, idle, rows } = await inHosts('test/bench/memory/measureTree.ts', (hosts) =>
    onScaleServer(1000, (reached) => {
      writeFileSync(join(hosts.folder, 'reached.json'), JSON.stringify(reached));
      return hosts.one<TreeSamples>(treeMark, 600_000);
    }),
  );
  progress(`memory-tree: ${series(expanding)}; at rest ${series(idle)}`);
  const perThousand = (1000 * samples) / expansions;
  const grown = times(growthOf(expanding), perThousand);
  const floor = times(growthOf(idle), perThousand);
  return {
    name: 'memory-tree',
    value: rounded(grown.slope, 1),
    unit: 'KB per 1,000 expansions',
    against: `flat is under ${flatTree} (50 bytes kept for each): ${verdict(grown, 0, flatTree)}, ± ${rounded(grown.error, 1)}, usual step ${rounded(grown.step, 1)}; the same host at rest ${rounded(floor.slope, 1)} ± ${rounded(floor.error, 1)} for as many samples; ${expansions} expansions of ${rows} rows, half of them asked anew, from ${mb(expanding[samples >> 1])} to ${mb(expanding.at(-1))} in the second half`,
  };
}

function panelFigure(vsix: string, progress: Progress): Figure {
  const script = resolve(root, 'test/ui/measurePanelMemory.ts');
  const printed = execFileSync(process.execPath, ['--require', 'tsx/cjs', script, vsix], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: 900_000,
  });
  const { ours, empty } = JSON.parse(printed) as PanelSamples;
  progress(`memory-panel: ${series(ours)}; empty ones ${series(empty)}`);
  const grown = growthOf(ours);
  const floor = growthOf(empty);
  return {
    name: 'memory-panel',
    value: rounded(grown.slope, 2),
    unit: 'KB per open',
    against: `flat is under ${flatPanel} beyond an empty panel of another extension, which keeps ${rounded(floor.slope, 2)} ± ${rounded(floor.error, 2)}: ${verdict(grown, floor.slope, flatPanel)}, ± ${rounded(grown.error, 2)}, usual step ${rounded(grown.step, 2)}; ${panels} panels opened, their query run and closed, from ${mb(ours[panels >> 1])} to ${mb(ours.at(-1))} in the second half`,
  };
}

function times({ slope, error, step }: Growth, by: number): Growth {
  return { slope: slope * by, error: error * by, step: step * by };
}

function verdict({ slope, step }: Growth, floor: number, limit: number): string {
  return Math.max(slope, step) - floor < limit ? 'flat' : 'IT GROWS';
}

/** For whoever wants to look at more than the slope: KB. */
function series(samples: readonly number[]): string {
  return samples.map((sample) => rounded(sample, 0)).join(' ');
}

function mb(kb: number | undefined): string {
  return `${rounded((kb ?? 0) / 1024, 1)} MB`;
}
