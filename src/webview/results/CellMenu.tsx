/** What can be done with a cell: copied, and where it is a LUID whatever can be done with its item. */
import type { ReactNode } from 'react';
import { answerIdAt } from '../../query/answerIds';
import type { AskedQuery } from '../../query/selections';
import { ActionMenu, type MenuPlace } from '../ActionMenu';
import { usePanel } from '../panelContext';
import type { CopyFormat, TableColumn } from '../resultsProtocol';
import { useIdActions } from '../useIdActions';

export interface OpenMenu {
  readonly column: TableColumn;
  readonly text: string;
  readonly at: MenuPlace;
}

export function CellMenu(props: {
  readonly menu: OpenMenu;
  readonly asked: AskedQuery;
  onCopy(format: CopyFormat): void;
  onClose(): void;
  onSaid(words: string): void;
  onFailed(error: unknown): void;
}): ReactNode {
  const { strings } = usePanel();
  const { column, text, at } = props.menu;
  const actions = useIdActions(props.onSaid, props.onFailed);
  const id = answerIdAt(props.asked, { path: column.path, value: text });
  const copies = [
    ['tsv', strings.asTsv],
    ['markdown', strings.asMarkdown],
    ['json', strings.asJson],
  ] as const;
  return (
    <ActionMenu
      label={strings.cellMenu}
      at={at}
      onClose={props.onClose}
      entries={[
        ...(id === undefined ? [] : actions.entries(id)),
        ...copies.map(([format, label]) => ({
          label,
          group: 'cells',
          run: () => props.onCopy(format),
        })),
      ]}
    />
  );
}
