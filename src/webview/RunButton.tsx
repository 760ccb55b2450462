/** Runs the query, or cancels it while it runs; of several the one under the cursor, or one that is chosen. */
import {
  formatShortcutForOS,
  KEY_MAP,
  pick,
  useGraphiQL,
  useGraphiQLActions,
} from '@graphiql/react';
import type { ReactNode } from 'react';
import { fill, usePanel } from './panelContext';
import { SplitButton } from './SplitButton';

/** The keys as the user's system writes them: `Ctrl+Enter`, `⌘+Enter`. */
export const runKeys = formatShortcutForOS(KEY_MAP.runQuery.key).replace('-', '+');

export function RunButton(): ReactNode {
  const { strings } = usePanel();
  const { run, stop } = useGraphiQLActions();
  const {
    operations = [],
    isFetching,
    queryEditor,
  } = useGraphiQL(pick('operations', 'isFetching', 'queryEditor'));
  if (isFetching)
    return (
      <button type="button" className="vizport-button" onClick={stop}>
        <StopSign /> {strings.cancel}
      </button>
    );
  // GraphiQL runs what the cursor stands in.
  const runFrom = (start: number): void => {
    const position = queryEditor?.getModel()?.getPositionAt(start);
    if (position !== undefined) {
      queryEditor?.setPosition(position);
      queryEditor?.revealPositionInCenterIfOutsideViewport(position);
    }
    run();
  };
  const several = operations.length > 1;
  return (
    <SplitButton
      look="primary"
      title={fill(several ? strings.runHintCursor : strings.runHint, runKeys)}
      onPress={() => run()}
      choicesLabel={strings.runWhich}
      choices={
        several
          ? operations.map(({ name, operation, loc }, index) => ({
              key: `${name?.value ?? operation} ${index}`,
              label: name?.value ?? strings.untitled,
              run: () => runFrom(loc?.start ?? 0),
            }))
          : []
      }
    >
      <PlaySign /> {strings.run}
    </SplitButton>
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
