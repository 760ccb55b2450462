/** Two panes and a bar between them, side by side or, where it is narrow, one above the other. */
import { useGraphiQL } from '@graphiql/react';
import {
  useEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactNode,
} from 'react';

const storageKey = 'vizportSplit';
const narrow = 760;
const step = 0.05;

/** Each pane keeps at least a fifth. */
function within(share: number): number {
  return Math.min(0.8, Math.max(0.2, share));
}

export function Split(props: {
  readonly label: string;
  readonly first: ReactNode;
  readonly second: ReactNode;
}): ReactNode {
  const storage = useGraphiQL((state) => state.storage);
  const whole = useRef<HTMLDivElement>(null);
  const [share, setShare] = useState(() => within(Number(storage.get(storageKey) ?? 0.5) || 0.5));
  const [stacked, setStacked] = useState(() => window.innerWidth < narrow);

  useEffect(() => {
    const element = whole.current;
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setStacked(element.clientWidth < narrow));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const move = (next: number): void => {
    setShare(within(next));
    storage.set(storageKey, String(within(next)));
  };
  const drag = (event: PointerEvent): void => {
    const box = whole.current?.getBoundingClientRect();
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return;
    move(stacked ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width);
  };
  const press = (event: KeyboardEvent): void => {
    const back = stacked ? 'ArrowUp' : 'ArrowLeft';
    const forth = stacked ? 'ArrowDown' : 'ArrowRight';
    if (event.key !== back && event.key !== forth) return;
    event.preventDefault();
    move(share + (event.key === back ? -step : step));
  };

  const tracks = `minmax(0, ${share}fr) 5px minmax(0, ${1 - share}fr)`;
  return (
    <div
      ref={whole}
      className="vizport-split"
      style={stacked ? { gridTemplateRows: tracks } : { gridTemplateColumns: tracks }}
    >
      {props.first}
      <div
        className={`vizport-sash ${stacked ? 'vizport-sash-across' : ''}`}
        role="separator"
        aria-label={props.label}
        aria-orientation={stacked ? 'horizontal' : 'vertical'}
        aria-valuenow={Math.round(share * 100)}
        tabIndex={0}
        onKeyDown={press}
        onDoubleClick={() => move(0.5)}
        onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
        onPointerMove={drag}
      />
      {props.second}
    </div>
  );
}
