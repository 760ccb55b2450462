/** The results of one panel as tables: made when first looked at, and kept with the view that was looked at last. */
import { inSlices } from '../../base/slices';
import type {
  RowRange,
  TableInfo,
  TableOrder,
  TableRows,
  TableView,
} from '../../webview/resultsProtocol';
import { labelOf, type ColumnPlace, type ListPlace } from '../table/layout';
import { ResultTable, type Cell } from '../table/resultTable';
import type { Rows } from '../table/tableTexts';
import { cellText, viewOf } from '../table/tableView';
import type { HeldResult } from './heldResult';
import { queryKey } from './queryKey';

interface Kept {
  readonly of: HeldResult;
  readonly list: string | undefined;
  readonly table: Promise<ResultTable>;
  view?: {
    readonly key: string;
    readonly rows: Promise<Uint32Array>;
    readonly abort: AbortController;
  };
}

/** So many rows are looked at for a column's width. */
const looked = 200;

export class Tables {
  readonly #kept = new Map<string, Kept>();

  async info(tab: string, result: HeldResult, list: string | undefined): Promise<TableInfo> {
    const table = await this.#tableOf(tab, result, list).table;
    return {
      lists: table.lists.map((place) => ({ id: place.id, label: listLabel(place) })),
      ...(table.list === undefined ? {} : { list: table.list.id }),
      columns: table.columns.map((column) => columnInfo(table, column)),
      rows: table.rows.length,
      key: queryKey(result.request),
    };
  }

  async rows(
    view: TableView,
    result: HeldResult,
    { from, count }: { readonly from: number; readonly count: number },
  ): Promise<TableRows> {
    const { table, columns, rows } = await this.#view(view, result);
    const shown = rows.subarray(from, from + count);
    return {
      matching: rows.length,
      from,
      rows: Array.from(shown, (row) =>
        columns.map((column) => {
          const cell = table.cell(row, column);
          return cell === undefined ? null : cellText(cell);
        }),
      ),
    };
  }

  /** Typed cells, for files and the clipboard. */
  async cells(view: TableView, result: HeldResult, ranges?: readonly RowRange[]): Promise<Rows> {
    const { table, columns, rows } = await this.#view(view, result);
    const cells: (readonly Cell[])[] = [];
    for (const [first, last] of ranges ?? [[0, rows.length - 1] as const]) {
      const chosen = rows.subarray(first, last + 1);
      await inSlices(chosen.length, (index) => {
        cells.push(columns.map((column) => table.cell(chosen[index]!, column)));
      });
    }
    return { columns: columns.map(({ name }) => name), rows: cells };
  }

  #tableOf(tab: string, of: HeldResult, list: string | undefined): Kept {
    const known = this.#kept.get(tab);
    if (known !== undefined && known.of === of && known.list === list) return known;
    const made: Kept = { of, list, table: ResultTable.of(of.outcome.data, list) };
    this.#kept.set(tab, made);
    return made;
  }

  async #view({ tab, list, columns: names, order, filter }: TableView, result: HeldResult) {
    const kept = this.#tableOf(tab, result, list);
    const table = await kept.table;
    const columns = names.flatMap((name) => table.columns.find((one) => one.name === name) ?? []);
    const key = viewKey(filter === '' ? [] : names, order, filter);
    if (kept.view?.key !== key) {
      // Somebody types: only the last words count.
      kept.view?.abort.abort(new DOMException('Another view took its place', 'AbortError'));
      const abort = new AbortController();
      const rows = viewOf(table, { order, filter, columns }, abort.signal);
      kept.view = { key, rows, abort };
    }
    return { table, columns, rows: await kept.view.rows };
  }
}

function viewKey(
  columns: readonly string[],
  order: TableOrder | undefined,
  filter: string,
): string {
  return JSON.stringify([columns, order ?? null, filter]);
}

function columnInfo(table: ResultTable, column: ColumnPlace): TableInfo['columns'][number] {
  let width = column.name.length;
  let numeric = table.rows.length > 0;
  let seen = 0;
  for (let row = 0; row < Math.min(table.rows.length, looked); row += 1) {
    const cell = table.cell(row, column);
    if (cell === undefined) continue;
    seen += 1;
    width = Math.max(width, cellText(cell).length);
    if (typeof cell !== 'number') numeric = false;
  }
  const above = (table.list?.chain ?? []).slice(0, column.level + 1).flat();
  const below = column.member === undefined ? [] : [column.member];
  return {
    name: column.name,
    numeric: numeric && seen > 0,
    width,
    path: [...above, ...column.steps, ...below],
  };
}

function listLabel({ chain }: ListPlace): string {
  return chain.map((steps) => labelOf(steps).join('.')).join(' › ');
}
