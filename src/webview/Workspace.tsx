/** GraphiQL's own parts (editors, tabs, documentation, history) in a layout that fits an editor column. */
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, Tooltip } from '@graphiql/react';
import { useMemo, useRef, type ReactNode } from 'react';
import { Bench } from './Bench';
import { firstDocuments, hasTabs } from './firstDocuments';
import { hostFetcher, type Asked } from './hostFetcher';
import { keptTabs } from './keptTabs';
import { usePanel } from './panelContext';
import { panelStorage } from './panelStorage';
import type { PanelSites } from './protocol';
import { monacoTheme } from './theme';
import { useSchema } from './useSchema';

const plugins = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];
const editorTheme = { dark: monacoTheme, light: monacoTheme };

export function Workspace({ sites }: { readonly sites: PanelSites }): ReactNode {
  const { host, page, runs, examples, documents: opened, storage: given } = usePanel();
  const site = sites.choices.find(({ key }) => key === sites.selected);
  const askable = site?.trouble?.remedy === 'signIn' ? undefined : site?.key;
  const [schema, loadSchema] = useSchema(host, askable);
  const asked = useRef<Asked>({ tab: '', offset: () => 0 });
  const kept = useMemo(() => keptTabs(panelStorage(page, host, given)), [page, host, given]);
  const { storage } = kept;
  const fetcher = useMemo(() => hostFetcher(host, runs, () => asked.current), [host, runs]);
  // Only what is there at the start counts: GraphiQL reads it once.
  const documents = useMemo(() => {
    const [first, ...later] = opened.get();
    // A panel without tabs starts with the one that it was opened for.
    const placed = first !== undefined && !hasTabs(storage);
    if (placed) opened.set([{ ...first, placed }, ...later]);
    return firstDocuments(storage, examples, placed ? first.document : undefined);
  }, [storage, examples, opened]);
  return (
    <GraphiQLProvider
      {...documents}
      fetcher={fetcher}
      storage={storage}
      schema={schema.schema ?? null}
      dangerouslyAssumeSchemaIsValid
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      editorTheme={editorTheme}
      onTabChange={kept.keep}
    >
      <HistoryStore maxHistoryLength={100}>
        <DocExplorerStore>
          <Tooltip.Provider>
            <Bench
              sites={sites}
              site={site}
              schema={schema}
              loadSchema={loadSchema}
              asked={asked}
            />
          </Tooltip.Provider>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
