/** A long table of which only the rows are drawn that are seen; one element has the focus, as a grid's pattern (ARIA) wants it. */
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import {
  memo,
  useCallback,
  useEffect,
  useRef,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';
import type { CellText, TableColumn, TableOrder } from '../resultsProtocol';
import { GridHeading } from './GridHeading';
import { isHiddenRow } from './hiddenRow';
import { heading, isSelected, pressed, single, type Place, type Selection } from './selection';
import type { LoadedRows } from './useRows';

export const rowHeight = 24;
const headingHeight = 28;

export interface GridProps {
  readonly label: string;
  /** Said to who reads the screen by ear. */
  readonly keys: string;
  /** Stands in a row whose item may not be seen. */
  readonly hidden: string;
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly order: TableOrder | undefined;
  readonly rows: LoadedRows;
  readonly selection: Selection | undefined;
  onSelect(selection: Selection | undefined): void;
  onSort(column: string): void;
  onResize(column: string, width: number): void;
  onCopy(): void;
  /** The menu of a cell, at its place on the screen. */
  onMenu(place: Place, text: string, at: { readonly x: number; readonly y: number }): void;
}

const cellId = ({ row, column }: Place): string => `vizport-cell-${row}-${column}`;

export function Grid(props: GridProps): ReactNode {
  const { columns, widths, rows, selection, onSelect } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const count = rows.matching ?? 0;
  const focused = selection?.focus.row ?? heading;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollPaddingStart: headingHeight,
    // The row with the focus stays in the document, or nobody could read it aloud.
    rangeExtractor: useCallback(
      (range: Parameters<typeof defaultRangeExtractor>[0]) => {
        const seen = defaultRangeExtractor(range);
        return focused < 0 || focused >= range.count || seen.includes(focused)
          ? seen
          : [...seen, focused].sort((a, b) => a - b);
      },
      [focused],
    ),
  });
  const items = virtual.getVirtualItems();
  const { want } = rows;
  const seenFirst = virtual.range?.startIndex ?? 0;
  const seenLast = virtual.range?.endIndex ?? 0;
  useEffect(() => {
    if (count > 0) want(Math.max(0, seenFirst - 30), Math.min(count - 1, seenLast + 60));
  }, [want, seenFirst, seenLast, count, rows]);

  const show = ({ row, column }: Place): void => {
    if (row >= 0) virtual.scrollToIndex(row, { align: 'auto' });
    const element = scroller.current;
    if (element === null) return;
    const left = widths.slice(0, column).reduce((sum, width) => sum + width, 0);
    const right = left + (widths[column] ?? 0);
    if (left < element.scrollLeft) element.scrollLeft = left;
    else if (right > element.scrollLeft + element.clientWidth)
      element.scrollLeft = right - element.clientWidth;
  };
  const press = (event: KeyboardEvent): void => {
    const control = event.ctrlKey || event.metaKey;
    const place = selection?.focus;
    if (control && event.key.toLowerCase() === 'c') {
      event.preventDefault();
      props.onCopy();
      return;
    }
    if (event.key === 'Escape' && selection !== undefined) {
      onSelect(single(selection.focus));
      return;
    }
    if (place !== undefined && (event.key === 'Enter' || event.key === ' ')) {
      event.preventDefault();
      const name = columns[place.column]?.name;
      if (place.row === heading && name !== undefined) props.onSort(name);
      else openMenu(place);
      return;
    }
    if (
      place !== undefined &&
      (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10'))
    ) {
      event.preventDefault();
      openMenu(place);
      return;
    }
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 2);
    const next = pressed(selection, event, { rows: count, columns: columns.length, page });
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    show(next.focus);
  };
  const openMenu = (place: Place): void => {
    const text = rows.row(place.row)?.[place.column];
    const box = document.getElementById(cellId(place))?.getBoundingClientRect();
    if (box !== undefined && text != null)
      props.onMenu(place, text, { x: box.left + 8, y: box.bottom });
  };
  const placeOf = (target: EventTarget): Place | undefined => {
    const cell = target instanceof Element ? target.closest('[role="gridcell"]') : null;
    const [, row, column] = /^vizport-cell-(\d+)-(\d+)$/u.exec(cell?.id ?? '') ?? [];
    return row === undefined ? undefined : { row: Number(row), column: Number(column) };
  };
  const down = (event: PointerEvent): void => {
    const place = placeOf(event.target);
    if (place === undefined) return;
    // A right click on what is selected is about all of it.
    if (event.button !== 0 && isSelected(selection, place.row, place.column)) return;
    onSelect(
      event.shiftKey && selection !== undefined && selection.anchor.row !== heading
        ? { anchor: selection.anchor, focus: place }
        : single(place),
    );
  };
  const drag = (event: PointerEvent): void => {
    if ((event.buttons & 1) === 0 || selection === undefined || selection.anchor.row === heading)
      return;
    const place = placeOf(event.target);
    if (place === undefined) return;
    if (place.row !== selection.focus.row || place.column !== selection.focus.column)
      onSelect({ anchor: selection.anchor, focus: place });
  };

  const width = widths.reduce((sum, one) => sum + one, 0);
  return (
    <div
      ref={scroller}
      className="vizport-grid"
      role="grid"
      tabIndex={0}
      aria-label={props.label}
      aria-description={props.keys}
      aria-rowcount={count + 1}
      aria-colcount={columns.length}
      aria-multiselectable
      {...(selection === undefined ? {} : { 'aria-activedescendant': cellId(selection.focus) })}
      onKeyDown={press}
      onFocus={() => {
        if (selection === undefined && columns.length > 0)
          onSelect(single({ row: count > 0 ? 0 : heading, column: 0 }));
      }}
      onPointerDown={down}
      onPointerMove={drag}
      onContextMenu={(event) => {
        const place = placeOf(event.target);
        const text = place && rows.row(place.row)?.[place.column];
        if (place === undefined || text == null) return;
        event.preventDefault();
        props.onMenu(place, text, { x: event.clientX, y: event.clientY });
      }}
    >
      <GridHeading
        columns={columns}
        widths={widths}
        order={props.order}
        active={focused === heading ? selection?.focus.column : undefined}
        onSort={props.onSort}
        onResize={props.onResize}
      />
      <div
        style={{ height: virtual.getTotalSize(), width, position: 'relative' }}
        role="presentation"
      >
        {items.map(({ index, start }) => (
          <Row
            key={index}
            index={index}
            top={start}
            cells={rows.row(index)}
            columns={columns}
            widths={widths}
            hidden={props.hidden}
            selection={touches(selection, index) ? selection : undefined}
          />
        ))}
      </div>
    </div>
  );
}

function touches(selection: Selection | undefined, row: number): boolean {
  if (selection === undefined) return false;
  const { anchor, focus } = selection;
  return row >= Math.min(anchor.row, focus.row) && row <= Math.max(anchor.row, focus.row);
}

const Row = memo(function Row(props: {
  readonly index: number;
  readonly top: number;
  readonly cells: readonly CellText[] | undefined;
  readonly columns: readonly TableColumn[];
  readonly widths: readonly number[];
  readonly hidden: string;
  readonly selection: Selection | undefined;
}): ReactNode {
  const { index, top, cells, columns, widths, selection } = props;
  const hidden = cells !== undefined && isHiddenRow(columns, cells);
  return (
    <div
      role="row"
      className={`vizport-row ${index % 2 === 1 ? 'vizport-row-odd' : ''} ${hidden ? 'vizport-row-hidden' : ''}`}
      aria-rowindex={index + 2}
      aria-busy={cells === undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ name, numeric }, column) => {
        const text = hidden && column === 0 ? props.hidden : cells?.[column];
        const isFocus = selection?.focus.row === index && selection.focus.column === column;
        return (
          <div
            key={name}
            id={cellId({ row: index, column })}
            role="gridcell"
            aria-colindex={column + 1}
            aria-selected={isSelected(selection, index, column)}
            className={`vizport-cell ${numeric ? 'vizport-numeric' : ''} ${isFocus ? 'vizport-focus' : ''}`}
            style={{ width: widths[column] }}
            {...(text != null && text.length > 24 ? { title: text.slice(0, 2000) } : {})}
          >
            {text == null ? '' : text.length > 500 ? `${text.slice(0, 500)}…` : text}
          </div>
        );
      })}
    </div>
  );
});
