// One table of the model: rows by LUID, by site, and a version that tells caches when to forget.

interface Row {
  readonly luid: string;
  readonly siteLuid: string;
}

/** Rows that are made when somebody looks: a hundred thousand of them must not delay the start. */
export interface LazyRows<T extends Row> {
  readonly siteLuid: string;
  readonly count: number;
  readonly make: (at: number) => T;
  /** Which of the rows has this LUID. */
  readonly at: (luid: string) => number | undefined;
}

export class Store<T extends Row> {
  readonly #byLuid = new Map<string, T>();
  readonly #bySite = new Map<string, T[]>();
  #lazy: { readonly rows: LazyRows<T>; readonly made: (T | undefined)[] } | undefined;
  #version = 0;

  /** Changes with every change of a row or of the set of rows. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byLuid.size + (this.#lazy?.rows.count ?? 0);
  }

  add(row: T): T {
    if (this.get(row.luid)) {
      throw new Error(`The model has a row with the LUID ${row.luid} already.`);
    }
    this.#byLuid.set(row.luid, row);
    this.#siteRows(row.siteLuid).push(row);
    this.#version++;
    return row;
  }

  /** Once for a store. */
  addLazy(rows: LazyRows<T>): void {
    this.#lazy = { rows, made: new Array<T | undefined>(rows.count) };
    this.#version++;
  }

  get(luid: string | undefined): T | undefined {
    if (luid === undefined) return undefined;
    return this.#byLuid.get(luid) ?? this.#makeCalled(luid);
  }

  /** The row, if it is on this site: another site's LUIDs are unknown here. */
  on(siteLuid: string, luid: string): T | undefined {
    const row = this.get(luid);
    return row?.siteLuid === siteLuid ? row : undefined;
  }

  ofSite(siteLuid: string): readonly T[] {
    if (this.#lazy?.rows.siteLuid === siteLuid) this.#makeAll();
    return this.#bySite.get(siteLuid) ?? [];
  }

  all(): IterableIterator<T> {
    this.#makeAll();
    return this.#byLuid.values();
  }

  update(row: T, changes: Partial<T>): void {
    Object.assign(row, changes);
    this.#version++;
  }

  remove(luid: string): void {
    this.#makeAll();
    const row = this.#byLuid.get(luid);
    if (!row) return;
    this.#byLuid.delete(luid);
    const rows = this.#siteRows(row.siteLuid);
    rows.splice(rows.indexOf(row), 1);
    this.#version++;
  }

  #siteRows(siteLuid: string): T[] {
    const rows = this.#bySite.get(siteLuid) ?? [];
    this.#bySite.set(siteLuid, rows);
    return rows;
  }

  #makeCalled(luid: string): T | undefined {
    const at = this.#lazy?.rows.at(luid);
    if (!this.#lazy || at === undefined || at < 0 || at >= this.#lazy.rows.count) return undefined;
    return (this.#lazy.made[at] ??= this.#lazy.rows.make(at));
  }

  /** From here on the lazy rows are rows like all others. */
  #makeAll(): void {
    if (!this.#lazy) return;
    const { made, rows } = this.#lazy;
    this.#lazy = undefined;
    const siteRows = this.#siteRows(rows.siteLuid);
    for (let at = 0; at < rows.count; at++) {
      const row = made[at] ?? rows.make(at);
      this.#byLuid.set(row.luid, row);
      siteRows.push(row);
    }
  }
}
