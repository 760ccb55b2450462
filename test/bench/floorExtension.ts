/** Makes the extension of `floorView.ts`, to be installed beside Vizport. */
import { buildSync } from 'esbuild';
import { join, resolve } from 'node:path';
import { writeManifest } from '../vscode/writeManifest';

const root = resolve(__dirname, '../..');

/** The name in the activity bar. */
export const floorTitle = 'Floor';

export function makeFloorExtension(folder: string): void {
  writeManifest(folder, {
    name: 'floor',
    publisher: 'bench',
    contributes: {
      viewsContainers: { activitybar: [{ id: 'floor', title: floorTitle, icon: '$(dash)' }] },
      views: { floor: [{ id: 'floor.rows', name: 'Rows', icon: '$(dash)' }] },
    },
  });
  buildSync({
    absWorkingDir: root,
    entryPoints: ['test/bench/floorView.ts'],
    outfile: join(folder, 'extension.js'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
}
