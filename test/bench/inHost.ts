/** Runs a measuring module inside extension hosts of a VS Code, and hears what it measured. */
import { buildSync } from 'esbuild';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { newProfile } from '../vscode/browser';
import type { RunningVSCode } from '../vscode/server';

const root = resolve(__dirname, '../..');

/** An extension with nothing in it, which VS Code wants to have for a test, and the module that measures. */
export function prepare(folder: string, entry: string): string {
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

export function measuringQuery(
  address: string,
  extension: string,
  tests: string,
): { payload: string } {
  const remote = address.replace('http://', 'vscode-remote://');
  const payload = [
    ['extensionDevelopmentPath', `${remote}${extension}`],
    ['extensionTestsPath', `${remote}${tests}`],
    ['skipWelcome', 'true'],
  ];
  return { payload: JSON.stringify(payload) };
}

/** What the module says behind the mark. Every page gets an extension host of its own, a fresh process. */
export async function inOneHost<T>(
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
