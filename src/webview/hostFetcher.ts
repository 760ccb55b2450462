/** GraphiQL's way to the server: the host runs the query, and GraphiQL's Stop cancels it there. */
import type { Fetcher } from '@graphiql/toolkit';
import type { Remote } from '../base/rpc';
import { onlyOperation, operationAt, operationsOf } from '../query/operations';
import type { HostApi, QueryOutcome } from './protocol';
import type { TabRuns } from './tabRuns';

interface Observer {
  complete(): void;
}

/** What GraphiQL does not tell its fetcher. */
export interface Asked {
  readonly tab: string;
  /** Where the cursor stands in the query. */
  readonly offset: () => number;
}

export function hostFetcher(host: Remote<HostApi>, runs: TabRuns, asked: () => Asked): Fetcher {
  return ({ query, variables }) => ({
    subscribe: (observer: Observer) => {
      const { tab, offset } = asked();
      const abort = new AbortController();
      const request = {
        tab,
        ...(variables == null ? {} : { variables: variables as Readonly<Record<string, unknown>> }),
        ...chosen(query, offset()),
      };
      const answer: Promise<QueryOutcome | undefined> = runs.joinable.delete(tab)
        ? host.lastOutcome({ tab }, abort.signal)
        : host.runQuery(request, abort.signal);
      const turn = runs.begin(tab);
      answer.then(
        (outcome) => {
          if (abort.signal.aborted) return;
          turn.settle(
            outcome === undefined ? { status: 'cancelled' } : { status: 'ended', outcome },
          );
          // The result is shown by us, a failure in words: GraphiQL's way knows neither long answers nor later pages.
          observer.complete();
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          const message = error instanceof Error ? error.message : String(error);
          turn.settle({ status: 'notSent', message });
          observer.complete();
        },
      );
      return {
        unsubscribe: () => {
          const run = runs.get(tab);
          if (run?.status !== 'running' || !turn.isLast()) return;
          // What was fetched is kept, and comes as an answer.
          if (run.pages !== undefined) {
            host.stopPages({ tab }).catch(() => {
              // The host is gone, and with it what was to be stopped.
            });
            return;
          }
          abort.abort();
          turn.settle({ status: 'cancelled' });
        },
      };
    },
  });
}

/**
 * Of several operations the one under the cursor; the others stay here, so that what is wrong in them is not told now. GraphiQL's own
 * choice comes a moment too late after an edit, and knows no operations without a name.
 */
function chosen(
  query: string,
  offset: number,
): { readonly query: string; readonly operationName?: string } {
  const operations = operationsOf(query) ?? [];
  const operation = operationAt(operations, offset);
  // A syntax error is the server's to tell, in its own words.
  if (operation === undefined || operations.length < 2) return { query };
  return {
    query: onlyOperation(query, operation.start),
    ...(operation.name === undefined ? {} : { operationName: operation.name }),
  };
}
