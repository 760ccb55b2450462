/** One object for what a hundred thousand items have in common: their few projects and owners are not kept with each of them. */
import type { Luid } from '../model';

interface Named {
  readonly luid: Luid;
  readonly type?: string;
  readonly name?: string;
  readonly fullName?: string;
}

export class Same<T extends Named> {
  readonly #known = new Map<Luid, T>();

  /** The one that was given before, if it says the same; asked first, because most of what is made would be thrown away. */
  find(luid: Luid, name?: string, fullName?: string, type?: string): T | undefined {
    const known = this.#known.get(luid);
    return known?.name === name && known?.fullName === fullName && known?.type === type
      ? known
      : undefined;
  }

  keep(given: T): T {
    this.#known.set(given.luid, given);
    return given;
  }
}
