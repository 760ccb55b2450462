// The form of a resolver here: from a row and the query's context to plain values or further rows.
import type { Context } from '../context';
import type { Lineage } from '../lineage';
import type { Row } from '../rows';

export interface Asked extends Context {
  readonly lineage: Lineage;
}

export type Resolve<R extends Row> = (row: R, asked: Asked) => unknown;

/** Fields of one type that are more than a property of the row. */
export type Resolvers<R extends Row> = Readonly<Record<string, Resolve<R>>>;
