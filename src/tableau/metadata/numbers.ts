/** The number in a browser address to a LUID: one request (field guide §6.3). */
import type { MetadataApi } from '../client';
import type { Luid } from '../model';
import { asArray, asObject, asText } from '../wire/decode';
import type { OwnQuery } from './metadataApi';

const roots = {
  workbook: 'workbooks',
  datasource: 'publishedDatasources',
  flow: 'flows',
  virtualConnection: 'virtualConnections',
} as const;

export async function byVizportalUrlId(
  own: OwnQuery,
  kind: keyof typeof roots,
  id: string,
  signal?: AbortSignal,
): Promise<Awaited<ReturnType<MetadataApi['byVizportalUrlId']>>> {
  const root = roots[kind];
  const data = await own(
    `query ($number: String) { ${root}(filter: {vizportalUrlId: $number}) { luid name } }`,
    { number: id },
    signal,
  );
  // An older schema has no LUID of a flow, and no virtual connections: nothing found, and REST is asked.
  const found: { luid: Luid; name?: string }[] = [];
  for (const element of asArray(data?.[root])) {
    const raw = asObject(element);
    // What the caller may not see is answered with null or empty names and ids.
    const luid = asText(raw['luid']);
    if (luid === undefined) continue;
    const name = asText(raw['name']);
    found.push(name === undefined ? { luid: luid as Luid } : { luid: luid as Luid, name });
  }
  return found;
}
