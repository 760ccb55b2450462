/** The rows of a table that are looked at, fetched from the host in blocks, and those around them. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { usePanel } from '../panelContext';
import type { CellText, TableView } from '../resultsProtocol';

const block = 100;
/** So many blocks are kept: what was left far behind is fetched again. */
const keptBlocks = 40;

export interface LoadedRows {
  /** Rows that pass the filter; undefined until the first answer. */
  readonly matching: number | undefined;
  readonly failed: string | undefined;
  row(index: number): readonly CellText[] | undefined;
  /** Fetches what is missing between these two. */
  want(first: number, last: number): void;
}

interface Loaded {
  readonly view: TableView;
  readonly blocks: Map<number, readonly (readonly CellText[])[]>;
  readonly asked: Set<number>;
  readonly abort: AbortController;
}

/** `view` must be the same object while it is the same view. */
export function useRows(view: TableView): LoadedRows {
  const { host } = usePanel();
  const [matching, setMatching] = useState<number>();
  const [failed, setFailed] = useState<string>();
  const [, redraw] = useState(0);
  const loaded = useRef<Loaded>(undefined);
  /** What is drawn: the view before, until the first rows of this one are there. */
  const drawn = useRef<Loaded>(undefined);

  const load = useCallback(
    (into: Loaded, at: number): void => {
      if (into.asked.has(at)) return;
      into.asked.add(at);
      host.tableRows({ ...into.view, from: at * block, count: block }, into.abort.signal).then(
        (answer) => {
          if (into.abort.signal.aborted) return;
          into.blocks.set(at, answer.rows);
          drawn.current = into;
          for (const oldest of into.blocks.keys()) {
            if (into.blocks.size <= keptBlocks) break;
            into.blocks.delete(oldest);
            into.asked.delete(oldest);
          }
          setMatching(answer.matching);
          setFailed(undefined);
          redraw((count) => count + 1);
        },
        (error: unknown) => {
          if (into.abort.signal.aborted) return;
          into.asked.delete(at);
          setFailed(error instanceof Error ? error.message : String(error));
        },
      );
    },
    [host],
  );

  useEffect(() => {
    const fresh: Loaded = {
      view,
      blocks: new Map(),
      asked: new Set(),
      abort: new AbortController(),
    };
    loaded.current = fresh;
    load(fresh, 0);
    return () => fresh.abort.abort();
  }, [view, load]);

  const want = useCallback(
    (first: number, last: number): void => {
      const now = loaded.current;
      if (now === undefined) return;
      for (let at = Math.floor(first / block); at <= Math.floor(last / block); at += 1)
        load(now, at);
    },
    [load],
  );
  const row = useCallback(
    (index: number) => drawn.current?.blocks.get(Math.floor(index / block))?.[index % block],
    [],
  );
  return { matching, failed, row, want };
}
