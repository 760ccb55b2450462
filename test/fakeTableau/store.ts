// One table of the model: rows by LUID, by site, and a version that tells caches when to forget.

interface Row {
  readonly luid: string;
  readonly siteLuid: string;
}

export class Store<T extends Row> {
  readonly #byLuid = new Map<string, T>();
  readonly #bySite = new Map<string, T[]>();
  #version = 0;

  /** Changes with every change of a row or of the set of rows. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byLuid.size;
  }

  add(row: T): T {
    if (this.#byLuid.has(row.luid)) {
      throw new Error(`The model has a row with the LUID ${row.luid} already.`);
    }
    this.#byLuid.set(row.luid, row);
    const rows = this.#bySite.get(row.siteLuid);
    if (rows) {
      rows.push(row);
    } else {
      this.#bySite.set(row.siteLuid, [row]);
    }
    this.#version++;
    return row;
  }

  get(luid: string | undefined): T | undefined {
    return luid === undefined ? undefined : this.#byLuid.get(luid);
  }

  /** The row, if it is on this site: another site's LUIDs are unknown here. */
  on(siteLuid: string, luid: string): T | undefined {
    const row = this.#byLuid.get(luid);
    return row?.siteLuid === siteLuid ? row : undefined;
  }

  ofSite(siteLuid: string): readonly T[] {
    return this.#bySite.get(siteLuid) ?? [];
  }

  all(): IterableIterator<T> {
    return this.#byLuid.values();
  }

  update(row: T, changes: Partial<T>): void {
    Object.assign(row, changes);
    this.#version++;
  }

  remove(luid: string): void {
    const row = this.#byLuid.get(luid);
    if (!row) return;
    this.#byLuid.delete(luid);
    const rows = this.#bySite.get(row.siteLuid);
    rows?.splice(rows.indexOf(row), 1);
    this.#version++;
  }
}
