/**
 * `npm run coverage`: runs the unit tests, and says for each room below the `vscode` line how much of it they run, and which
 * files have the largest gaps. It is there to be read: nothing fails by it but a failing test. `-- FILE…` runs some tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve, sep } from 'node:path';
import { transformSync } from 'esbuild';

const root = resolve(__dirname, '../..');
const below = [
  ...['base', 'tableau', 'content', 'session', 'network', 'jobs', 'audit', 'freshness'],
  ...['query', 'mapping', 'references', 'pipelines'],
];

interface Share {
  readonly total: number;
  readonly covered: number;
}
interface Counted {
  readonly lines: Share;
  readonly branches: Share;
  readonly functions: Share;
}

/** Each statement of c8 is a line. */
interface Lines {
  readonly statementMap: Readonly<Record<string, { readonly start: { readonly line: number } }>>;
  readonly s: Readonly<Record<string, number>>;
}

function main(): number {
  const folder = mkdtempSync(join(tmpdir(), 'vizport-coverage-'));
  try {
    const given = process.argv.slice(2);
    const tests = given.length > 0 ? given : ['test/unit/**/*.test.ts'];
    const c8 = [
      'node_modules/c8/bin/c8.js',
      ...['--all', '--src', 'src', '--include', 'src/**/*.ts', '--exclude', 'src/webview/**'],
      ...['--temp-directory', join(folder, 'raw'), '--reports-dir', folder],
      ...['--reporter', 'json-summary', '--reporter', 'json'],
    ];
    const mocha = ['node_modules/mocha/bin/mocha.js', '--require', 'tsx/cjs'];
    const args = [...c8, process.execPath, ...mocha, '--reporter', 'dot', '--timeout', '60000'];
    const run = spawnSync(process.execPath, [...args, ...tests], { cwd: root, stdio: 'inherit' });
    const read = <T>(name: string): Readonly<Record<string, T>> =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')) as Readonly<Record<string, T>>;
    report(read<Counted>('coverage-summary.json'), read<Lines>('coverage-final.json'));
    return run.status ?? 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function report(
  counted: Readonly<Record<string, Counted>>,
  lines: Readonly<Record<string, Lines>>,
): void {
  const files = Object.entries(counted)
    .filter(([file]) => file !== 'total' && hasCode(file))
    .map(([file, counts]) => ({ file: relative(root, file).split(sep).join('/'), ...counts }));
  console.log(`\n${'room'.padEnd(12)}   lines  branches  functions  files`);
  for (const room of below) {
    const its = files.filter(({ file }) => file.startsWith(`src/${room}/`));
    if (its.length === 0) continue;
    const [lines, branches, functions] = (['lines', 'branches', 'functions'] as const).map((kind) =>
      percent(its.map((one) => one[kind])),
    );
    console.log(
      `${room.padEnd(12)}${lines?.padStart(8)}${branches?.padStart(10)}${functions?.padStart(11)}${String(its.length).padStart(7)}`,
    );
  }
  const gaps = files
    .filter(({ file }) => below.some((room) => file.startsWith(`src/${room}/`)))
    .map(({ file, lines }) => ({ file, missing: lines.total - lines.covered, lines }))
    .filter(({ missing }) => missing > 0)
    .sort((a, b) => b.missing - a.missing)
    .slice(0, 25);
  console.log('\nThe largest gaps, in lines:');
  for (const { file, missing, lines: of } of gaps) {
    const where = missingLines(lines[join(root, file)]);
    console.log(
      `${String(missing).padStart(5)} of ${String(of.total).padStart(4)}  ${file}: ${where}`,
    );
  }
}

/** What holds only types is gone before anything runs. */
function hasCode(file: string): boolean {
  const { code } = transformSync(readFileSync(file, 'utf8'), { loader: 'ts', minify: true });
  return code.trim() !== '';
}

/** `12-18, 40`. */
function missingLines(lines: Lines | undefined): string {
  const missing = Object.entries(lines?.s ?? {})
    .filter(([, count]) => count === 0)
    .map(([id]) => lines?.statementMap[id]?.start.line ?? 0)
    .sort((one, other) => one - other);
  const runs: [from: number, to: number][] = [];
  for (const line of missing) {
    const last = runs.at(-1);
    if (last?.[1] === line - 1) last[1] = line;
    else runs.push([line, line]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function percent(shares: readonly Share[]): string {
  const sum = (of: (share: Share) => number) => shares.reduce((all, one) => all + of(one), 0);
  const total = sum((share) => share.total);
  return total === 0 ? '-' : `${((100 * sum((share) => share.covered)) / total).toFixed(1)} %`;
}

process.exitCode = main();
