/** GraphiQL's own parts (editors, tabs, documentation, history) in a layout that fits an editor column. */
import { DOC_EXPLORER_PLUGIN, DocExplorerStore } from '@graphiql/plugin-doc-explorer';
import { HISTORY_PLUGIN, HistoryStore } from '@graphiql/plugin-history';
import { GraphiQLProvider, Tooltip } from '@graphiql/react';
import { useMemo, useRef, type ReactNode } from 'react';
import { Bench } from './Bench';
import { firstDocuments, keepTabs } from './firstDocuments';
import { hostFetcher } from './hostFetcher';
import { usePanel } from './panelContext';
import { panelStorage } from './panelStorage';
import type { PanelSites } from './protocol';
import { monacoTheme } from './theme';
import { useSchema } from './useSchema';

const plugins = [DOC_EXPLORER_PLUGIN, HISTORY_PLUGIN];
const editorTheme = { dark: monacoTheme, light: monacoTheme };

export function Workspace({ sites }: { readonly sites: PanelSites }): ReactNode {
  const { host, page, runs, examples, first } = usePanel();
  const site = sites.choices.find(({ key }) => key === sites.selected);
  const askable = site?.trouble?.remedy === 'signIn' ? undefined : site?.key;
  const [schema, loadSchema] = useSchema(host, askable);
  const activeTab = useRef('');
  const storage = useMemo(() => panelStorage(page), [page]);
  const fetcher = useMemo(() => hostFetcher(host, runs, () => activeTab.current), [host, runs]);
  // Only what is there at the start counts: GraphiQL reads it once.
  const documents = useMemo(
    () => firstDocuments(storage, examples, first),
    [storage, examples, first],
  );
  return (
    <GraphiQLProvider
      {...documents}
      fetcher={fetcher}
      storage={storage}
      schema={schema.status === 'ready' ? schema.schema : null}
      dangerouslyAssumeSchemaIsValid
      plugins={plugins}
      referencePlugin={DOC_EXPLORER_PLUGIN}
      editorTheme={editorTheme}
      onTabChange={(tabs) => keepTabs(storage, tabs)}
    >
      <HistoryStore maxHistoryLength={100}>
        <DocExplorerStore>
          <Tooltip.Provider>
            <Bench
              sites={sites}
              site={site}
              schema={schema}
              loadSchema={loadSchema}
              onActiveTab={(tab) => {
                activeTab.current = tab;
              }}
            />
          </Tooltip.Provider>
        </DocExplorerStore>
      </HistoryStore>
    </GraphiQLProvider>
  );
}
