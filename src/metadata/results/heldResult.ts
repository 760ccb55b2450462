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
  const shown = await shownOf(outcome);
  return { request, outcome, shown, ...(pages === undefined ? {} : { pages }) };
}

async function shownOf(outcome: QueryOutcome): Promise<QueryOutcome> {
  if (outcome.data === undefined) return outcome;
  const { head, characters } = await measured({ data: outcome.data }, headCharacters);
  if (characters <= mostCharacters) return outcome;
  const { data: _, ...rest } = outcome;
  const wholeLines = head.slice(0, head.lastIndexOf('\n') + 1);
  return {
    ...rest,
    large: { head: wholeLines, characters },
    luids: luidsIn(outcome),
  };
}
