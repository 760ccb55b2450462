/** What `measurePanelMemory.ts` prints. */
import type { Lying } from './heapSnapshot';

export const panels = 50;

export interface Weighed {
  /** Of the extension host, in KB, one after each panel was closed. */
  readonly heaps: readonly number[];
  /** KB that the second half of the panels has left. */
  readonly grown: Lying;
}

export interface PanelSamples {
  readonly ours: Weighed;
  /** After panels that hold one word, which another extension opened in the same host. */
  readonly empty: Weighed;
}
