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
  readonly list: string | undefined;
  readonly table: Promise<ResultTable>;
  view?: {
    readonly key: string;
    readonly rows: Promise<Uint32Array>;
    readonly abort: AbortController;
  };
}

interface Viewed {
  readonly table: ResultTable;
  readonly columns: readonly ColumnPlace[];
  /** Numbers of rows, filtered and in their order. */
  readonly rows: Uint32Array;
}

/** So many rows are looked at for a column's width. */
const looked = 200;

export class Tables {
  /** Let go of with the result that a table is of. */
  readonly #kept = new WeakMap<HeldResult, Kept>();

  async info(result: HeldResult, list: string | undefined): Promise<TableInfo> {
    const table = await this.#tableOf(result, list).table;
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
    const { table, columns, rows } = await this.#written(view, result);
    const cells: (readonly Cell[])[] = [];
    for (const [first, last] of ranges ?? [[0, rows.length - 1] as const]) {
      const chosen = rows.subarray(first, last + 1);
      await inSlices(chosen.length, (index) => {
        cells.push(columns.map((column) => table.cell(chosen[index]!, column)));
      });
    }
    return { columns: columns.map(({ name }) => name), rows: cells };
  }

  #tableOf(of: HeldResult, list: string | undefined): Kept {
    const known = this.#kept.get(of);
    if (known !== undefined && known.list === list) return known;
    const made: Kept = { list, table: ResultTable.of(of.outcome.data, list) };
    this.#kept.set(of, made);
    return made;
  }

  /** For what is looked at: only the last view counts. */
  async #view(view: TableView, result: HeldResult): Promise<Viewed> {
    const { kept, table, columns, key } = await this.#opened(view, result);
    if (kept.view?.key !== key) {
      // Somebody types: only the last words count.
      kept.view?.abort.abort(new DOMException('Another view took its place', 'AbortError'));
      const abort = new AbortController();
      kept.view = { key, rows: viewOf(table, { ...view, columns }, abort.signal), abort };
    }
    return { table, columns, rows: await kept.view.rows };
  }

  /** For what is taken out: it stays as it was asked for, wherever somebody looks meanwhile. */
  async #written(view: TableView, result: HeldResult): Promise<Viewed> {
    const { kept, table, columns, key } = await this.#opened(view, result);
    const anew = (): Promise<Uint32Array> => viewOf(table, { ...view, columns });
    const rows = await (kept.view?.key === key ? kept.view.rows.catch(anew) : anew());
    return { table, columns, rows };
  }

  async #opened({ list, columns: names, order, filter }: TableView, result: HeldResult) {
    const kept = this.#tableOf(result, list);
    const table = await kept.table;
    const columns = names.flatMap((name) => table.columns.find((one) => one.name === name) ?? []);
    const key = viewKey(filter === '' ? [] : names, order, filter);
    return { kept, table, columns, key };
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
