/** Loads modules that word sentences, without a VS Code: they are given a `vscode` that has `l10n.t` alone. */
import Module from 'node:module';

type Load = (request: string, parent: unknown, isMain: boolean) => unknown;
const loader = Module as unknown as { _load: Load };
const vscode = {
  l10n: {
    t: (message: string, ...given: readonly unknown[]): string =>
      message.replace(/\{(\d+)\}/gu, (_, at: string) => String(given[Number(at)])),
  },
};

/** Only what is loaded while `load` runs gets it. */
export function withL10n<T>(load: () => T): T {
  const before = loader._load;
  loader._load = (request, parent, isMain) =>
    request === 'vscode' ? vscode : before(request, parent, isMain);
  try {
    return load();
  } finally {
    loader._load = before;
  }
}
