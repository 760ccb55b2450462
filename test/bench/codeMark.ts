/** What the measuring module says of hovers and of a file full of ids, behind the mark. */
export const codeMark = 'vizport-code:';

export interface CodeTimes {
  /** Milliseconds of the provider, and of VS Code's own round trip. */
  readonly known: readonly number[];
  readonly round: readonly number[];
  readonly unknownRequests: number;
  readonly askers: number;
  readonly namesRequests: number;
  readonly named: number;
  /** Milliseconds for a key, with and without Vizport in the editor. */
  readonly typing: readonly number[];
  readonly typingWithout: readonly number[];
  readonly typingRequests: number;
}
