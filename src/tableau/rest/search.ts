/** Tableau's search, page by page: 2,000 hits of any kind a request (field guide §2.8). */
import type { Luid } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asNumber, asObject, asText, type Raw } from '../wire/decode';

const limit = 2000;

export interface SearchQuery {
  /** In the grammar of REST's filters, such as `type:eq:workbook`. */
  readonly filter: string;
  readonly terms?: string;
  readonly maxPages: number;
}

/** The `content` of each hit; the value at the end is whether that was all, or the bound was met first. */
export async function* search(
  calls: SiteCalls,
  wanted: SearchQuery,
  signal: AbortSignal | undefined,
): AsyncGenerator<Raw, 'all' | 'bounded'> {
  const terms = wanted.terms === undefined ? '' : `terms=${encodeURIComponent(wanted.terms)}&`;
  const filter = encodeURIComponent(wanted.filter);
  let page: number | undefined;
  let seen = 0;
  for (let asked = 0; asked < wanted.maxPages; asked++) {
    const answer = await calls.json(
      {
        method: 'GET',
        name: 'GET search',
        path: `/api/-/search?${terms}filter=${filter}&limit=${limit}${page === undefined ? '' : `&page=${page}`}`,
        nature: 'repeat',
      },
      signal,
    );
    const hits = asObject(answer['hits']);
    const items = asArray(hits['items']);
    for (const item of items) yield asObject(asObject(item)['content']);
    seen += items.length;
    if (items.length === 0 || seen >= (asNumber(hits['total']) ?? 0)) return 'all';
    // Which number the first page has is the server's affair.
    page = (asNumber(hits['pageIndex']) ?? asked) + 1;
  }
  return 'bounded';
}

/** Published data sources may go by either word, and with the second one their own LUID is another. */
export function hitLuid(content: Raw): Luid | undefined {
  return (asText(content['datasourceLuid']) ?? asText(content['luid'])) as Luid | undefined;
}
