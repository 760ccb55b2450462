/** Installs a packaged extension (`.vsix`) as a user's VS Code would. */
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Child } from './child';
import { installVSCode } from './install';

const root = resolve(__dirname, '../..');

/** Where `npm run package` puts Vizport. */
export function packagedVizport(): string {
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return join(root, `vizport-${manifest.version}.vsix`);
}

/** Puts the package (ours, unless another is named) into a folder of installed extensions. */
export async function installPackage(
  vsix: string | undefined,
  extensionsFolder: string,
): Promise<void> {
  const file = vsix ?? packagedVizport();
  if (!existsSync(file)) throw new Error(`${file} is not there: run npm run package first`);
  const { node, vscode } = await installVSCode();
  const data = await mkdtemp(join(tmpdir(), 'vizport-install-'));
  const folders = ['--server-data-dir', data, '--extensions-dir', extensionsFolder];
  const install = ['--install-extension', file, '--accept-server-license-terms'];
  const child = new Child(node, [join(vscode, 'out/server-main.js'), ...folders, ...install]);
  try {
    const code = await child.ended;
    if (code !== 0) throw new Error(`${file} could not be installed:\n${child.output}`);
  } finally {
    await child.dispose();
    await rm(data, { recursive: true, force: true });
  }
}
