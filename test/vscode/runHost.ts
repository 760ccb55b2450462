/**
 * `npm run test:host`: runs the in-host suites in VS Code's extension host and prints their report. `--grep TEXT` runs some
 * of them, `--oldest` takes the oldest VS Code that package.json admits.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { mark } from '../host/mark';
import { launchBrowser, newProfile } from './browser';
import type { Release } from './install';
import { startVSCode } from './server';

const root = resolve(__dirname, '../..');
const results = join(root, 'test-results/host');

export interface HostRun {
  /** The extension to load from source; its main must be built. */
  readonly extension: string;
  /** The module that exports `run()`, without `.js`. */
  readonly tests: string;
  readonly grep?: string | undefined;
  readonly timeLimit: number;
  readonly release?: Release;
  /** Receives each line of the report. */
  readonly print: (line: string) => void;
}

/** True when every test passed. Whatever else happens ends in false or an error, never in silence. */
export async function runHost(run: HostRun): Promise<boolean> {
  mkdirSync(results, { recursive: true });
  const everything: string[] = [];
  const vscode = await startVSCode({
    mode: 'test',
    ...(run.release && { release: run.release }),
    env: run.grep ? { VIZPORT_GREP: run.grep } : {},
    query: (address) => {
      const remote = address.replace('http://', 'vscode-remote://');
      const payload = [
        ['extensionDevelopmentPath', `${remote}${run.extension}`],
        ['extensionTestsPath', `${remote}${run.tests}`],
        ['skipWelcome', 'true'],
      ];
      return { payload: JSON.stringify(payload) };
    },
  });
  const browser = await launchBrowser().catch(async (error: unknown) => {
    await vscode.dispose();
    throw error;
  });
  let timer: NodeJS.Timeout | undefined;
  let closing = '';
  try {
    const page = await (await newProfile(browser)).newPage();
    const exit = new Promise<number>((resolve, reject) => {
      void page.exposeFunction('codeAutomationExit', resolve);
      page.once('crash', () => {
        reject(new Error('the page crashed'));
      });
    });
    await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
      const text = args
        .map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))
        .join(' ');
      everything.push(`${type}: ${text}`);
      const at = text.indexOf(mark);
      if (at < 0) return;
      const line = text.slice(at + mark.length);
      if (/^\d+ passed, \d+ failed$/.test(line)) closing = line;
      else run.print(line);
    });
    const timeUp = new Promise<'time is up'>((resolve) => {
      timer = setTimeout(resolve, run.timeLimit, 'time is up');
    });
    await page.goto(`${vscode.address}/`, { waitUntil: 'commit' });
    const code = await Promise.race([exit, timeUp]);
    if (code === 'time is up' || closing === '') {
      await page.screenshot({ path: join(results, 'last-seen.png') });
      run.print(
        `NOT RUN to the end: ${code === 'time is up' ? 'the time was up' : `exit ${code}`}.`,
      );
      run.print('test-results/host has the log and last-seen.png, what VS Code showed.');
      run.print(closing || '0 passed, 1 failed');
      return false;
    }
    run.print(closing);
    return code === 0 && / 0 failed$/.test(closing);
  } finally {
    clearTimeout(timer);
    writeFileSync(join(results, 'console.log'), everything.join('\n'));
    writeFileSync(join(results, 'server.log'), vscode.log());
    await browser.close();
    await vscode.dispose();
  }
}

/** What the in-host tests load: they, and the extension beside them. */
export function buildHost(): void {
  const builds = ['extension', 'client', 'webview', 'workers', 'formatting', 'host'];
  execFileSync(process.execPath, ['esbuild.js', ...builds.flatMap((name) => ['--only', name])], {
    cwd: root,
    stdio: 'inherit',
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      grep: { type: 'string' },
      'no-build': { type: 'boolean' },
      oldest: { type: 'boolean' },
    },
  });
  if (!values['no-build']) {
    buildHost();
  }
  const passed = await runHost({
    extension: root,
    tests: join(root, 'dist/test/host'),
    grep: values.grep,
    release: values.oldest ? 'oldest' : 'newest',
    timeLimit: 420_000,
    print: (line) => {
      console.log(line);
    },
  });
  process.exitCode = passed ? 0 : 1;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(error);
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
  });
}
