/** What `test/ui/measureFirstRow.ts` prints: a list of `FirstRow`. */

/** Milliseconds from the click in the activity bar to the first row of that level. */
export interface Rows {
  readonly first: number;
  readonly second: number;
}

export interface FirstRow {
  readonly vizport: Rows;
  readonly floor: Rows;
}
