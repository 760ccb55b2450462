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

  /** The one that was given before, if it says the same. */
  one(given: T): T {
    const known = this.#known.get(given.luid);
    if (
      known !== undefined &&
      known.name === given.name &&
      known.fullName === given.fullName &&
      known.type === given.type
    )
      return known;
    this.#known.set(given.luid, given);
    return given;
  }
}
