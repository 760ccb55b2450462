/** Extract times from Tableau's search, for sites whose Metadata API is off: 2,000 items a request (field guide §2.8). */
import type { Luid } from '../model';
import type { RefreshableRef } from '../refreshTask';
import type { EmbeddedExtract, ExtractFacts, SiteExtracts } from '../siteExtracts';
import type { SiteCalls } from '../siteCalls';
import { asArray, asBoolean, asDate, asNumber, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from './common';

const limit = 2000;
const maxPages = 500;
/** Of a whole site, for one item that its own name did not find. */
const maxPagesForOne = 5;
const types = { workbook: 'eq:workbook', datasource: 'in:[datasource,unifieddatasource]' };

export async function timesBySearch(calls: SiteCalls, signal?: AbortSignal): Promise<SiteExtracts> {
  const datasources = new Map<Luid, ExtractFacts>();
  const workbooks = new Map<Luid, readonly EmbeddedExtract[]>();
  for await (const content of search(calls, { kind: 'datasource', maxPages }, signal)) {
    const luid = luidOf(content);
    if (luid !== undefined) datasources.set(luid, factsOf(content));
  }
  for await (const content of search(calls, { kind: 'workbook', maxPages }, signal)) {
    const luid = luidOf(content);
    const facts = factsOf(content);
    // Without an extract of its own it may be live, or show somebody else's: the search does not say which.
    if (luid !== undefined && facts.hasExtracts === true)
      workbooks.set(luid, [{ ...facts, parents: [], hiddenParents: 0 }]);
  }
  return { datasources, workbooks, incomplete: false };
}

/** By its name, which is one page; what signs and words count as terms is nowhere said, so then without it. */
export async function timeBySearch(
  calls: SiteCalls,
  { kind, luid, name }: RefreshableRef & { readonly name: string },
  signal?: AbortSignal,
): Promise<ExtractFacts | undefined> {
  for (const way of [{ terms: name, maxPages: 1 }, { maxPages: maxPagesForOne }])
    for await (const content of search(calls, { kind, ...way }, signal))
      if (luidOf(content) === luid) return factsOf(content);
  return undefined;
}

interface Wanted {
  readonly kind: 'workbook' | 'datasource';
  readonly terms?: string;
  readonly maxPages: number;
}

/** Published data sources may go by either word, and with the second one their own LUID is another. */
function luidOf(content: Raw): Luid | undefined {
  return (asText(content['datasourceLuid']) ?? asText(content['luid'])) as Luid | undefined;
}

async function* search(
  calls: SiteCalls,
  wanted: Wanted,
  signal: AbortSignal | undefined,
): AsyncGenerator<Raw> {
  const terms = wanted.terms === undefined ? '' : `terms=${encodeURIComponent(wanted.terms)}&`;
  const filter = encodeURIComponent(`type:${types[wanted.kind]}`);
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
    if (items.length === 0 || seen >= (asNumber(hits['total']) ?? 0)) return;
    // Which number the first page has is the server's affair.
    page = (asNumber(hits['pageIndex']) ?? asked) + 1;
  }
}

function factsOf(content: Raw): ExtractFacts {
  const facts: Draft<ExtractFacts> = {};
  // The first is of full refreshes, the second of any.
  const [refreshedAt] = [content['extractRefreshedAt'], content['extractUpdatedAt']]
    .map(dateOf)
    .filter((time) => time !== undefined)
    .sort((a, b) => Date.parse(b) - Date.parse(a));
  const hasExtracts = asBoolean(content['hasExtracts']);
  if (hasExtracts !== undefined) facts.hasExtracts = hasExtracts;
  if (refreshedAt !== undefined) facts.refreshedAt = refreshedAt;
  return facts;
}

/** ISO 8601, or milliseconds since 1970: both stand in answers of versionless methods. */
function dateOf(value: unknown): string | undefined {
  const milliseconds = typeof value === 'number' ? value : undefined;
  return milliseconds === undefined ? asDate(value) : new Date(milliseconds).toISOString();
}
