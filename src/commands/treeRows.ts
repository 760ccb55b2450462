/** The commands on rows of the tree that are about the view and not about Tableau: Refresh, Show More, Retry. */

/** What the view offers; `Row` is its own affair. */
export interface RowsOfTree<Row> {
  /** Asks Tableau again for what is under the row, and keeps what is expanded; without a row for everything. */
  refresh(row?: Row): Promise<void>;
  showMore(row: Row): Promise<void>;
  /** Asks again for what could not be loaded, and leaves the rest as it is. */
  retry(row: Row): Promise<void>;
}

export const refreshTree =
  <Row>(tree: RowsOfTree<Row>) =>
  (): Promise<void> =>
    tree.refresh();

export const refreshNode =
  <Row>(tree: RowsOfTree<Row>) =>
  async (rows: readonly Row[]): Promise<void> => {
    if (rows.length === 0) await tree.refresh();
    else await Promise.all(rows.map((row) => tree.refresh(row)));
  };

export const showMore =
  <Row>(tree: RowsOfTree<Row>) =>
  async (rows: readonly Row[]): Promise<void> => {
    for (const row of rows) await tree.showMore(row);
  };

export const retry =
  <Row>(tree: RowsOfTree<Row>) =>
  async (rows: readonly Row[]): Promise<void> => {
    for (const row of rows) await tree.retry(row);
  };
