/** Makes the extension of `floorView.ts`, to be installed beside Vizport. */
import { buildSync } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/** The name in the activity bar. */
export const floorTitle = 'Floor';

export function makeFloorExtension(folder: string): void {
  const manifest = {
    name: 'floor',
    publisher: 'bench',
    version: '0.0.1',
    engines: { vscode: '^1.105.0' },
    main: './extension.js',
    contributes: {
      viewsContainers: { activitybar: [{ id: 'floor', title: floorTitle, icon: '$(dash)' }] },
      views: { floor: [{ id: 'floor.rows', name: 'Rows', icon: '$(dash)' }] },
    },
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
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
