/** What can be done with a cell: copied, and where it is a LUID whatever can be done with its item. */
import { useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { answerIdAt } from '../../query/answerIds';
import type { AskedQuery } from '../../query/selections';
import { copiedText, idActions } from '../idActions';
import { usePanel } from '../panelContext';
import type { CopyFormat, TableColumn } from '../resultsProtocol';

export interface OpenMenu {
  readonly column: TableColumn;
  readonly text: string;
  readonly at: { readonly x: number; readonly y: number };
}

interface Entry {
  readonly label: string;
  run(): void;
}

export function CellMenu(props: {
  readonly menu: OpenMenu;
  readonly asked: AskedQuery;
  onCopy(format: CopyFormat): void;
  onClose(): void;
  onSaid(words: string): void;
  onFailed(error: unknown): void;
}): ReactNode {
  const { host, strings } = usePanel();
  const { menu, onClose, onSaid, onFailed } = props;
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element>(document.activeElement);
  const id = answerIdAt(props.asked, { path: menu.column.path, value: menu.text });
  const offered = id === undefined ? [] : idActions(strings).filter(({ fits }) => fits(id));
  const entries: readonly Entry[] = [
    ...offered.map(({ label, action }) => ({
      label,
      run: () => {
        if (id === undefined) return;
        const done = id.kind === 'luid' ? strings.oneLuidCopied : strings.valueCopied;
        if (action.do === 'copy')
          host
            .copy({ text: copiedText(id, action.form), said: done })
            .then(() => onSaid(done), onFailed);
        else if (id.item !== undefined)
          host.actOnItem({ action: action.do, kind: id.item, luid: id.value }).catch(onFailed);
      },
    })),
    { label: strings.asTsv, run: () => props.onCopy('tsv') },
    { label: strings.asMarkdown, run: () => props.onCopy('markdown') },
    { label: strings.asJson, run: () => props.onCopy('json') },
  ];
  useEffect(() => {
    const back = before.current;
    list.current?.querySelector('button')?.focus();
    return () => {
      if (back instanceof HTMLElement) back.focus();
    };
  }, []);
  const press = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const at = buttons.findIndex((button) => button === document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      onClose();
    } else if (step !== undefined) {
      event.preventDefault();
      buttons[(at + step + buttons.length) % buttons.length]?.focus();
    }
  };
  return (
    <div
      className="vizport-veil"
      onPointerDown={onClose}
      onContextMenu={(event) => event.preventDefault()}
    >
      <div
        ref={list}
        role="menu"
        className="vizport-cell-menu"
        style={{
          left: Math.min(menu.at.x, window.innerWidth - 260),
          top: Math.min(menu.at.y, window.innerHeight - 28 * entries.length - 12),
        }}
        onKeyDown={press}
        onPointerDown={(event) => event.stopPropagation()}
      >
        {entries.map(({ label, run }) => (
          <button
            key={label}
            type="button"
            role="menuitem"
            onClick={() => {
              onClose();
              run();
            }}
          >
            {label}
          </button>
        ))}
      </div>
    </div>
  );
}
