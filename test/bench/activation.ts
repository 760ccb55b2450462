/** `activate`: loading the packaged extension's bundle and calling `activate`, in extension hosts that have just begun. */
import { buildSync } from 'esbuild';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser, newProfile } from '../vscode/browser';
import { installPackage } from '../vscode/installPackage';
import { startVSCode, type RunningVSCode } from '../vscode/server';
import type { Bench } from './bench';
import { median, rounded } from './figure';
import { activationMark, type Activation } from './activationTimes';

const root = resolve(__dirname, '../..');
const hosts = 10;

export const activation: Bench = {
  names: ['activate'],
  async measure({ vsix, progress }) {
    const package_ = vsix();
    const folder = mkdtempSync(join(tmpdir(), 'vizport-activation-'));
    const measuring = prepare(folder);
    const vscode = await startVSCode({
      mode: 'test',
      installExtensions: (extensions) => installPackage(package_, extensions),
      query: (address) => measuringQuery(address, folder, measuring),
    });
    try {
      const browser = await launchBrowser();
      try {
        const measured: Activation[] = [];
        for (let n = 1; n <= hosts; n++) {
          progress(`activate: extension host ${n} of ${hosts}`);
          measured.push(await inOneHost(browser, vscode));
        }
        const ours = median(measured.map((one) => one.ours.load + one.ours.activate));
        const load = median(measured.map((one) => one.ours.load));
        const theirs = median(measured.map((one) => one.markdown.load + one.markdown.activate));
        return [
          {
            name: 'activate',
            value: rounded(ours, 1),
            unit: 'ms',
            against: `under 20 ms, of which loading ${rounded(load, 1)} ms; Power BI Studio takes about 98 ms, VS Code's own Markdown support took ${rounded(theirs, 1)} ms in the same hosts (medians of ${hosts})`,
          },
        ];
      } finally {
        await browser.close();
      }
    } finally {
      await vscode.dispose();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** An extension with nothing in it, which VS Code wants to have for a test, and the module that measures. */
function prepare(folder: string): string {
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
    entryPoints: ['test/bench/measureActivation.ts'],
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

/** Every page gets an extension host of its own, a fresh process. */
async function inOneHost(browser: Browser, vscode: RunningVSCode): Promise<Activation> {
  const profile = await newProfile(browser);
  let timer: NodeJS.Timeout | undefined;
  try {
    const page = await profile.newPage();
    const lines: string[] = [];
    const heard = new Promise<Activation>((resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The extension host did not answer')), 90_000);
      const hear = (_: string, args: unknown[]): void => {
        const text = args
          .map((arg) => (typeof arg === 'string' ? arg : JSON.stringify(arg)))
          .join(' ');
        lines.push(text);
        const at = text.indexOf(activationMark);
        if (at >= 0) resolve(JSON.parse(text.slice(at + activationMark.length)) as Activation);
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
