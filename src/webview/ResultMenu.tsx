/** The menu of the result's text: what can be done with the id under the cursor, and copies; of a long answer the ways to the whole. */
import { pick, useGraphiQL } from '@graphiql/react';
import { useState, type ReactNode } from 'react';
import { ActionMenu } from './ActionMenu';
import { usePanel } from './panelContext';
import type { TabRun } from './tabRuns';
import { useIdActions } from './useIdActions';
import { useResultIds, type OpenResultMenu } from './useResultIds';

/** `say`: for what happened and cannot be seen. */
export function ResultMenu(props: {
  readonly run: TabRun | undefined;
  readonly say: (words: string) => void;
}): ReactNode {
  const { host, strings, tell } = usePanel();
  const { tabs, activeTabIndex, responseEditor } = useGraphiQL(
    pick('tabs', 'activeTabIndex', 'responseEditor'),
  );
  const actions = useIdActions(props.say, tell);
  const [menu, setMenu] = useState<OpenResultMenu>();
  useResultIds(props.run, actions, setMenu);
  if (menu === undefined) return null;
  const tab = tabs[activeTabIndex]?.id ?? '';
  // Of a long answer only the head stands in the editor: the whole is with the host.
  const isHead = props.run?.status === 'ended' && props.run.outcome.large !== undefined;
  const copy = (label: string, text: string, done: string) => ({
    label,
    group: 'text',
    run: () => void host.copy({ text, said: done }).then(() => props.say(done), tell),
  });
  const whole = (label: string, hand: () => Promise<unknown>) => ({
    label,
    group: 'text',
    run: () => void hand().catch(tell),
  });
  return (
    <ActionMenu
      label={strings.idMenu}
      at={menu.at}
      onClose={() => setMenu(undefined)}
      entries={[
        ...(menu.id === undefined ? [] : actions.entries(menu.id)),
        ...(menu.marked === ''
          ? []
          : [copy(strings.copySelection, menu.marked, strings.valueCopied)]),
        ...(isHead
          ? [
              whole(strings.openInEditor, () => host.openResult({ tab })),
              whole(strings.saveResult, () => host.saveResult({ tab })),
            ]
          : [copy(strings.copyResult, responseEditor?.getValue() ?? '', strings.copied)]),
      ]}
    />
  );
}
