/** Starts a desktop VS Code on a profile of its own, and ends it. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Child } from '../vscode/child';

/** The `code` command: the one that `VIZPORT_CODE` names, or the one on the PATH where a window can be shown. */
export function desktopCode(): string | undefined {
  const named = process.env['VIZPORT_CODE'];
  if (named) return named;
  // In a terminal of a remote VS Code `code` is a messenger to that VS Code, and opens no other.
  if (process.env['VSCODE_IPC_HOOK_CLI'] || !hasDisplay()) return undefined;
  const name = process.platform === 'win32' ? 'code.cmd' : 'code';
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

export function hasDisplay(): boolean {
  if (process.platform !== 'linux') return true;
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY']);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false; // not in this folder of the PATH
  }
}

export interface Desktop {
  /** Resolves when its window was closed. */
  readonly closed: Promise<number | null>;
  dispose(): Promise<void>;
}

const settings = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'chat.disableAIFeatures': true,
};

/** Opens a window with these extensions loaded from their folders, and no others. */
export function startDesktop(code: string, folder: string, extensions: readonly string[]): Desktop {
  const userData = join(folder, 'user-data');
  const workspace = join(folder, 'workspace');
  mkdirSync(join(userData, 'User'), { recursive: true });
  mkdirSync(workspace, { recursive: true });
  writeFileSync(join(userData, 'User/settings.json'), JSON.stringify(settings, undefined, 2));
  const window = new Child(
    code,
    [
      ...['--wait', '--new-window', '--disable-workspace-trust', '--skip-welcome'],
      ...['--user-data-dir', userData, '--extensions-dir', join(folder, 'extensions')],
      ...extensions.map((one) => `--extensionDevelopmentPath=${one}`),
      workspace,
    ],
    { shell: process.platform === 'win32' },
  );
  return {
    closed: window.ended,
    dispose: async () => {
      await window.dispose();
      endAllWith(userData);
    },
  };
}

/** The `code` command starts VS Code as a process of its own: it is known by its profile, which nobody else has. */
function endAllWith(userData: string): void {
  if (process.platform === 'win32') return; // `--wait` ends with the window, there is nothing left to find
  const list = execFileSync('ps', ['-axo', 'pid=,args='], {
    encoding: 'utf8',
    maxBuffer: 50_000_000,
  });
  for (const line of list.split('\n')) {
    const pid = Number(/^\s*(\d+)/.exec(line)?.[1]);
    if (!pid || pid === process.pid || !line.includes(userData)) continue;
    try {
      process.kill(pid, 'SIGTERM');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
