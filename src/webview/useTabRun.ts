/** How the active tab's query stands; what ended while the page was away is fetched from the host. */
import { pick, tryParseJSONC, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useCallback, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Asked } from './hostFetcher';
import { fill, usePanel } from './panelContext';
import type { TabRun } from './tabRuns';

export function useTabRun(asked: { current: Asked }): TabRun | undefined {
  const { host, runs, strings } = usePanel();
  const actions = useGraphiQLActions();
  const { tabs, activeTabIndex, queryId, queryEditor, responseEditor, variableEditor } =
    useGraphiQL(
      pick('tabs', 'activeTabIndex', 'queryId', 'queryEditor', 'responseEditor', 'variableEditor'),
    );
  const tab = tabs[activeTabIndex]?.id ?? '';
  asked.current = {
    tab,
    offset: () => {
      const position = queryEditor?.getPosition();
      return (position && queryEditor?.getModel()?.getOffsetAt(position)) ?? 0;
    },
  };
  const subscribe = useCallback(
    (listener: () => void) => {
      const listening = runs.onDidChange(listener);
      return () => listening.dispose();
    },
    [runs],
  );
  const run = useSyncExternalStore(subscribe, () => runs.get(tab));

  useEffect(() => {
    if (responseEditor === undefined || tab === '' || runs.get(tab) !== undefined) return undefined;
    if (runs.joinable.has(tab)) {
      // GraphiQL's own run, which our fetcher joins to the one that is under way.
      actions.run();
      return undefined;
    }
    const abort = new AbortController();
    host.lastOutcome({ tab }).then(
      (outcome) => {
        if (abort.signal.aborted || outcome === undefined || runs.get(tab) !== undefined) return;
        runs.set(tab, { status: 'ended', outcome });
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const message = error instanceof Error ? error.message : String(error);
        runs.set(tab, { status: 'notSent', message });
      },
    );
    return () => abort.abort();
  }, [tab, responseEditor, runs, host, actions]);

  const before = useRef(queryId);
  useEffect(() => {
    if (before.current === queryId) return;
    before.current = queryId;
    const variables = variableEditor?.getValue() ?? '';
    // What is asked is kept at once: GraphiQL waits for a pause in the typing, and the panel may be closed before that.
    actions.updateActiveTabValues({ query: queryEditor?.getValue() ?? '', variables });
    // GraphiQL sends nothing when the variables are no JSON, and says so only in the result's text.
    try {
      tryParseJSONC(variables);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      runs.set(tab, { status: 'notSent', message: fill(strings.variablesInvalid, message) });
    }
  }, [queryId, queryEditor, variableEditor, runs, tab, strings, actions]);
  return run;
}
