/** The result's text in GraphiQL's editor: GraphiQL's own way knows neither long answers nor pages that come later. */
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { formatResult } from '@graphiql/toolkit';
import { useEffect } from 'react';
import type { TabRun } from '../tabRuns';

export function useResponseText(tab: string, run: TabRun | undefined): void {
  const { updateActiveTabValues } = useGraphiQLActions();
  const { responseEditor } = useGraphiQL(pick('responseEditor'));
  useEffect(() => {
    if (responseEditor === undefined || run?.status !== 'ended') return;
    const { data, large, failure } = run.outcome;
    if (failure !== undefined) return;
    const response = large === undefined ? formatResult({ data }) : large.head;
    responseEditor.setValue(response);
    updateActiveTabValues({ response });
  }, [tab, run, responseEditor, updateActiveTabValues]);
}
