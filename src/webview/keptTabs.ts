/** The panel's tabs in its storage, as they are now. */
import type { Storage } from '@graphiql/toolkit';

export const tabsKey = 'graphiql:tabState';

export interface KeptTabs {
  /** For GraphiQL. */
  readonly storage: Storage;
  /** Writes at once: a page that is closed does not live as long as GraphiQL waits. */
  keep(tabs: object): void;
}

/**
 * GraphiQL writes each state of its tabs half a second late, so also over newer ones, which are lost if the panel is closed
 * then: once a state was kept here, GraphiQL's own come to nothing.
 */
export function keptTabs(storage: Storage): KeptTabs {
  let isOurs = false;
  const dropped = new Set(['hash', 'response', 'headers']);
  return {
    storage: {
      get length() {
        return storage.length;
      },
      getItem: (key) => storage.getItem(key),
      setItem: (key, value) => {
        if (key !== tabsKey || !isOurs) storage.setItem(key, value);
      },
      removeItem: (key) => storage.removeItem(key),
      clear: () => storage.clear(),
    },
    keep: (tabs) => {
      isOurs = true;
      storage.setItem(
        tabsKey,
        JSON.stringify(tabs, (key, value: unknown) => (dropped.has(key) ? null : value)),
      );
    },
  };
}
