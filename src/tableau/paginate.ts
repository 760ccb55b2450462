/** Walks the pages of a list: in order, deduplicated, some of them asked for beforehand and in parallel. */
import { linkedAbort } from '../base/linkedAbort';
import type { Luid, Page } from './model';

/** How many pages; or whoever knows it when a page is there: a list may be wanted whole only then. */
export type Ahead = number | (() => number);

export interface PagesOptions<T> {
  readonly pageSize: number;
  /** So many pages are under way beyond the one that is waited for; asked anew for each page. */
  readonly ahead: Ahead;
  /** What the list held when it was last walked; lets the pages after the first be asked for without waiting for it. */
  readonly expectedTotal: number | undefined;
  readonly fetchPage: (pageNumber: number, signal: AbortSignal) => Promise<Page<T>>;
  readonly onTotal: (total: number) => void;
  readonly signal?: AbortSignal;
}

/** Pages in a row that bring nothing new: whoever answers gives the same page whichever is asked for, up to any total. */
const mostStale = 3;

/** The server keeps no snapshot (field guide §2.3): the total may change under the walk, and items may come twice. */
export async function* pagesOf<T extends { readonly luid: Luid }>(
  options: PagesOptions<T>,
): AsyncGenerator<readonly T[], void, undefined> {
  const { pageSize, signal } = options;
  const aheadNow = (): number =>
    typeof options.ahead === 'number' ? options.ahead : options.ahead();
  const stop = linkedAbort(signal);
  const underWay = new Map<number, Promise<Page<T>>>();
  const seen = new Set<Luid>();
  let stale = 0;
  let last = Math.max(1, Math.ceil((options.expectedTotal ?? 0) / pageSize));
  try {
    for (let number = 1; number <= last; number++) {
      for (let next = number; next <= Math.min(last, number + aheadNow()); next++) {
        if (!underWay.has(next)) underWay.set(next, begin(options.fetchPage(next, stop.signal)));
      }
      const page = await underWay.get(number)!;
      underWay.delete(number);
      if (page.items.length === 0) {
        // Whatever total it names: a list that gives nothing more is at its end.
        last = number;
        if (page.total !== undefined) options.onTotal(page.total);
      } else if (page.total !== undefined) {
        last = Math.ceil(page.total / pageSize);
        options.onTotal(page.total);
      } else if (page.nextPage === undefined) {
        last = number;
      }
      // The new end is known: ask for what follows before handing this page out.
      for (let next = number + 1; next <= Math.min(last, number + aheadNow()); next++) {
        if (!underWay.has(next)) underWay.set(next, begin(options.fetchPage(next, stop.signal)));
      }
      // By the size: asking first whether it is there would look each up twice.
      const fresh = page.items.filter(({ luid }) => seen.size < seen.add(luid).size);
      stale = fresh.length === 0 ? stale + 1 : 0;
      if (stale === mostStale) return;
      yield fresh;
    }
  } finally {
    // The walk may have been left early: nobody waits for what is still under way.
    stop.abort(new DOMException('No more pages are wanted', 'AbortError'));
    stop.release();
  }
}

/** A page asked for beforehand may fail before anybody waits for it; who waits gets the error all the same. */
function begin<T>(page: Promise<T>): Promise<T> {
  page.catch(() => undefined);
  return page;
}
