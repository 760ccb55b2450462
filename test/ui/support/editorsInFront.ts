/** Which editors VS Code for the web would bring back in front, read from the page's own storage. */

/** Runs in the page. Gives what is written down of each editor group's most recently used editor. */
export async function editorsInFront(): Promise<string[]> {
  const settled = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('IndexedDB cannot be read'));
    });
  const found: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    const { editors, mru } = part as { editors?: readonly unknown[]; mru?: readonly number[] };
    if (editors !== undefined && mru !== undefined)
      found.push(JSON.stringify(editors[mru[0] ?? 0] ?? ''));
    else Object.values(part).forEach(visit);
  };
  for (const { name } of await indexedDB.databases()) {
    if (name?.startsWith('vscode-web-state-db') !== true) continue;
    const database = await settled(indexedDB.open(name));
    const table = database.transaction('ItemTable').objectStore('ItemTable');
    const text: unknown = await settled(table.get('memento/workbench.parts.editor'));
    database.close();
    if (typeof text === 'string') visit(JSON.parse(text));
  }
  return found;
}
