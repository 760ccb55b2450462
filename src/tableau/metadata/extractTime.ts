/** When an item's extract was last refreshed: the only thing that proves a refresh to who may not read jobs. */
import type { Luid } from '../model';
import type { SiteCalls } from '../siteCalls';
import { asArray, asDate, asObject, asText, type Raw } from '../wire/decode';
import type { OwnQuery } from './metadataApi';

export async function extractTime(
  own: OwnQuery,
  calls: SiteCalls,
  kind: 'workbook' | 'datasource',
  luid: Luid,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const shape = kind === 'workbook' ? workbook : datasource;
  const item = await find(own, calls, kind, shape, luid, signal);
  if (item === undefined) return undefined;
  return kind === 'datasource' ? newest(timesOf(item)) : oldestEmbedded(item);
}

interface Shape {
  readonly root: string;
  readonly extended: string;
  /** What the schema of 2019.3 has. */
  readonly base: string;
}

const times = 'extractLastRefreshTime extractLastIncrementalUpdateTime extractLastUpdateTime';
const workbook: Shape = {
  root: 'workbooks',
  extended: `embeddedDatasources { hasExtracts ${times} parentPublishedDatasources { luid } }`,
  base: 'embeddedDatasources { hasExtracts extractLastRefreshTime upstreamDatasources { luid } }',
};
const datasource: Shape = {
  root: 'publishedDatasources',
  extended: times,
  base: 'extractLastRefreshTime',
};

/** By LUID; the oldest schema has no such filter, so there the item's name finds it. */
async function find(
  own: OwnQuery,
  calls: SiteCalls,
  kind: 'workbook' | 'datasource',
  { root, extended, base }: Shape,
  luid: Luid,
  signal: AbortSignal | undefined,
): Promise<Raw | undefined> {
  const byLuid = await own(
    `query ($luid: String) { ${root}(filter: {luid: $luid}) { luid ${extended} } }`,
    { luid },
    signal,
  );
  if (byLuid !== undefined) return pick(byLuid[root], luid);
  const content = await calls.json(
    {
      method: 'GET',
      name: `GET ${kind}s/{id}`,
      path: `{site}/${kind}s/${encodeURIComponent(luid)}`,
      nature: 'repeat',
    },
    signal,
  );
  const name = asText(asObject(content[kind])['name']);
  const byName = await own(
    `query ($name: String) { ${root}(filter: {name: $name}) { luid ${base} } }`,
    { name },
    signal,
  );
  return pick(byName?.[root], luid);
}

function pick(items: unknown, luid: Luid): Raw | undefined {
  return asArray(items)
    .map(asObject)
    .find((item) => item['luid'] === luid);
}

function timesOf(item: Raw): string[] {
  return [
    item['extractLastRefreshTime'],
    item['extractLastIncrementalUpdateTime'],
    item['extractLastUpdateTime'],
  ]
    .map(asDate)
    .filter((time) => time !== undefined);
}

/** A refresh is over when the last of the workbook's own extracts has a new time. */
function oldestEmbedded(item: Raw): string | undefined {
  const found: string[] = [];
  for (const element of asArray(item['embeddedDatasources'])) {
    const embedded = asObject(element);
    // What merely wraps a published data source has that one's extract, which this refresh does not touch.
    const parents = embedded['parentPublishedDatasources'] ?? embedded['upstreamDatasources'];
    if (embedded['hasExtracts'] !== true || asArray(parents).length > 0) continue;
    const time = newest(timesOf(embedded));
    if (time !== undefined) found.push(time);
  }
  return found.sort(byTime)[0];
}

function newest(all: string[]): string | undefined {
  return all.sort(byTime).at(-1);
}

function byTime(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}
