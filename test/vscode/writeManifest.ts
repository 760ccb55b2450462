/** The `package.json` of an unpacked extension of a test's own, which VS Code is given beside Vizport. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface OwnManifest {
  readonly name: string;
  readonly publisher: string;
  readonly activationEvents?: readonly string[];
  readonly contributes?: object;
}

/** Its code is in `extension.js` beside it. */
export function writeManifest(folder: string, own: OwnManifest): void {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    version: '0.0.1',
    engines: { vscode: '^1.105.0' },
    main: './extension.js',
    ...own,
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}
