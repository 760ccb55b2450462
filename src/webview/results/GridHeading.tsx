/** The headings of a table: a click sorts, a drag at the edge makes wider. */
import { useRef, type PointerEvent, type ReactNode } from 'react';
import type { TableColumn, TableOrder } from '../resultsProtocol';

const leastWidth = 40;

export function GridHeading(props: {
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly order: TableOrder | undefined;
  /** The column whose heading has the focus. */
  readonly active: number | undefined;
  onSort(column: string): void;
  onResize(column: string, width: number): void;
}): ReactNode {
  const { columns, widths, order, active } = props;
  return (
    <div role="row" className="vizport-heading" aria-rowindex={1}>
      {columns.map(({ name, numeric }, column) => {
        const sorted = order?.column === name ? order : undefined;
        return (
          <div
            key={name}
            id={`vizport-cell--1-${column}`}
            role="columnheader"
            aria-colindex={column + 1}
            aria-sort={
              sorted === undefined ? 'none' : sorted.descending ? 'descending' : 'ascending'
            }
            className={`vizport-cell vizport-column ${numeric ? 'vizport-numeric' : ''} ${active === column ? 'vizport-focus' : ''}`}
            style={{ width: widths[column] }}
            title={name}
            onClick={() => props.onSort(name)}
          >
            <span className="vizport-column-name">{name}</span>
            {sorted !== undefined && (
              <span aria-hidden="true">{sorted.descending ? '↓' : '↑'}</span>
            )}
            <Edge
              width={widths[column] ?? leastWidth}
              onResize={(width) => props.onResize(name, Math.max(leastWidth, width))}
            />
          </div>
        );
      })}
    </div>
  );
}

function Edge(props: { readonly width: number; onResize(width: number): void }): ReactNode {
  const from = useRef<{ readonly x: number; readonly width: number }>(undefined);
  const drag = (event: PointerEvent): void => {
    if (from.current === undefined) return;
    props.onResize(from.current.width + event.clientX - from.current.x);
  };
  return (
    <span
      className="vizport-edge"
      aria-hidden="true"
      onClick={(event) => event.stopPropagation()}
      onPointerDown={(event) => {
        event.stopPropagation();
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width: props.width };
      }}
      onPointerMove={drag}
      onPointerUp={() => (from.current = undefined)}
    />
  );
}
