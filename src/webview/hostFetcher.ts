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
      runs.set(tab, { status: 'running' });
      answer.then(
        (outcome) => {
          if (abort.signal.aborted) return;
          if (outcome === undefined) runs.set(tab, { status: 'cancelled' });
          else runs.end(tab, outcome);
          // The result is shown by us, a failure in words: GraphiQL's way knows neither long answers nor later pages.
          observer.complete();
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          const message = error instanceof Error ? error.message : String(error);
          runs.set(tab, { status: 'notSent', message });
          observer.complete();
        },
      );
      return {
        unsubscribe: () => {
          const run = runs.get(tab);
          if (run?.status !== 'running') return;
          // What was fetched is kept, and comes as an answer.
          if (run.pages !== undefined) {
            void host.stopPages({ tab });
            return;
          }
          abort.abort();
          runs.set(tab, { status: 'cancelled' });
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
