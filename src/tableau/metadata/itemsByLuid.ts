/** Which items have these LUIDs, of whatever kind: one request for up to 500 of them (field guide §5.7). */
import type { MetadataApi, MetadataItem } from '../metadataContract';
import type { Luid } from '../model';
import { asArray, asObject, asText, type Raw } from '../wire/decode';
import type { OwnQuery } from './metadataApi';

/** With what is nested in them far from the limit of 20,000 nodes. */
const atOnce = 500;

interface Root {
  readonly root: string;
  readonly kind: MetadataItem['kind'];
  readonly fields: string;
}

const since2019: readonly Root[] = [
  { root: 'workbooks', kind: 'workbook', fields: 'luid name projectName' },
  { root: 'publishedDatasources', kind: 'datasource', fields: 'luid name projectName' },
  { root: 'sheets', kind: 'view', fields: 'luid name workbook { luid name }' },
  { root: 'dashboards', kind: 'view', fields: 'luid name workbook { luid name }' },
];
/** Flows had no LUID before, and there were no virtual connections. */
const modern: readonly Root[] = [
  ...since2019,
  { root: 'flows', kind: 'flow', fields: 'luid name projectName' },
  { root: 'virtualConnections', kind: 'virtualConnection', fields: 'luid name projectName' },
];

/** Undefined where the server's schema has no filters by LUID. */
export async function itemsByLuid(
  own: OwnQuery,
  luids: readonly Luid[],
  signal?: AbortSignal,
): ReturnType<MetadataApi['itemsByLuid']> {
  const found: MetadataItem[] = [];
  for (let at = 0; at < luids.length; at += atOnce) {
    const part = luids.slice(at, at + atOnce);
    const items =
      (await ask(own, modern, part, signal)) ?? (await ask(own, since2019, part, signal));
    if (items === undefined) return undefined;
    found.push(...items);
  }
  return found;
}

async function ask(
  own: OwnQuery,
  roots: readonly Root[],
  luids: readonly Luid[],
  signal: AbortSignal | undefined,
): Promise<readonly MetadataItem[] | undefined> {
  const parts = roots.map(
    ({ root, fields }) => `${root}(filter: {luidWithin: $luids}) { ${fields} }`,
  );
  const data = await own(`query ($luids: [String]) { ${parts.join(' ')} }`, { luids }, signal);
  if (data === undefined) return undefined;
  return roots.flatMap(({ root, kind }) =>
    asArray(data[root]).flatMap((raw) => itemOf(kind, asObject(raw))),
  );
}

/** None for what may not be seen: its names and ids come empty. */
function itemOf(kind: MetadataItem['kind'], raw: Raw): readonly MetadataItem[] {
  const luid = asText(raw['luid']);
  const name = asText(raw['name']);
  if (luid === undefined || name === undefined) return [];
  const projectName = asText(raw['projectName']);
  const workbook = asText(asObject(raw['workbook'])['luid']);
  const workbookName = asText(asObject(raw['workbook'])['name']);
  return [
    {
      kind,
      luid: luid as Luid,
      name,
      ...(projectName === undefined ? {} : { projectName }),
      ...(workbook === undefined
        ? {}
        : {
            workbook: {
              luid: workbook as Luid,
              ...(workbookName === undefined ? {} : { name: workbookName }),
            },
          }),
    },
  ];
}
