/**
 * GraphiQL's storage. The host keeps it for later panels and for every window; what belongs to this panel is kept with it by VS Code as
 * well, and comes back with it. A webview's own localStorage is not to be relied on.
 */
import type { Storage } from '@graphiql/toolkit';
import type { Remote } from '../base/rpc';
import type { HostApi, PanelStart } from './protocol';
import type { Page } from './vscodeApi';

/** One history for all panels: the host's word counts, not what this panel had. */
const shared = new Set(['graphiql:queries', 'graphiql:favorites']);
export function panelStorage(
  page: Page,
  host: Pick<Remote<HostApi>, 'remember'>,
  given: PanelStart['storage'],
): Storage {
  const all = new Map(Object.entries({ ...given, ...ownOf(page.state.storage) }));
  const changed = new Map<string, string | null>();
  let timer: number | undefined;
  const send = (): void => {
    window.clearTimeout(timer);
    timer = undefined;
    if (changed.size === 0) return;
    const change = Object.fromEntries(changed);
    changed.clear();
    host.remember({ change }).catch(() => {
      // The host has told its log; for this panel the storage is as good as before.
    });
  };
  const note = (key: string, value: string | null): void => {
    changed.set(key, value);
    if (!shared.has(key)) page.update({ storage: ownOf(Object.fromEntries(all)) });
    // What changes in one turn is one message; a panel may be closed before a later one.
    timer ??= window.setTimeout(send, 0);
  };
  window.addEventListener('pagehide', send);
  return {
    get length() {
      return all.size;
    },
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => {
      if (all.get(key) === value) return;
      all.set(key, value);
      note(key, value);
    },
    removeItem: (key) => {
      if (all.delete(key)) note(key, null);
    },
    clear: () => {
      for (const key of [...all.keys()]) {
        all.delete(key);
        note(key, null);
      }
    },
  };
}

function ownOf(storage: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(storage).filter(([key]) => !shared.has(key)));
}
