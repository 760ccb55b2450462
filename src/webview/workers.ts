/** Starts Monaco's workers: their text is fetched and run from a blob, since a webview's origin may start none. */

const files: Readonly<Record<string, string>> = {
  graphql: 'graphql.worker.js',
  json: 'json.worker.js',
};

/** `base`: the address that the page's own script came from. */
export function provideWorkers(base: string): void {
  const started = new Map<string, Promise<string>>();
  const addressOf = async (file: string): Promise<string> => {
    const response = await fetch(new URL(file, base));
    if (!response.ok) throw new Error(`${file} cannot be loaded (${response.status})`);
    const text = await response.text();
    return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  };
  const provider: typeof window.MonacoEnvironment = {
    getWorker: async (_, label) => {
      const file = files[label] ?? 'editor.worker.js';
      const address = started.get(file) ?? addressOf(file);
      started.set(file, address);
      return new Worker(await address, { name: label });
    },
  };
  window.MonacoEnvironment = provider;
}
