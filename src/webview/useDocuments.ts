/** Queries that the host wants to be seen: each opens in a tab of its own, or in the one that it had before. */
import { pick, useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useSyncExternalStore } from 'react';
import { usePanel } from './panelContext';
import type { FirstDocument } from './protocol';

/** Which tab a document with a key stands in; kept with the tabs. */
const tabsOfKeys = 'vizportDocuments';

export interface WaitingDocument {
  readonly document: FirstDocument;
  /** Its tab is the active one. */
  readonly placed: boolean;
}

export function useDocuments(): void {
  const { documents } = usePanel();
  const waiting = useSyncExternalStore(documents.subscribe, documents.get);
  const actions = useGraphiQLActions();
  const { tabs, activeTabIndex, queryEditor, variableEditor, responseEditor, storage } =
    useGraphiQL(
      pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor', 'responseEditor', 'storage'),
    );

  useEffect(() => {
    const [first, ...later] = waiting;
    if (first === undefined || queryEditor === undefined) return;
    if (variableEditor === undefined || responseEditor === undefined) return;
    const { document, placed } = first;
    const keys = keysOf(storage.get(tabsOfKeys));
    if (!placed) {
      const at = tabs.findIndex(
        ({ id }) => document.key !== undefined && id === keys[document.key],
      );
      if (at < 0) actions.addTab();
      else if (at !== activeTabIndex) actions.changeTab(at);
      // Filled when the tab is there.
      documents.set([{ document, placed: true }, ...later]);
      return;
    }
    documents.set(later);
    const tab = tabs[activeTabIndex]?.id;
    if (document.key !== undefined && tab !== undefined)
      storage.set(tabsOfKeys, JSON.stringify({ ...keys, [document.key]: tab }));
    queryEditor.setValue(document.query);
    variableEditor.setValue(document.variables ?? '');
    if (document.run !== true) queryEditor.focus();
    // What ran here before is another query's.
    else {
      actions.stop();
      actions.run();
    }
  }, [
    waiting,
    queryEditor,
    variableEditor,
    responseEditor,
    documents,
    actions,
    tabs,
    activeTabIndex,
    storage,
  ]);
}

function keysOf(text: string | null): Readonly<Record<string, string>> {
  if (text === null) return {};
  try {
    return JSON.parse(text) as Readonly<Record<string, string>>;
  } catch {
    // Broken memory is no memory: the document gets a new tab.
    return {};
  }
}
