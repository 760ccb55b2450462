/** `npm run l10n`: writes `l10n/bundle.l10n.json`, every string of the extension that can be translated. */
import { getL10nJson } from '@vscode/l10n-dev';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sourcesBelow } from '../house/sources';

const root = resolve(__dirname, '../..');
const file = join(root, 'l10n/bundle.l10n.json');

/** What the exporter of VS Code finds in our sources, in the order of the alphabet so that differences are readable. */
export async function exportedStrings(): Promise<string> {
  const scripts = sourcesBelow('src').map(({ path, text }) => ({
    contents: text,
    extension: path.endsWith('x') ? ('.tsx' as const) : ('.ts' as const),
  }));
  const found = await getL10nJson(scripts);
  const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}

/** What is kept in the project; empty when nothing is. */
export function keptStrings(): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

if (require.main === module) {
  exportedStrings().then(
    (strings) => {
      writeFileSync(file, strings);
    },
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
