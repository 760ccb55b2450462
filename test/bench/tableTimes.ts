/** What `test/ui/measureTable.ts` prints of each round, in milliseconds. */
export interface TableTimes {
  /** From the press on "Table" to the first row. */
  readonly firstPaint: number;
  /** The slowest frame while 100,000 rows were scrolled. */
  readonly scrolling: number;
  /** The slowest frame from the run of a query with a 30 MB answer to its table. */
  readonly long: number;
  /** CPU time of the longest task of the page's main thread meanwhile: what the page itself adds to a frame. */
  readonly scrollingCpu: number;
  readonly longCpu: number;
  /** The slowest frame of two seconds in which nothing was done: what the machine itself adds. */
  readonly idle: number;
}
