/** A query's outcome as the host keeps it, and the shorter one that the page is given. */
import { luidsIn } from '../../query/luids';
import type { QueryOutcome, QueryRequest } from '../../webview/protocol';
import type { PagedFetch } from '../../tableau/metadata/paging/fetchPages';
import { measured } from './jsonText';

export interface HeldResult {
  /** As it was asked, with its variables. */
  readonly request: QueryRequest;
  /** With all its data, whatever their size. */
  readonly outcome: QueryOutcome;
  readonly shown: QueryOutcome;
  /** Of all its data, in their order. The page is told how many, and has them copied from here. */
  readonly luids: readonly string[];
  /** Pages that were fetched, to go on with. */
  readonly pages?: PagedFetch;
}

/** Above this an editor of the page grows slow, and the message to the page costs a frame. */
const mostCharacters = 2_000_000;
const headCharacters = 200_000;

export async function held(
  request: QueryRequest,
  outcome: QueryOutcome,
  pages?: PagedFetch,
): Promise<HeldResult> {
  const luids = luidsIn(outcome);
  const shown = await shownOf(outcome, luids.length);
  return { request, outcome, shown, luids, ...(pages === undefined ? {} : { pages }) };
}

async function shownOf(whole: QueryOutcome, luidCount: number): Promise<QueryOutcome> {
  if (whole.data === undefined) return whole;
  const outcome = { ...whole, luidCount };
  const { head, characters } = await measured({ data: outcome.data }, headCharacters);
  if (characters <= mostCharacters) return outcome;
  const { data: _, ...rest } = outcome;
  const wholeLines = head.slice(0, head.lastIndexOf('\n') + 1);
  return { ...rest, large: { head: wholeLines, characters } };
}
