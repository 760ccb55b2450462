/** A project's number through an item in it: projects have no number in REST and no root in GraphQL (field guide §6.3). */
import type { MetadataApi } from '../client';
import type { Luid } from '../model';
import { asArray, asObject, asText, type Raw } from '../wire/decode';
import type { OwnQuery } from './metadataApi';

const roots = [
  ['workbook', 'workbooksConnection'],
  ['datasource', 'publishedDatasourcesConnection'],
  ['flow', 'flowsConnection'],
] as const;

/** 1,000 items a page and no more pages than this: a project whose items come later than that is not found. */
const maxPages = 20;

export async function projectByVizportalUrlId(
  own: OwnQuery,
  id: string,
  signal?: AbortSignal,
): ReturnType<MetadataApi['projectByVizportalUrlId']> {
  for (const [kind, root] of roots) {
    const node = await scan(own, kind, root, id, signal);
    if (node === undefined) continue;
    const name = asText(node['projectName']);
    const project = asText(node['projectLuid']);
    const item = asText(node['luid']);
    return {
      ...(name === undefined ? {} : { name }),
      ...(project === undefined ? {} : { luid: project as Luid }),
      ...(item === undefined ? {} : { witness: { kind, luid: item as Luid } }),
    };
  }
  return undefined;
}

async function scan(
  own: OwnQuery,
  kind: (typeof roots)[number][0],
  root: (typeof roots)[number][1],
  id: string,
  signal: AbortSignal | undefined,
): Promise<Raw | undefined> {
  // Only workbooks know their project's LUID, since 2022.3; flows have no LUID of their own before that either.
  let fields = `luid projectVizportalUrlId projectName${kind === 'workbook' ? ' projectLuid' : ''}`;
  let after: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const connection = await ask(own, root, fields, after, signal);
    if (connection === undefined) {
      const base = kind === 'flow' ? undefined : 'luid projectVizportalUrlId projectName';
      if (base === undefined || base === fields) return undefined;
      fields = base;
      continue;
    }
    const node = asArray(connection['nodes'])
      .map(asObject)
      .find((one) => asText(one['projectVizportalUrlId']) === id);
    if (node !== undefined) return node;
    const info = asObject(connection['pageInfo']);
    after = asText(info['endCursor']);
    if (info['hasNextPage'] !== true || after === undefined) return undefined;
  }
  return undefined;
}

async function ask(
  own: OwnQuery,
  root: string,
  fields: string,
  after: string | undefined,
  signal: AbortSignal | undefined,
): Promise<Raw | undefined> {
  const query = `query ($after: String) { ${root}(first: 1000, after: $after) {
    nodes { ${fields} } pageInfo { hasNextPage endCursor } } }`;
  const data = await own(query, after === undefined ? {} : { after }, signal);
  return data === undefined ? undefined : asObject(data[root]);
}
