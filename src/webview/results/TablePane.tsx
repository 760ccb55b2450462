/** A result as a table: its tools above, its rows below, and words where there are none. */
import { useGraphiQL } from '@graphiql/react';
import {
  useEffect,
  useImperativeHandle,
  useMemo,
  useRef,
  useState,
  type ReactNode,
  type Ref,
} from 'react';
import type { AskedQuery } from '../../query/selections';
import { counted } from '../counted';
import { Notice } from '../Notice';
import { fill, usePanel } from '../panelContext';
import type { CopyFormat, TableInfo, TableOrder, TableView } from '../resultsProtocol';
import { CellMenu, type OpenMenu } from './CellMenu';
import { Grid } from './Grid';
import { heading, isSingle, rectangle, single, type Selection } from './selection';
import { remember, remembered, type TableMemory } from './tableMemory';
import { TableTools } from './TableTools';
import { useRows } from './useRows';

/** The same objects each time: a view is a new one where its parts are. */
const noneHidden: readonly string[] = [];
const ownWidths: Readonly<Record<string, number>> = {};

/** What stands around the table can have done with it. */
export interface TableHandle {
  selectAll(): void;
}

export function TablePane(props: {
  readonly tab: string;
  readonly info: TableInfo;
  /** The query that the answer is of. */
  readonly asked: AskedQuery;
  readonly handle: Ref<TableHandle>;
  onList(list: string): void;
}): ReactNode {
  const { tab, info } = props;
  const { host, strings } = usePanel();
  const storage = useGraphiQL((state) => state.storage);
  const [memory, setMemory] = useState<TableMemory>(() => remembered(storage, info.key));
  const [filter, setFilter] = useState('');
  const [selection, setSelection] = useState<Selection>();
  const [menu, setMenu] = useState<OpenMenu>();
  const [said, setSaid] = useState<string>();

  const change = (next: TableMemory): void => {
    const merged = { ...memory, ...next };
    setMemory(merged);
    remember(storage, info.key, merged);
  };
  const { hidden = noneHidden, widths = ownWidths, order } = memory;
  const columns = useMemo(
    () => info.columns.filter(({ name }) => !hidden.includes(name)),
    [info, hidden],
  );
  const pixels = useMemo(
    () => columns.map(({ name, width }) => widths[name] ?? likelyWidth(width)),
    [columns, widths],
  );
  const sorting = info.columns.some(({ name }) => name === order?.column) ? order : undefined;
  const view = useMemo<TableView>(
    () => ({
      tab,
      columns: columns.map(({ name }) => name),
      filter,
      ...(info.list === undefined ? {} : { list: info.list }),
      ...(sorting === undefined ? {} : { order: sorting }),
    }),
    [tab, columns, filter, info, sorting],
  );
  const rows = useRows(view);
  // Rows are others now; who sorts from a heading stays there.
  useEffect(
    () => setSelection((before) => (before?.focus.row === heading ? before : undefined)),
    [view],
  );
  useEffect(() => setSaid(undefined), [selection, view]);

  const tell = (error: unknown): void =>
    setSaid(error instanceof Error ? error.message : String(error));
  const copy = (format: CopyFormat): void => {
    const chosen =
      selection !== undefined && selection.focus.row !== heading && rectangle(selection);
    const part = chosen
      ? {
          ...view,
          columns: view.columns.slice(chosen.columns[0], chosen.columns[1] + 1),
          ranges: [chosen.rows],
        }
      : { ...view, ranges: [[0, Math.max(0, (rows.matching ?? 0) - 1)] as const] };
    // One cell is copied as it is: a heading over it would be in the way.
    const text =
      chosen && selection !== undefined && isSingle(selection) && format === 'tsv'
        ? rows.row(selection.focus.row)?.[selection.focus.column]
        : undefined;
    if (text != null) {
      host.copy({ text }).then(() => setSaid(strings.valueCopied), tell);
      return;
    }
    host
      .copyTable({ ...part, format })
      .then(
        ({ rows: count }) =>
          setSaid(count === 1 ? strings.oneRowCopied : fill(strings.rowsCopied, counted(count))),
        tell,
      );
  };
  const sort = (column: string): void => {
    const next: TableOrder | undefined =
      sorting?.column !== column
        ? { column, descending: false }
        : sorting.descending
          ? undefined
          : { column, descending: true };
    const { order: _, ...rest } = memory;
    setMemory(next === undefined ? rest : { ...rest, order: next });
    remember(storage, info.key, next === undefined ? rest : { ...rest, order: next });
  };

  const pane = useRef<HTMLDivElement>(null);
  useImperativeHandle(props.handle, () => ({
    selectAll: () => {
      const last = { row: (rows.matching ?? 0) - 1, column: columns.length - 1 };
      if (last.row < 0 || last.column < 0) return;
      // A grid that takes the focus marks its first cell, so all of it is marked after that.
      pane.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
      setSelection({ anchor: { row: 0, column: 0 }, focus: last });
    },
  }));

  return (
    <div ref={pane} className="vizport-table">
      <TableTools
        info={info}
        hidden={hidden}
        filter={filter}
        status={said ?? statusOf(rows.matching, info.rows, selection, strings)}
        onList={(list) => {
          change({ list });
          props.onList(list);
        }}
        onHide={(names) => change({ hidden: names })}
        onFilter={setFilter}
        onCopy={copy}
        onExport={(format) => {
          host.exportTable({ ...view, format }).then((file) => {
            if (file !== undefined) setSaid(fill(strings.saved, file.name));
          }, tell);
        }}
      />
      {rows.failed !== undefined && <Notice level="error" message={rows.failed} />}
      {columns.length === 0 && info.rows > 0 ? (
        <p className="vizport-quiet vizport-empty">{strings.noColumns}</p>
      ) : info.rows === 0 ? (
        <p className="vizport-quiet vizport-empty">{strings.noRows}</p>
      ) : rows.matching === 0 ? (
        <p className="vizport-quiet vizport-empty">{strings.noRowsMatch}</p>
      ) : (
        <Grid
          label={strings.table}
          keys={strings.tableKeys}
          hidden={strings.hiddenRow}
          columns={columns}
          widths={pixels}
          order={sorting}
          rows={rows}
          selection={selection}
          onSelect={setSelection}
          onSort={sort}
          onResize={(column, width) => change({ widths: { ...widths, [column]: width } })}
          onCopy={() => copy('tsv')}
          onMenu={(place, text, at) => {
            const column = columns[place.column];
            if (column === undefined) return;
            if (selection === undefined || isSingle(selection)) setSelection(single(place));
            setMenu({ column, text, at });
          }}
        />
      )}
      {menu !== undefined && (
        <CellMenu
          menu={menu}
          asked={props.asked}
          onCopy={copy}
          onClose={() => setMenu(undefined)}
          onSaid={setSaid}
          onFailed={tell}
        />
      )}
    </div>
  );
}

/** Nobody reads a column that is wider than half of the panel; a LUID fits. */
function likelyWidth(characters: number): number {
  const style = getComputedStyle(document.documentElement);
  const size = Number.parseFloat(style.getPropertyValue('--vscode-editor-font-size')) || 13;
  return Math.min(size * 25, Math.max(64, Math.ceil(characters * size * 0.61) + 20));
}

function statusOf(
  matching: number | undefined,
  all: number,
  selection: Selection | undefined,
  strings: ReturnType<typeof usePanel>['strings'],
): string {
  if (selection !== undefined && selection.focus.row !== heading && !isSingle(selection)) {
    const { rows, columns } = rectangle(selection);
    return fill(
      strings.rowsSelected,
      counted(rows[1] - rows[0] + 1),
      counted(columns[1] - columns[0] + 1),
    );
  }
  if (matching === undefined) return strings.tableLoading;
  if (matching < all) return fill(strings.rowsMatching, counted(matching), counted(all));
  return all === 1 ? strings.oneRow : fill(strings.rowCount, counted(all));
}
