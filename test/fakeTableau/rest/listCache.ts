// Keeps visible rows and encoded pages until the model changes, so that big lists cost milliseconds.

const mostBytes = 96 * 1024 * 1024;

export class ListCache {
  readonly #rows = new Map<
    string,
    { readonly version: string; readonly rows: readonly unknown[] }
  >();
  readonly #pages = new Map<string, { readonly version: string; readonly page: Buffer }>();
  #bytes = 0;

  /** The rows of this key, worked out again when the version has changed. */
  rows<T>(key: string, version: string, make: () => readonly T[]): readonly T[] {
    const hit = this.#rows.get(key);
    if (hit?.version === version) return hit.rows as readonly T[];
    const rows = make();
    if (this.#rows.size > 200) this.#rows.clear();
    this.#rows.set(key, { version, rows });
    return rows;
  }

  page(key: string, version: string, make: () => Buffer): Buffer {
    const hit = this.#pages.get(key);
    if (hit?.version === version) return hit.page;
    const page = make();
    if (this.#bytes + page.length > mostBytes) {
      this.#pages.clear();
      this.#bytes = 0;
    }
    this.#bytes += page.length - (hit?.page.length ?? 0);
    this.#pages.set(key, { version, page });
    return page;
  }
}
