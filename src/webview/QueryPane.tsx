/** The query's editor, with its variables below. */
import {
  QueryEditor,
  Spinner,
  VariableEditor,
  pick,
  useGraphiQL,
  useMonaco,
} from '@graphiql/react';
import { useState, type ReactNode } from 'react';
import { usePanel } from './panelContext';

const storageKey = 'vizportVariables';

export function QueryPane(): ReactNode {
  const { strings } = usePanel();
  const { storage } = useGraphiQL(pick('storage'));
  const loaded = useMonaco((state) => state.monaco !== undefined);
  const [open, setOpen] = useState(() => storage.get(storageKey) !== 'closed');
  const toggle = (): void => {
    storage.set(storageKey, open ? 'closed' : 'open');
    setOpen(!open);
  };
  return (
    <div className="graphiql-editors">
      <section className="graphiql-query-editor" aria-label={strings.query}>
        {loaded ? <QueryEditor /> : <Spinner />}
      </section>
      <button
        type="button"
        className="vizport-variables-bar"
        aria-expanded={open}
        title={open ? strings.hideVariables : strings.showVariables}
        onClick={toggle}
      >
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path
            d={
              open
                ? 'm3 6 5 5 5-5-.7-.7L8 9.6 3.7 5.3 3 6Z'
                : 'm6 3 5 5-5 5-.7-.7L9.6 8 5.3 3.7 6 3Z'
            }
          />
        </svg>
        {strings.variables}
      </button>
      <section className="graphiql-editor-tool" aria-label={strings.variables} hidden={!open}>
        <VariableEditor />
      </section>
    </div>
  );
}
