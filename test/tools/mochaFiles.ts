/**
 * Runs mocha on each file in a process of its own, two at a time, and a file that failed once more, alone: a machine that
 * was too busy is not a defect, but what passes only then is named at the end. Prints mocha's reports, and a closing line.
 */
import { readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { atExit } from '../vscode/atExit';
import { Child } from '../vscode/child';
import { countMocha, type Count } from './mochaCount';

const root = resolve(__dirname, '../..');

/** Of mocha, for a file that drives a VS Code. */
export const journeyOptions = ['--timeout', '90000', '--slow', '30000'] as const;

export interface Options {
  /** Below the root; every `*.test.ts` in it. */
  readonly folder: string;
  /** Further arguments of mocha. */
  readonly mocha: readonly string[];
  /** Of the whole run, in minutes: what hangs is ended and counts as failed. */
  readonly limit: number;
  /** Files at a time. */
  readonly jobs: number;
  readonly print?: (text: string) => void;
}

interface Report {
  readonly file: string;
  readonly count: Count;
  readonly text: string;
  readonly seconds: number;
}

/** How it went; prints all there is to say, but for the closing line. */
export async function runFiles(options: Options): Promise<Count> {
  const { folder, mocha, limit, jobs, print = console.log } = options;
  const deadline = Date.now() + limit * 60_000;
  const once = (file: string) => runFile(file, mocha, deadline);

  const reports = new Map<string, Report>();
  const unsure: string[] = [];
  const waiting = testFiles(folder);
  const worker = async (): Promise<void> => {
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const report = await once(file);
      reports.set(file, report);
      const left = deadline - Date.now();
      if (failed(report) && left > 0) {
        unsure.push(file);
        print(`\nFirst try of ${file}\n${report.text.replace(/^/gm, '| ')}`);
      } else {
        print(heading(report) + report.text);
      }
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));

  const lucky: Report[] = [];
  for (const file of unsure) {
    const report = await once(file);
    if (!failed(report)) lucky.push(report);
    reports.set(file, report);
    print(`\nSecond try, alone:${heading(report)}${report.text}`);
  }
  const whole = sum([...reports.values()].map(({ count }) => count));
  print(summary([...reports.values()].filter(failed), whole));
  for (const { file } of lucky) print(`PASSED ONLY AT THE SECOND TRY, ALONE: ${file}`);
  return whole;
}

/** For a program: runs, prints the closing line, and sets the exit code. */
export async function runAndClose(options: Options): Promise<void> {
  const unfinished = atExit(() => {
    console.log('NOT RUN to the end: it was broken off.\n0 passed, 1 failed');
  });
  const count = await runFiles(options);
  unfinished();
  if (count.passed + count.failed === 0) console.log('NOT RUN: no test was found.');
  const failures = count.passed === 0 ? Math.max(count.failed, 1) : count.failed;
  console.log(`${count.passed} passed, ${failures} failed`);
  process.exitCode = failures === 0 ? 0 : 1;
}

const failed = ({ count }: Report): boolean => count.failed > 0;

const heading = ({ file, seconds }: Report): string => `\n${file} (${seconds.toFixed(0)} s)\n`;

/** Below the root, the largest first: what takes long should not be the last to start. */
export function testFiles(folder: string): string[] {
  const whole = join(root, folder);
  return readdirSync(whole, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(whole, name))
    .sort((one, other) => statSync(other).size - statSync(one).size)
    .map((path) => relative(root, path).replaceAll('\\', '/'));
}

async function runFile(file: string, more: readonly string[], deadline: number): Promise<Report> {
  const started = Date.now();
  const program = join(root, 'node_modules/mocha/bin/mocha.js');
  const args = [program, '--require', 'tsx/cjs', '--no-color', ...more, file];
  const child = new Child(process.execPath, args, { cwd: root });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, Math.max(0, deadline - Date.now()), 'late');
  });
  const code = await Promise.race([child.ended, late]);
  clearTimeout(timer);
  if (code === 'late') await child.dispose();
  const count = countMocha(child.output);
  const end = (said: string, counted: Count): Report => ({
    file,
    count: counted,
    text: `${child.output.trimEnd()}\n${said}`,
    seconds: (Date.now() - started) / 1000,
  });
  const broken = Math.max(1, count?.failed ?? 0);
  if (code === 'late')
    return end(`NOT RUN to the end: ${file}: no time was left.`, { passed: 0, failed: broken });
  if (count === undefined)
    return end(`NOT RUN: ${file} broke off before its end.`, { passed: 0, failed: broken });
  if (code !== 0 && count.failed === 0)
    return end(`FAILED ${file}: mocha ended with ${code}.`, { ...count, failed: 1 });
  return end('', count);
}

function sum(counts: readonly Count[]): Count {
  return {
    passed: counts.reduce((all, { passed }) => all + passed, 0),
    failed: counts.reduce((all, { failed: some }) => all + some, 0),
  };
}

/** As mocha ends its report, so that `failures.ts` reads both. */
function summary(bad: readonly Report[], { passed, failed: some }: Count): string {
  if (some === 0) return `\n  ${passed} passing\n`;
  const lists = bad.map(({ text }) => text.split(/^ {2}\d+ failing$/m)[1] ?? text);
  return [`\n  ${passed} passing`, `  ${some} failing`, ...lists].join('\n');
}
