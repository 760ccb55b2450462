/** Runs a measuring module inside extension hosts of a VS Code, and hears what it measured. */
import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newProfile } from '../vscode/browser';
import { startVSCode, type RunningVSCode, type ServerOptions } from '../vscode/server';

const root = resolve(__dirname, '../..');

export interface Hosts {
  /** Of the extension that VS Code is given; the module finds files in it beside itself. */
  readonly folder: string;
  /** What the module says behind the mark. Every call gets an extension host of its own, a fresh process. */
  one<T>(mark: string, limitMs?: number): Promise<T>;
}

export interface HostsOptions {
  /** Called with the extension's folder before VS Code is started. */
  readonly furnish?: (folder: string) => void;
  readonly installExtensions?: ServerOptions['installExtensions'];
}

/** A VS Code whose extension hosts run the module `entry`; it is gone when `use` is over. */
export async function inHosts<T>(
  entry: string,
  use: (hosts: Hosts) => Promise<T>,
  { furnish, installExtensions }: HostsOptions = {},
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'vizport-bench-host-'));
  try {
    const measuring = prepare(folder, entry);
    furnish?.(folder);
    const vscode = await startVSCode({
      mode: 'test',
      ...(installExtensions === undefined ? {} : { installExtensions }),
      query: (address) => measuringQuery(address, folder, measuring),
    });
    try {
      const browser = await launchBrowser();
      try {
        return await use({
          folder,
          one: (mark, limitMs) => inOneHost(browser, vscode, mark, limitMs),
        });
      } finally {
        await browser.close();
      }
    } finally {
      await vscode.dispose();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** An extension with nothing in it, which VS Code wants to have for a test, and the module that measures. */
function prepare(folder: string, entry: string): string {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    name: 'bench',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '*' },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  buildSync({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: join(folder, 'measure.js'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  return join(folder, 'measure');
}

function measuringQuery(address: string, extension: string, tests: string): { payload: string } {
  const remote = address.replace('http://', 'vscode-remote://');
  const payload = [
    ['extensionDevelopmentPath', `${remote}${extension}`],
    ['extensionTestsPath', `${remote}${tests}`],
    ['skipWelcome', 'true'],
  ];
  return { payload: JSON.stringify(payload) };
}

async function inOneHost<T>(
  browser: Browser,
  vscode: RunningVSCode,
  mark: string,
  limitMs = 90_000,
): Promise<T> {
  const profile = await newProfile(browser);
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await profile.newPage();
    const lines: string[] = [];
    const heard = new Promise<T>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The extension host did not answer')), limitMs);
      const hear = (_: string, args: unknown[]): void => {
        const text = args
          .map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))
          .join(' ');
        lines.push(text);
        const at = text.indexOf(mark);
        if (at >= 0) resolve(JSON.parse(text.slice(at + mark.length)) as T);
      };
      page.exposeFunction('codeAutomationLog', hear).catch(reject);
      const exit = (code: number): void => {
        if (code !== 0)
          reject(new Error(`The measuring module failed:\n${lines.slice(-20).join('\n')}`));
      };
      page.exposeFunction('codeAutomationExit', exit).catch(reject);
    });
    await page.goto(`${vscode.address}/`, { waitUntil: 'commit' });
    return await heard;
  } finally {
    clearTimeout(timer);
    await profile.close();
  }
}
