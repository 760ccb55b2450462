/** What is measured on a site of some size, by us and by others. */

export const scaleMark = 'VIZPORT_SCALE ';

/** How a scale server is reached; `crowded` is the project with 20,000 workbooks, where there is one. */
export interface Reached {
  readonly url: string;
  readonly site: string;
  readonly name: string;
  readonly secret: string;
  readonly crowded: string;
}

/** In milliseconds, but for `heapMb`. */
export interface ScaleTimes {
  readonly workbooks: number;
  readonly firstRow: number;
  readonly thousandRows: number;
  readonly searchIndex: number;
  /** How many names the index holds. */
  readonly names: number;
  readonly heapMb: number;
  readonly longestBlock: number;
  /** The longest in each part of the work, in the order in which it was done. */
  readonly blocks: Readonly<Record<string, number>>;
  /** The longest block of five seconds in which nothing was done: what the machine itself does. */
  readonly restBlock: number;
  /** The slowest key of all, and the usual one. */
  readonly slowestKey: number;
  readonly usualKey: number;
  /** The first and all rows of the crowded project. */
  readonly crowdedFirst?: number;
  readonly crowdedAll?: number;
}

/** Of somebody else on the same server. */
export interface OtherTimes {
  readonly thousandRows: number;
  /** All workbooks and views. */
  readonly all: number;
}
