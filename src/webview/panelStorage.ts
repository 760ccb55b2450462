/** GraphiQL's storage, kept with the panel by VS Code: a webview's localStorage is not to be relied on. */
import type { Storage } from '@graphiql/toolkit';
import type { Page } from './vscodeApi';

export function panelStorage(page: Page): Storage {
  const write = (storage: Readonly<Record<string, string>>): void => page.update({ storage });
  return {
    get length() {
      return Object.keys(page.state.storage).length;
    },
    getItem: (key) => page.state.storage[key] ?? null,
    setItem: (key, value) => write({ ...page.state.storage, [key]: value }),
    removeItem: (key) => {
      const { [key]: _, ...rest } = page.state.storage;
      write(rest);
    },
    clear: () => write({}),
  };
}
