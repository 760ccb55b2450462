/** Runs the query, or cancels it while it runs; asks which one where the document holds several. */
import {
  DropdownMenu,
  formatShortcutForOS,
  KEY_MAP,
  pick,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import type { ReactNode } from 'react';
import { fill, usePanel } from './panelContext';

/** The keys as the user's system writes them: `Ctrl+Enter`, `⌘+Enter`. */
export const runKeys = formatShortcutForOS(KEY_MAP.runQuery.key).replace('-', '+');

export function RunButton(): ReactNode {
  const { strings } = usePanel();
  const { run, stop, setOperationName } = useGraphiQLActions();
  const { operations = [], isFetching } = useGraphiQL(pick('operations', 'isFetching'));
  const title = fill(strings.runHint, runKeys);
  if (isFetching)
    return (
      <button type="button" className="vizport-button vizport-run" onClick={stop}>
        <StopSign /> {strings.cancel}
      </button>
    );
  if (operations.length < 2)
    return (
      <button
        type="button"
        className="vizport-button vizport-primary vizport-run"
        title={title}
        onClick={run}
      >
        <PlaySign /> {strings.run}
      </button>
    );
  return (
    <DropdownMenu>
      <DropdownMenu.Button className="vizport-button vizport-primary vizport-run" title={title}>
        <PlaySign /> {strings.run} <span aria-hidden="true">▾</span>
      </DropdownMenu.Button>
      <DropdownMenu.Content>
        {operations.map(({ name, operation }, index) => (
          <DropdownMenu.Item
            key={`${name?.value ?? operation} ${index}`}
            onSelect={() => {
              if (name !== undefined) setOperationName(name.value);
              run();
            }}
          >
            {name?.value ?? strings.untitled}
          </DropdownMenu.Item>
        ))}
      </DropdownMenu.Content>
    </DropdownMenu>
  );
}

function PlaySign(): ReactNode {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M4 2.5v11l9-5.5-9-5.5Z" />
    </svg>
  );
}

function StopSign(): ReactNode {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="M3.5 3.5h9v9h-9z" />
    </svg>
  );
}
