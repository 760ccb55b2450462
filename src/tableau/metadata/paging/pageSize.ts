/** How many items a page is asked for: fewer after a limit was hit, more while the server answers quickly. */

/** Tableau gives no more in one page. */
export const largestPage = 1000;
const unsaid = 100;
/** A page that came faster than this may be longer next time. */
const quickMs = 1500;

export class PageSize {
  #now: number;
  /** What went over a limit once is not asked for again. */
  #ceiling = largestPage;

  constructor(first: number | undefined) {
    this.#now = Math.min(first ?? unsaid, largestPage);
  }

  get now(): number {
    return this.#now;
  }

  /** False when it cannot be less. */
  halve(): boolean {
    if (this.#now === 1) return false;
    this.#ceiling = Math.max(1, Math.floor(this.#now / 2));
    this.#now = this.#ceiling;
    return true;
  }

  answered(milliseconds: number): void {
    if (milliseconds < quickMs) this.#now = Math.min(this.#now * 2, this.#ceiling);
  }
}
