/** `list-10k-…`: 10,000 workbooks through the client, and `export-10k` as a table, against plain undici and JSON.parse. */
import { buildSync } from 'esbuild';
import { join, resolve } from 'node:path';
import { Child } from '../vscode/child';
import type { Bench } from './bench';
import { median, rounded, type Figure } from './figure';

const root = resolve(__dirname, '../..');
const tsx = ['--require', 'tsx/cjs'];
const rounds = 21;

export const listing: Bench = {
  names: ['list-10k-0ms', 'list-10k-50ms', 'export-10k'],
  async measure({ bundles, progress }, wanted) {
    const figures: Figure[] = [];
    for (const latencyMs of [0, 50]) {
      const name = `list-10k-${latencyMs}ms`;
      if (!wanted.has(name)) continue;
      progress(`${name}: ${rounds} rounds`);
      figures.push(
        await ratio(name, latencyMs, join(bundles(), 'client.js'), listingProgram, 'all at once'),
      );
    }
    if (wanted.has('export-10k')) {
      progress(`export-10k: ${rounds} rounds`);
      // As far away as a server is: that the pages are asked for together counts.
      figures.push(
        await ratio(
          'export-10k',
          50,
          join(bundles(), 'client.js'),
          exportProgram(bundles()),
          'and of projects, data sources and flows, six at a time',
        ),
      );
    }
    return figures;
  },
};

const listingProgram = [...tsx, join(__dirname, 'measureListing.ts')];

/** As the product is built: the code of an export is ours, and is to be measured without what a loader adds to it. */
function exportProgram(folder: string): readonly string[] {
  const outfile = join(folder, 'measureExport.js');
  buildSync({
    entryPoints: [join(__dirname, 'measureExport.ts')],
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    logLevel: 'error',
  });
  return [outfile];
}

async function ratio(
  name: string,
  latencyMs: number,
  bundle: string,
  program: readonly string[],
  how: string,
): Promise<Figure> {
  const server = new Child(
    process.execPath,
    [...tsx, join(__dirname, 'pagesServer.ts'), '--latency', String(latencyMs)],
    { cwd: root },
  );
  try {
    const [, port = ''] = await server.saying(/^(\d+)$/mu, 60_000);
    const measuring = new Child(process.execPath, [...program, bundle, port, String(rounds)], {
      cwd: root,
    });
    const code = await measuring.ended;
    if (code !== 0) throw new Error(`${name} ended with ${code}:\n${measuring.output}`);
    const measured = JSON.parse(measuring.output) as { client: number; floor: number }[];
    const client = median(measured.map((round) => round.client));
    const floor = median(measured.map((round) => round.floor));
    return {
      name,
      // Of rounds side by side, so that a machine that slows down meanwhile slows both.
      value: rounded(median(measured.map((round) => round.client / round.floor))),
      unit: 'ratio',
      against: `at most 1.3 of plain undici and JSON.parse on the same 10 pages, ${how} (${rounded(client, 0)} ms to ${rounded(floor, 0)} ms, medians of ${rounds} rounds)`,
    };
  } finally {
    await server.dispose();
  }
}
