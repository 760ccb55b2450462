/** Extract times from Tableau's search, for sites whose Metadata API is off: 2,000 items a request (field guide §2.8). */
import type { Luid } from '../model';
import type { RefreshableRef } from '../refreshTask';
import type { EmbeddedExtract, ExtractFacts, SiteExtracts } from '../siteExtracts';
import type { SiteCalls } from '../siteCalls';
import { asBoolean, asDate, type Raw } from '../wire/decode';
import type { Draft } from './common';
import { hitLuid, search } from './search';

const maxPages = 500;
/** Of a whole site, for one item that its own name did not find. */
const maxPagesForOne = 5;
const types = {
  workbook: 'type:eq:workbook',
  datasource: 'type:in:[datasource,unifieddatasource]',
} as const;

export async function timesBySearch(calls: SiteCalls, signal?: AbortSignal): Promise<SiteExtracts> {
  const datasources = new Map<Luid, ExtractFacts>();
  const workbooks = new Map<Luid, readonly EmbeddedExtract[]>();
  for await (const content of search(calls, { filter: types.datasource, maxPages }, signal)) {
    const luid = hitLuid(content);
    if (luid !== undefined) datasources.set(luid, factsOf(content));
  }
  for await (const content of search(calls, { filter: types.workbook, maxPages }, signal)) {
    const luid = hitLuid(content);
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
    for await (const content of search(calls, { filter: types[kind], ...way }, signal))
      if (hitLuid(content) === luid) return factsOf(content);
  return undefined;
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
