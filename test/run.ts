/**
 * `npm test`: everything that must hold, in order, each part with a time limit. `--only NAME,NAME` runs some parts
 * (`UI journeys`: all of those). A part that fails where time matters is tried once more, alone: a machine that was too
 * busy is not a defect, but what passes only then is named at the end.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { countMocha, type Count } from './tools/mochaCount';
import { journeyOptions, testFiles } from './tools/mochaFiles';
import { atExit } from './vscode/atExit';
import { Child } from './vscode/child';

const root = resolve(__dirname, '..');
const logs = join(root, 'test-results/log');
const cores = 2;

interface Step {
  readonly name: string;
  /** What `--only` may say instead of the name. */
  readonly group?: string;
  /** A program of node_modules or a script of ours, and its arguments; several run one after the other. */
  readonly commands: readonly (readonly [string, ...string[]])[];
  /** Seconds. */
  readonly limit: number;
  /** Steps that must have passed before. */
  readonly after?: readonly string[];
  /** It is the first try: a second one would have the machine for itself. */
  readonly again?: boolean;
  readonly alone?: boolean;
  readonly count?: (output: string) => Count | undefined;
}

const tsx = 'tsx/dist/cli.mjs';
const tsc = 'typescript-7/bin/tsc';
const mocha = (pattern: string, ...more: string[]): [string, ...string[]] => [
  'mocha/bin/mocha.js',
  ...['--require', 'tsx/cjs', '--no-color', ...more, pattern],
];

const steps: readonly Step[] = [
  { name: 'vscode', commands: [[tsx, 'test/vscode/install.ts']], limit: 400 },
  {
    name: 'types',
    commands: [
      [tsc, '--noEmit', '-p', 'tsconfig.json'],
      [tsc, '--noEmit', '-p', 'src/webview/tsconfig.json'],
      [tsc, '--noEmit', '-p', 'test/ui/tsconfig.json'],
    ],
    limit: 240,
  },
  {
    name: 'unit',
    commands: [mocha('test/unit/**/*.test.ts', '--timeout', '20000')],
    limit: 480,
    again: true,
    count: countMocha,
  },
  {
    name: 'lint',
    commands: [['oxlint/bin/oxlint']],
    limit: 240,
  },
  { name: 'format', commands: [['prettier/bin/prettier.cjs', '--check', '.']], limit: 240 },
  {
    name: 'house rules',
    commands: [mocha('test/house/**/*.test.ts', '--timeout', '30000')],
    limit: 240,
    count: countMocha,
  },
  { name: 'package', commands: [[tsx, 'test/tools/package.ts']], limit: 300 },
  {
    name: 'bundle sizes',
    commands: [[tsx, 'test/tools/bundleSizes.ts']],
    limit: 30,
    after: ['package'],
    count: (output) => ({
      passed: output.match(/^ok /gm)?.length ?? 0,
      failed: output.match(/^TOO LARGE /gm)?.length ?? 0,
    }),
  },
  {
    name: 'in-host tests',
    commands: [
      ['../esbuild.js', '--only', 'host'],
      [tsx, 'test/vscode/runHost.ts', '--no-build'],
    ],
    limit: 480,
    after: ['vscode', 'package'],
    again: true,
    count: countClosingLine,
  },
  // Each file is a VS Code of its own.
  ...testFiles('test/ui').map((file) => ({
    name: `UI ${basename(file, '.test.ts')}`,
    group: 'UI journeys',
    commands: [mocha(file, ...journeyOptions)],
    limit: 600,
    after: ['vscode', 'package'],
    again: true,
    count: countMocha,
  })),
];

function countClosingLine(output: string): Count | undefined {
  const [, passed, failed] = /^(\d+) passed, (\d+) failed$/m.exec(output) ?? [];
  return passed === undefined ? undefined : { passed: Number(passed), failed: Number(failed) };
}

interface Outcome {
  readonly count: Count;
  readonly output: string;
}

/** Runs one step and says how it went; a failure that counts brings its whole output. */
async function run(step: Step): Promise<Count> {
  const started = Date.now();
  const { count, output } = await outcomeOf(step);
  const { passed, failed } = count;
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  const tests = step.count === undefined ? '' : `  ${passed} passed and ${failed} failed`;
  const heading = `${step.name.padEnd(18)}${seconds} s${tests}`;
  if (failed > 0 && step.again === true)
    console.log(`First try: ${heading}\n${output.replace(/^/gm, '| ')}`);
  else console.log(`${failed === 0 ? '✔' : '✖'} ${heading}`);
  if (failed > 0 && step.again !== true) console.log(output.replace(/^/gm, '    '));
  return count;
}

async function outcomeOf(step: Step): Promise<Outcome> {
  const deadline = Date.now() + step.limit * 1000;
  let output = '';
  let right = true;
  for (const [program, ...args] of step.commands) {
    const child = new Child(process.execPath, [join(root, 'node_modules', program), ...args], {
      cwd: root,
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, deadline - Date.now(), 'late');
    });
    const code = await Promise.race([child.ended, late]);
    clearTimeout(timer);
    if (code === 'late') await child.dispose();
    output += child.output;
    if (code === 0) continue;
    right = false;
    if (code === 'late') output += `\nNOT RUN to the end: it took more than ${step.limit} s.\n`;
    break;
  }
  writeFileSync(join(logs, `${step.name.replaceAll(' ', '-')}.log`), output);
  const counted = step.count?.(output);
  const nothing = step.count !== undefined && (counted?.passed ?? 0) + (counted?.failed ?? 0) === 0;
  if (nothing) output += '\nNOT RUN: no test was found, or the run broke off before its end.\n';
  const { passed, failed } = counted ?? { passed: right ? 1 : 0, failed: 0 };
  const broken = !right || nothing;
  return { count: { passed, failed: broken ? Math.max(failed, 1) : failed }, output };
}

/** Starts what may start: its needs have passed, and there is a core for it. */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const isMeant = (name: string) => (step: Step) => step.name === name || step.group === name;
  const wanted = steps.filter((step) => !only || only.some((name) => isMeant(name)(step)));
  const unknown = only?.filter((name) => !steps.some(isMeant(name))) ?? [];
  if (unknown.length > 0) throw new Error(`There is no part called ${unknown.join(', ')}.`);
  rmSync(logs, { recursive: true, force: true });
  mkdirSync(logs, { recursive: true });

  const waiting = [...wanted];
  const failed = new Set<string>();
  const lucky: string[] = [];
  const running = new Map<Step, Promise<void>>();
  const total = { passed: 0, failed: 0 };
  const end = () => {
    for (const name of lucky) console.log(`PASSED ONLY AT THE SECOND TRY, ALONE: ${name}`);
    console.log(`${total.passed} passed, ${total.failed} failed`);
  };
  const unfinished = atExit(() => {
    console.log('NOT RUN to the end: it was broken off.');
    total.failed++;
    end();
  });
  const open = (name: string) =>
    waiting.some((step) => step.name === name) || [...running.keys()].some((s) => s.name === name);
  const hasRoom = (step: Step) =>
    running.size === 0 ||
    (step.alone !== true && running.size < cores && ![...running.keys()].some((s) => s.alone));
  const ended = (step: Step, count: Count) => {
    running.delete(step);
    if (count.failed > 0 && step.again === true) {
      waiting.push({ ...step, again: false, alone: true });
      return;
    }
    total.passed += count.passed;
    total.failed += count.failed;
    if (count.failed > 0) failed.add(step.name);
    else if (step.alone === true) lucky.push(step.name);
  };

  while (waiting.length > 0 || running.size > 0) {
    for (const step of [...waiting]) {
      const broken = step.after?.find((name) => failed.has(name));
      if (broken !== undefined) {
        console.log(`✖ ${step.name.padEnd(18)} NOT RUN: ${broken} failed`);
        total.failed++;
        failed.add(step.name);
        waiting.splice(waiting.indexOf(step), 1);
      } else if (!step.after?.some(open) && hasRoom(step)) {
        waiting.splice(waiting.indexOf(step), 1);
        running.set(
          step,
          run(step).then((count) => ended(step, count)),
        );
      }
    }
    if (running.size > 0) await Promise.race(running.values());
  }
  unfinished();
  console.log(`Whole run: ${process.uptime().toFixed(0)} s`);
  end();
  process.exitCode = total.failed > 0 ? 1 : 0;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
