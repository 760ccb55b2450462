/** What `measureTree.ts` tells: heap sizes in KB, one after each so many expansions; its snapshots lie beside it. */

export const treeMark = 'VIZPORT_MEMORY_TREE ';

export const expansions = 10_000;
export const samples = 40;
/** Files: of the heap in the middle and at the end. */
export const snapshots = ['half.heapsnapshot', 'end.heapsnapshot'] as const;

export interface TreeSamples {
  readonly expanding: readonly number[];
  /** Of the same host, while nothing was expanded. */
  readonly idle: readonly number[];
  readonly rows: number;
}
