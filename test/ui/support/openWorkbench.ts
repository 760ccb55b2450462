/** Opens a VS Code with Vizport in it, for one journey. */
import { mkdirSync, rmSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { launchBrowser, newProfile, themes, type Size, type Theme } from '../../vscode/browser';
import { developmentQuery } from '../../vscode/developmentQuery';
import { installPackage } from '../../vscode/installPackage';
import { startVSCode, type Settings } from '../../vscode/server';
import { Workbench } from './workbench';

export interface OpenOptions {
  /** Names the folder of its screenshots: `test-results/ui/<journey>/`. */
  readonly journey: string;
  readonly theme?: Theme;
  readonly size?: Size;
  /** User settings, besides the quiet ones that every test VS Code has. */
  readonly settings?: Settings;
  /** Settings with machine scope. */
  readonly machineSettings?: Settings;
  /** A `.vsix` to install instead of the one that `npm run package` made. */
  readonly vsix?: string;
  /** The folder of an extension to load from source (`ExtensionMode.Development`) instead of any `.vsix`. */
  readonly development?: string;
  /** Folders of unpacked extensions to install besides. */
  readonly besides?: readonly string[];
  /** Environment for the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** Extensions whose logs are kept at trace level, by their identifiers. */
  readonly traced?: readonly string[];
  /** Ask about trust, as a fresh VS Code does; off unless said. */
  readonly workspaceTrust?: boolean;
}

const root = resolve(__dirname, '../../..');

/**
 * A fresh VS Code: empty profile, empty workspace, the packaged Vizport installed. Secrets survive `reload()`.
 * Whoever opens it disposes it; `journey()` does both.
 */
export async function openWorkbench(options: OpenOptions): Promise<Workbench> {
  const { development } = options;
  const pictures = join(root, 'test-results/ui', options.journey);
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const vscode = await startVSCode({
    settings: {
      'workbench.colorTheme': themes[options.theme ?? 'dark'],
      // What moves is drawn again and again, and cannot be clicked meanwhile.
      'workbench.reduceMotion': 'on',
      'editor.cursorBlinking': 'solid',
      ...options.settings,
    },
    ...(options.machineSettings ? { machineSettings: options.machineSettings } : {}),
    installExtensions: async (folder) => {
      for (const one of options.besides ?? []) {
        await cp(one, join(folder, basename(one)), { recursive: true });
      }
      // Last: the first installation lists what is there, and what comes later by hand is not loaded.
      if (!development) await installPackage(options.vsix, folder);
    },
    ...(development ? { mode: 'development' } : {}),
    ...(options.env ? { env: options.env } : {}),
    ...(options.workspaceTrust ? { workspaceTrust: true } : {}),
    query: (address) => ({
      ...(development ? developmentQuery(address, development) : {}),
      ...(options.traced ? { payload: traceOf(options.traced) } : {}),
    }),
  });
  try {
    const browser = await launchBrowser();
    const profile = await newProfile(browser, options.theme, options.size);
    const workbench = new Workbench(await profile.newPage(), pictures, {
      address: vscode.address,
      workspace: vscode.workspace,
      serverLog: () => vscode.log(),
      dispose: async () => {
        await browser.close();
        await vscode.dispose();
      },
    });
    try {
      await workbench.load();
      return workbench;
    } catch (error) {
      await workbench.picture('could-not-open');
      await workbench.dispose();
      throw error;
    }
  } catch (error) {
    await vscode.dispose();
    throw error;
  }
}

/** What `--log publisher.name=trace` is on the desktop. */
function traceOf(extensions: readonly string[]): string {
  return JSON.stringify([['logLevel', extensions.map((id) => `${id}=trace`).join(',')]]);
}
