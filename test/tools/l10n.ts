/** `npm run l10n`: writes `l10n/bundle.l10n.json`, every string of the extension that can be translated. */
import { getL10nJson } from '@vscode/l10n-dev';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sourcesBelow, type SourceFile } from '../house/sources';

const root = resolve(__dirname, '../..');
const file = join(root, 'l10n/bundle.l10n.json');

/** What the exporter of VS Code finds in our sources, in the order of the alphabet so that differences are readable. */
export async function exportedStrings(): Promise<string> {
  const found = await getL10nJson(joined(sourcesBelow('src')));
  const sorted = Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
}

/**
 * The exporter needs a fifth of a second for each file, and it looks only for what a file calls `vscode` or `l10n`: files
 * that import the same in the same words are given to it as one, the others by themselves, and those without l10n not.
 */
function joined(files: readonly SourceFile[]) {
  const scripts = new Map<string, { contents: string; extension: '.ts' | '.tsx' }>();
  for (const { path, text } of files) {
    if (!text.includes('l10n')) continue;
    const extension = path.endsWith('x') ? '.tsx' : '.ts';
    const [line] = /^import [^\n]* from 'vscode';$/m.exec(text) ?? [];
    const key = line === undefined ? path : `${extension} ${line}`;
    const script = scripts.get(key);
    if (line === undefined || !script) scripts.set(key, { contents: text, extension });
    else script.contents += `\n${text.replace(line, '')}`;
  }
  return [...scripts.values()];
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
