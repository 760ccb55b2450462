/** GraphiQL's way to the server: the host runs the query, and GraphiQL's Stop cancels it there. */
import type { Fetcher } from '@graphiql/toolkit';
import { Kind, parse } from 'graphql';
import type { Remote } from '../base/rpc';
import type { HostApi, QueryOutcome } from './protocol';
import type { TabRuns } from './tabRuns';

interface Observer {
  next(result: { readonly data: unknown }): void;
  complete(): void;
}

export function hostFetcher(
  host: Remote<HostApi>,
  runs: TabRuns,
  activeTab: () => string,
): Fetcher {
  return ({ query, variables, operationName }) => ({
    subscribe: (observer: Observer) => {
      const tab = activeTab();
      const abort = new AbortController();
      const request = {
        tab,
        query,
        ...(variables == null ? {} : { variables: variables as Readonly<Record<string, unknown>> }),
        ...(operationName != null && isChoice(query, operationName) ? { operationName } : {}),
      };
      const asked: Promise<QueryOutcome | undefined> = runs.joinable.delete(tab)
        ? host.lastOutcome({ tab }, abort.signal)
        : host.runQuery(request, abort.signal);
      runs.set(tab, { status: 'running' });
      asked.then(
        (outcome) => {
          if (abort.signal.aborted) return;
          if (outcome === undefined) runs.set(tab, { status: 'cancelled' });
          else runs.end(tab, outcome);
          // A failure is told in words above the result, not as JSON in it.
          if (outcome !== undefined && outcome.failure === undefined)
            observer.next({ data: outcome.data });
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
          if (runs.get(tab)?.status !== 'running') return;
          abort.abort();
          runs.set(tab, { status: 'cancelled' });
        },
      };
    },
  });
}

/** GraphiQL learns of an edit a moment late: the name may be that of an operation which is no longer there. */
function isChoice(query: string, operationName: string): boolean {
  try {
    const operations = parse(query, { noLocation: true }).definitions.filter(
      (definition) => definition.kind === Kind.OPERATION_DEFINITION,
    );
    return operations.length > 1 && operations.some(({ name }) => name?.value === operationName);
  } catch {
    // A syntax error is the server's to tell, in its own words.
    return false;
  }
}
