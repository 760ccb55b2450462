/** Functions that are sent into the pages of VS Code: they may use nothing from outside themselves. */

/** By place. */
export interface Kept {
  readonly 'webview messages': string[];
  readonly shown: string[];
  readonly clipboard: string[];
}

/** Runs before anything else in every frame: keeps messages, what is copied, and what is shown for a moment only. */
export function keepWhatPasses(): void {
  const kept: Kept = { 'webview messages': [], shown: [], clipboard: [] };
  (globalThis as { vizportKept?: Kept }).vizportKept = kept;
  const textOf = (data: unknown): string => {
    try {
      return typeof data === 'string' ? data : (JSON.stringify(data) ?? String(data));
    } catch {
      return String(data); // what cannot be written as JSON
    }
  };
  addEventListener(
    'message',
    ({ data }) => {
      kept['webview messages'].push(textOf(data));
    },
    true,
  );
  const listen = (holder: object, name: string, list: string[]): void => {
    const methods = holder as Record<string, ((...args: unknown[]) => unknown) | undefined>;
    const send = methods[name];
    if (send === undefined) return;
    methods[name] = function (this: unknown, ...args: unknown[]) {
      list.push(textOf(args[0]));
      return send.apply(this, args);
    };
  };
  // Not the windows' `postMessage`: called from here, a message would come from another window than it says, and VS Code's
  // worker for extensions would wait for its start for ever. What windows are told is listened to above.
  listen(MessagePort.prototype, 'postMessage', kept['webview messages']);
  if ('Clipboard' in globalThis) listen(Clipboard.prototype, 'writeText', kept.clipboard);
  const seen = new Set<string>();
  const show = (text: string | null): void => {
    // What is longer is a whole part of the window: its pieces have been here before.
    if (!text || text.length > 5_000 || seen.has(text)) return;
    seen.add(text);
    kept.shown.push(text);
  };
  const showLabels = (element: Element): void => {
    for (const name of ['aria-label', 'title']) show(element.getAttribute(name));
  };
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      show(target.textContent);
      if (target instanceof Element) showLabels(target);
      for (const node of addedNodes) {
        show(node.textContent);
        if (!(node instanceof Element)) continue;
        showLabels(node);
        for (const one of node.querySelectorAll('[aria-label], [title]')) showLabels(one);
      }
    }
  }).observe(document, {
    subtree: true,
    childList: true,
    characterData: true,
    attributeFilter: ['aria-label', 'title'],
  });
}

/** Every database of the browser, store by store, with all its keys and values. */
export async function readDatabases(): Promise<{ name: string; text: string }[]> {
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
    });
  const found: { name: string; text: string }[] = [];
  const decoder = new TextDecoder();
  const plain = (value: unknown): string => {
    if (typeof value === 'string') return value;
    if (value instanceof Uint8Array || value instanceof ArrayBuffer) return decoder.decode(value);
    return JSON.stringify(value);
  };
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue;
    const database = await done(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const objects = database.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([
        done(objects.getAllKeys()),
        done(objects.getAll()),
      ]);
      // Texts as they are: what stands in them must be found though it is escaped once more in JSON.
      const rows = keys.map((key, index) => `${JSON.stringify(key)}\n${plain(values[index])}`);
      found.push({ name: `${name}/${store}`, text: rows.join('\n') });
    }
    database.close();
  }
  return found;
}
