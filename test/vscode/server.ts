/** Starts VS Code's own server with a profile of its own, and the proxy in front of it. */
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atExit } from './atExit';
import { Child } from './child';
import { installVSCode, type Release } from './install';
import { startProxy } from './proxy';

export type Settings = Readonly<Record<string, unknown>>;

export interface ServerOptions {
  /** User settings besides the quiet ones below. */
  readonly settings?: Settings;
  /** Settings with machine scope: here they belong to the computer that the server runs on. */
  readonly machineSettings?: Settings;
  /** Puts extensions into the (fresh) folder of installed extensions before VS Code starts. */
  readonly installExtensions?: (folder: string) => Promise<void>;
  /** Environment for the extension host, besides our own. */
  readonly env?: Readonly<Record<string, string>>;
  /** Ask whether the workspace is trusted, as a fresh desktop VS Code does. Off unless said. */
  readonly workspaceTrust?: boolean;
  /** The port of the address; any free one unless said. */
  readonly port?: number;
  /**
   * `test` lets the page run a test module in the extension host, and shows no notification; `development` lets it load
   * an extension from its folder. Unless said, it is VS Code as its users have it.
   */
  readonly mode?: 'test' | 'development';
  readonly release?: Release;
  /** The query of the page that `/` leads to, `folder` excepted. */
  readonly query?: (address: string) => Readonly<Record<string, string>>;
}

export interface RunningVSCode {
  /** The address to open, `http://127.0.0.1:PORT`; it leads to the workbench with the workspace open. */
  readonly address: string;
  /** A fresh, empty folder, opened as the workspace. */
  readonly workspace: string;
  readonly extensions: string;
  readonly userData: string;
  /** The server's own output. */
  log(): string;
  /** Ends the server and the extension hosts, and removes every file of this run. */
  dispose(): Promise<void>;
}

const quiet: Settings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.colorTheme': 'Default Dark Modern',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'npm.fetchOnlinePackageInfo': false,
  'json.schemaDownload.enable': false,
  'git.enabled': false,
  'typescript.disableAutomaticTypeAcquisition': true,
};

export async function startVSCode(options: ServerOptions = {}): Promise<RunningVSCode> {
  const installed = await installVSCode(options.release);
  const folder = await mkdtemp(join(tmpdir(), 'vizport-vscode-'));
  const spared = atExit(() => {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3, retryDelay: 100 });
  });
  const remove = async () => {
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    spared();
  };
  const userData = join(folder, 'data');
  const extensions = join(folder, 'extensions');
  const workspace = join(folder, 'workspace');
  try {
    await mkdir(join(userData, 'data/User'), { recursive: true });
    await mkdir(extensions);
    await mkdir(workspace);
    await writeFile(
      join(userData, 'data/User/settings.json'),
      JSON.stringify({ ...quiet, ...options.settings }, undefined, 2),
    );
    if (options.machineSettings) {
      await mkdir(join(userData, 'data/Machine'), { recursive: true });
      const text = JSON.stringify(options.machineSettings, undefined, 2);
      await writeFile(join(userData, 'data/Machine/settings.json'), text);
    }
    await options.installExtensions?.(extensions);
  } catch (error) {
    await remove();
    throw error;
  }
  const server = new Child(
    installed.node,
    [
      join(installed.vscode, 'out/server-main.js'),
      ...['--host', '127.0.0.1', '--port', '0', '--without-connection-token'],
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...(options.mode ? ['--enable-smoke-test-driver'] : []),
      ...['--server-data-dir', userData, '--extensions-dir', extensions],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    // Extension hosts leave their sockets there when they are ended.
    { env: { ...hostEnvironment(options.env), XDG_RUNTIME_DIR: folder } },
  );
  try {
    const [, port] = await server.saying(/Extension host agent listening on (\d+)/, 60_000);
    const proxy = await startProxy({
      target: Number(port),
      port: options.port ?? 0,
      toasts: options.mode === 'development',
      home: (address) => {
        const query = { folder: workspace, ...options.query?.(address) };
        return `${address}/?${new URLSearchParams(query).toString()}`;
      },
    });
    return {
      address: proxy.address,
      workspace,
      extensions,
      userData,
      log: () => server.output,
      dispose: async () => {
        await proxy.dispose();
        await server.dispose();
        await remove();
      },
    };
  } catch (error) {
    await server.dispose();
    await remove();
    throw error;
  }
}

/** The extension host sees the machine as a user's would: nothing of npm, of a debugger, or of a VS Code around us. */
function hostEnvironment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {};
  for (const [name, value] of Object.entries(process.env)) {
    if (!/^(npm_|VSCODE_|ELECTRON_|NODE_OPTIONS$)/i.test(name)) env[name] = value;
  }
  return { ...env, ...extra };
}
