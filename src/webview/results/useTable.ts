/** The table of the tab's result, once somebody wants to see it. */
import { useGraphiQL } from '@graphiql/react';
import { useEffect, useState } from 'react';
import { usePanel } from '../panelContext';
import type { TableInfo } from '../resultsProtocol';
import type { TabRun } from '../tabRuns';
import { remembered } from './tableMemory';

export type TableState =
  /** The host has no result for it. */
  | { readonly status: 'none' }
  | { readonly status: 'loading' }
  | { readonly status: 'ready'; readonly info: TableInfo }
  | { readonly status: 'failed'; readonly message: string };

/** `wanted`: the table is looked at. */
export function useTable(
  tab: string,
  run: TabRun | undefined,
  wanted: boolean,
): readonly [TableState, (list: string) => void] {
  const { host } = usePanel();
  const storage = useGraphiQL((state) => state.storage);
  const [state, setState] = useState<TableState>({ status: 'loading' });
  const [list, setList] = useState<{ readonly of: TabRun | undefined; readonly id: string }>();
  const chosen = list?.of === run ? list?.id : undefined;

  useEffect(() => {
    if (!wanted || run?.status !== 'ended' || run.outcome.failure !== undefined) {
      setState({ status: 'loading' });
      return undefined;
    }
    const abort = new AbortController();
    setState((before) => (before.status === 'ready' ? before : { status: 'loading' }));
    const open = async (): Promise<void> => {
      const likely = await host.openTable(
        { tab, ...(chosen === undefined ? {} : { list: chosen }) },
        abort.signal,
      );
      // What was chosen for this query before.
      const kept =
        likely && chosen === undefined ? remembered(storage, likely.key).list : undefined;
      const info =
        kept !== undefined && kept !== likely?.list && likely?.lists.some(({ id }) => id === kept)
          ? await host.openTable({ tab, list: kept }, abort.signal)
          : likely;
      if (abort.signal.aborted) return;
      setState(info === undefined ? { status: 'none' } : { status: 'ready', info });
    };
    open().catch((error: unknown) => {
      if (abort.signal.aborted) return;
      const message = error instanceof Error ? error.message : String(error);
      setState({ status: 'failed', message });
    });
    return () => abort.abort();
  }, [host, storage, tab, run, wanted, chosen]);
  return [state, (id) => setList({ of: run, id })];
}
