/** Rows of items that one may not see: Tableau sends them with names and ids empty (field guide §5.2). */
import type { CellText, TableColumn } from '../resultsProtocol';

/** No item is without these; a view without a LUID is only a hidden sheet. */
const everyItemHas = new Set(['name', 'id', 'vizportalUrlId']);

/** An empty row that would look like a fault; where nothing tells why it is empty it stays so. */
export function isHiddenRow(
  columns: readonly Pick<TableColumn, 'name'>[],
  cells: readonly CellText[],
): boolean {
  return (
    cells.every((text) => text === null || text === '') &&
    columns.some(({ name }) => everyItemHas.has(name))
  );
}
