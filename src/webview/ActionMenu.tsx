/** A menu at a place of the page, as VS Code's own look: arrow keys walk it, Escape leaves it, and so does whoever goes elsewhere; the focus goes back. */
import { Fragment, useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react';
import type { KeyboardEvent } from 'react';
import { createPortal } from 'react-dom';

export interface MenuEntry {
  readonly label: string;
  /** A line stands between two groups. */
  readonly group: string;
  run(): void;
}

export interface MenuPlace {
  readonly x: number;
  readonly y: number;
}

export function ActionMenu(props: {
  readonly label: string;
  readonly entries: readonly MenuEntry[];
  readonly at: MenuPlace;
  onClose(): void;
}): ReactNode {
  const { entries, at, onClose } = props;
  const list = useRef<HTMLDivElement>(null);
  const before = useRef<Element>(document.activeElement);
  const [place, setPlace] = useState(at);
  useLayoutEffect(() => {
    const box = list.current?.getBoundingClientRect();
    if (box === undefined) return;
    setPlace({
      x: Math.max(4, Math.min(at.x, window.innerWidth - box.width - 4)),
      y: Math.max(4, Math.min(at.y, window.innerHeight - box.height - 4)),
    });
  }, [at]);
  useEffect(() => {
    const back = before.current;
    list.current?.querySelector('button')?.focus();
    return () => {
      // Who is elsewhere in VS Code by now stays there.
      if (back instanceof HTMLElement && document.hasFocus()) back.focus();
    };
  }, []);
  const press = (event: KeyboardEvent): void => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const now = buttons.findIndex((button) => button === document.activeElement);
    const next = {
      ArrowDown: (now + 1) % buttons.length,
      ArrowUp: (now - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }[event.key];
    if (next !== undefined) buttons[next]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
  };
  return createPortal(
    <div
      className="vizport-veil"
      onPointerDown={onClose}
      onContextMenu={(event) => event.preventDefault()}
    >
      <div
        ref={list}
        role="menu"
        aria-label={props.label}
        className="vizport-action-menu"
        tabIndex={-1}
        style={{ left: place.x, top: place.y }}
        onKeyDown={press}
        onBlur={({ currentTarget, relatedTarget }) => {
          // Without the focus no key would close it.
          if (!currentTarget.contains(relatedTarget)) onClose();
        }}
        onPointerDown={(event) => event.stopPropagation()}
      >
        {entries.map(({ label, group, run }, index) => (
          <Fragment key={label}>
            {index > 0 && entries[index - 1]?.group !== group && <hr />}
            <button
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                onClose();
                run();
              }}
            >
              {label}
            </button>
          </Fragment>
        ))}
      </div>
    </div>,
    document.body,
  );
}
