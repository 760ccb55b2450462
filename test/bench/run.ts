/** `npm run bench [-- --json] [-- --only NAME]`: the product's numbers, each with what it is measured against. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packagedVizport } from '../vscode/installPackage';
import { activation } from './activation';
import type { Bench, Surroundings } from './bench';
import { asTable, type Figure } from './figure';
import { code } from './code';
import { firstRow } from './firstRow';
import { jobsRequests } from './jobsRequests';
import { jobsTree } from './jobsTree';
import { listing } from './listing';
import { memory } from './memory/memory';
import { oneSignIn } from './oneSignIn';
import { paging } from './paging';
import { panelOpen } from './panelOpen';
import { requests } from './requests';
import { scale } from './scale/scale';
import { sizes } from './sizes';
import { table } from './table';

const root = resolve(__dirname, '../..');
const benches: readonly Bench[] = [
  listing,
  activation,
  firstRow,
  sizes,
  requests,
  jobsRequests,
  jobsTree,
  oneSignIn,
  panelOpen,
  paging,
  table,
  memory,
  scale,
  code,
];
const names = benches.flatMap((bench) => bench.names);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { json: { type: 'boolean' }, only: { type: 'string', multiple: true } },
  });
  const wanted = new Set(values.only?.flatMap((some) => some.split(',')) ?? names);
  for (const name of wanted) {
    if (!names.includes(name)) throw new Error(`--only is one of ${names.join(', ')}`);
  }
  const surroundings = makeSurroundings();
  const figures: Figure[] = [];
  try {
    for (const bench of benches) {
      if (!bench.names.some((name) => wanted.has(name))) continue;
      const measured = await bench.measure(surroundings, wanted);
      for (const figure of measured) {
        if (!wanted.has(figure.name)) continue;
        figures.push(figure);
        if (values.json === true) process.stdout.write(`${JSON.stringify(figure)}\n`);
      }
    }
  } finally {
    surroundings.dispose();
  }
  if (values.json !== true) process.stdout.write(`${asTable(figures)}\n`);
}

function makeSurroundings(): Surroundings & { dispose(): void } {
  const made = new Map<'bundles' | 'vsix', string>();
  const progress = (line: string): void => void process.stderr.write(`${line}\n`);
  return {
    progress,
    bundles() {
      const known = made.get('bundles');
      if (known !== undefined) return known;
      const folder = mkdtempSync(join(tmpdir(), 'vizport-bench-'));
      made.set('bundles', folder);
      progress('building the production bundles');
      const only = ['extension', 'client'].flatMap((name) => ['--only', name]);
      const build = ['esbuild.js', '--production', '--dist', folder, ...only];
      execFileSync(process.execPath, build, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
      return folder;
    },
    vsix() {
      const known = made.get('vsix');
      if (known !== undefined) return known;
      const file = packagedVizport();
      if (!existsSync(file) || statSync(file).mtimeMs < newestSource()) {
        progress('packaging the extension');
        execFileSync('npm', ['run', '--silent', 'package'], {
          cwd: root,
          stdio: ['ignore', 'ignore', 'inherit'],
        });
      }
      made.set('vsix', file);
      return file;
    },
    dispose() {
      const folder = made.get('bundles');
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** When something that goes into the package was changed last. */
function newestSource(): number {
  const below = ['src', 'media', 'l10n'].flatMap((folder) =>
    readdirSync(join(root, folder), { withFileTypes: true, recursive: true }),
  );
  const files = below.map((file) => join(file.parentPath, file.name));
  files.push(join(root, 'esbuild.js'), join(root, 'package.json'), join(root, 'README.md'));
  return Math.max(
    ...files.filter((file) => existsSync(file)).map((file) => statSync(file).mtimeMs),
  );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.stack : error);
  process.exitCode = 1;
});
