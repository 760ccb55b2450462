/** What `measurePanelMemory.ts` prints: heap sizes of the extension host in KB, one after each panel was closed. */

export const panels = 50;

export interface PanelSamples {
  readonly ours: readonly number[];
  /** After panels that hold one word, which another extension opened in the same host. */
  readonly empty: readonly number[];
}
