/** Saves the query as a file, and opens one: questions are kept where the rest of the work is. */
import { pick, tryParseJSONC, useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import { fill, usePanel } from './panelContext';

export function FileButtons(): ReactNode {
  const { host, strings, tell } = usePanel();
  const { tabs, activeTabIndex, queryEditor, variableEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'queryEditor', 'variableEditor'),
  );
  const save = (): void => {
    const tab = tabs[activeTabIndex]?.id ?? '';
    let variables: Readonly<Record<string, unknown>> | undefined;
    try {
      variables = tryParseJSONC(variableEditor?.getValue() ?? '');
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      tell(new Error(fill(strings.variablesUnsaved, reason)));
      return;
    }
    const given = variables === undefined ? {} : { variables };
    host.saveQuery({ tab, query: queryEditor?.getValue() ?? '', ...given }).catch(tell);
  };
  return (
    <>
      <button
        type="button"
        className="vizport-icon-button"
        onClick={() => void host.openQuery().catch(tell)}
        aria-label={strings.openQuery}
        title={strings.openQuery}
      >
        <svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
          <path d="M1.5 3h4l1.5 1.5h6V6H15l-2 7H1.5V3Zm1 1v6.5L3.7 6H12v-.5H6.6L5.1 4H2.5Zm2 3L3.1 12h9.1l1.4-5H4.5Z" />
        </svg>
      </button>
      <button
        type="button"
        className="vizport-icon-button"
        onClick={save}
        aria-label={strings.saveQuery}
        title={strings.saveQuery}
      >
        <svg viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
          <path d="M2 2h9.5L14 4.5V14H2V2Zm1 1v10h1V9h8v4h1V4.9L11.1 3H11v3H5V3H3Zm3 0v2h4V3H6Zm-1 7v3h6v-3H5Z" />
        </svg>
      </button>
    </>
  );
}
