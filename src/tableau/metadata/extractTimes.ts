/** The extract times of a whole site: pages of the Metadata API, smaller ones where the server cuts its answers short. */
import type { GraphqlAnswer } from '../client';
import type { Luid } from '../model';
import type { EmbeddedExtract, ExtractFacts, SiteExtracts } from '../siteExtracts';
import { asArray, asBoolean, asDate, asObject, asText, type Raw } from '../wire/decode';
import type { Draft } from '../rest/common';

/** As `OwnQuery`, with the warnings that came beside the data. */
export type OwnAnswer = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
) => Promise<GraphqlAnswer<Raw> | undefined>;

interface Shape {
  readonly root: string;
  /** As large as the limit of 20,000 nodes allows with what is nested. */
  readonly first: number;
  readonly extended: string;
  /** What the schema of 2019.3 has. */
  readonly base: string;
}

const times = 'extractLastRefreshTime extractLastIncrementalUpdateTime extractLastUpdateTime';
const datasources: Shape = {
  root: 'publishedDatasourcesConnection',
  first: 1000,
  extended: `luid hasExtracts ${times}`,
  base: 'luid hasExtracts extractLastRefreshTime',
};
const workbooks: Shape = {
  root: 'workbooksConnection',
  first: 1000,
  extended: `luid embeddedDatasources { name hasExtracts ${times} parentPublishedDatasources { luid } }`,
  base: 'luid embeddedDatasources { name hasExtracts extractLastRefreshTime upstreamDatasources { luid } }',
};

const smallest = 25;
/** A server that never ends its list is left. */
const maxPages = 2000;

export async function extractTimes(ask: OwnAnswer, signal?: AbortSignal): Promise<SiteExtracts> {
  const found = {
    datasources: new Map<Luid, ExtractFacts>(),
    workbooks: new Map<Luid, readonly EmbeddedExtract[]>(),
  };
  const ofDatasources = await walk(
    ask,
    datasources,
    (luid, node) => found.datasources.set(luid, factsOf(node)),
    signal,
  );
  const ofWorkbooks = await walk(
    ask,
    workbooks,
    (luid, node) =>
      found.workbooks.set(luid, asArray(node['embeddedDatasources']).map(asObject).map(embedded)),
    signal,
  );
  return { ...found, incomplete: ofDatasources || ofWorkbooks };
}

/** True when the server said that something is missing. */
async function walk(
  ask: OwnAnswer,
  shape: Shape,
  take: (luid: Luid, node: Raw) => unknown,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  let { first } = shape;
  let modern = true;
  let incomplete = false;
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const answer = await ask(
      queryOf(shape, modern),
      after === undefined ? { first } : { first, after },
      signal,
    );
    if (answer === undefined) {
      // The schema is too old for what was asked, or for all of it.
      if (!modern) return true;
      modern = false;
      continue;
    }
    const cut = answer.warnings.some(isCut);
    if (cut && first > smallest) {
      first = Math.max(smallest, Math.floor(first / 2));
      continue;
    }
    if (cut || answer.warnings.some(({ code }) => code === 'BACKFILL_RUNNING')) incomplete = true;
    const connection = asObject(answer.data[shape.root]);
    for (const node of asArray(connection['nodes']).map(asObject)) {
      // What the caller may not see has an empty one.
      const luid = asText(node['luid']);
      if (luid !== undefined) take(luid as Luid, node);
    }
    const info = asObject(connection['pageInfo']);
    const next = asText(info['endCursor']);
    if (info['hasNextPage'] !== true || next === undefined || next === after) return incomplete;
    after = next;
  }
  return true;
}

function queryOf({ root, extended, base }: Shape, modern: boolean): string {
  const mode = modern ? ', permissionMode: FILTER_RESULTS' : '';
  return `query ($first: Int, $after: String) { ${root}(first: $first, after: $after${mode}) {
    nodes { ${modern ? extended : base} } pageInfo { hasNextPage endCursor } } }`;
}

function isCut({ code, message }: { readonly code?: string; readonly message: string }): boolean {
  return (
    code === 'NODE_LIMIT_EXCEEDED' ||
    code === 'TIME_LIMIT_EXCEEDED' ||
    /time limit of PT/u.test(message)
  );
}

function factsOf(node: Raw): ExtractFacts {
  const facts: Draft<ExtractFacts> = {};
  const hasExtracts = asBoolean(node['hasExtracts']);
  if (hasExtracts !== undefined) facts.hasExtracts = hasExtracts;
  const incrementalAt = asDate(node['extractLastIncrementalUpdateTime']);
  const all = [
    asDate(node['extractLastRefreshTime']),
    incrementalAt,
    asDate(node['extractLastUpdateTime']),
  ].filter((time) => time !== undefined);
  const newest = all.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1);
  if (newest === undefined) return facts;
  facts.refreshedAt = newest;
  if (incrementalAt !== undefined && Date.parse(incrementalAt) === Date.parse(newest))
    facts.incrementalAt = incrementalAt;
  return facts;
}

function embedded(node: Raw): EmbeddedExtract {
  const name = asText(node['name']);
  const wrapped = asArray(node['parentPublishedDatasources'] ?? node['upstreamDatasources']);
  const parents = wrapped.map((one) => asText(asObject(one)['luid']));
  const seen = parents.filter((luid) => luid !== undefined);
  return {
    ...factsOf(node),
    ...(name === undefined ? {} : { name }),
    parents: seen as Luid[],
    hiddenParents: parents.length - seen.length,
  };
}
