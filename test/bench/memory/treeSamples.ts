/** What `measureTree.ts` tells: heap sizes in KB, one after each so many expansions. */

export const treeMark = 'VIZPORT_MEMORY_TREE ';

export const expansions = 10_000;
export const samples = 40;

export interface TreeSamples {
  readonly expanding: readonly number[];
  /** Of the same host, while nothing was expanded. */
  readonly idle: readonly number[];
  readonly rows: number;
}
