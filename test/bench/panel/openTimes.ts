/** What `measurePanelOpen.ts` prints: milliseconds from the command to a query editor that can be typed into. */
export interface OpenTimes {
  /** The first open of each. */
  readonly first: { readonly panel: number; readonly bare: number };
  /** Every later one, in turns. */
  readonly later: readonly { readonly panel: number; readonly bare: number }[];
}
