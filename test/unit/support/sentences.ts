/** The sentence that a person reads of an error, without a VS Code: only `l10n.t` is needed, and it does what VS Code's does. */
import Module from 'node:module';
import { resolve } from 'node:path';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
const loader = Module as unknown as { _load: Load };
const vscode = {
  l10n: {
    t: (message: string, ...given: readonly unknown[]): string =>
      message.replace(/\{(\d+)\}/gu, (_, at: string) => String(given[Number(at)])),
  },
};

/** Loads the sentences with a `vscode` that has `l10n` alone; nothing else is given it. */
function load(): (error: unknown) => string {
  const before = loader._load;
  loader._load = (request, parent, isMain) =>
    request === 'vscode' ? vscode : before(request, parent, isMain);
  try {
    const file = resolve(__dirname, '../../../src/ui/errorText');
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- only while `vscode` is there
    const { errorText } = require(file) as typeof import('../../../src/ui/errorText');
    // The sentences are a bundle of their own, which is loaded now.
    errorText(
      Object.assign(new Error('x'), { name: 'TableauError', kind: 'alreadyQueued', details: {} }),
    );
    return errorText;
  } finally {
    loader._load = before;
  }
}

export const sentenceOf = load();
