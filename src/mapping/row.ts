/** A row of a mapping table: what ties an item's LUID to what people and other systems call it. */
import { kindNames } from '../content/contentKinds';
import type { KindName } from '../tableau/model';

export const fields = [
  'resource_type',
  'site',
  'environment',
  'project_path',
  'name',
  'content_url',
  'vizportal_id',
  'luid',
  'url',
] as const;
export type Field = (typeof fields)[number];

/** Every cell is a text; what is not known is empty. */
export type MappingRow = Readonly<Record<Field, string>>;

export interface MappedItem {
  readonly kind: string;
  readonly luid: string;
  readonly name: string;
  readonly contentUrl?: string;
  readonly webpageUrl?: string;
}

/** `workbook`, and what people write for it: `Workbooks`, `Data source`, `published_datasource`. */
export function kindIn(text: string): KindName | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z]/gu, '')
    .replace(/^published/u, '')
    .replace(/s$/u, '');
  return kindNames.find((kind) => kind.toLowerCase() === plain);
}

/** The number that ends an item's own address; undefined where the server told no address, or one without a number. */
export function vizportalIdOf(webpageUrl: string | undefined): string | undefined {
  if (webpageUrl === undefined) return undefined;
  // The usual form, of which there are tens of thousands.
  const end = webpageUrl.slice(webpageUrl.lastIndexOf('/') + 1);
  return /^\d+$/u.test(end) ? end : /\/(\d+)(?:[/?].*)?$/u.exec(webpageUrl)?.[1];
}

export function mappingRow(
  item: MappedItem,
  place: {
    readonly site: string;
    readonly environment: string;
    readonly projectPath: string;
    readonly url: string | undefined;
  },
): MappingRow {
  return {
    resource_type: item.kind,
    site: place.site,
    environment: place.environment,
    project_path: place.projectPath,
    name: item.name,
    content_url: item.contentUrl ?? '',
    vizportal_id: vizportalIdOf(item.webpageUrl) ?? '',
    luid: item.luid,
    url: place.url ?? '',
  };
}

/** By path, then by name, then by LUID: the same table every time, so that a version control shows what has changed. */
export function sortedRows(rows: readonly MappingRow[]): readonly MappingRow[] {
  // Of thousands of rows there are a few hundred places: in each of them only names are left to be compared.
  const places = new Map<string, MappingRow[]>();
  for (const row of rows) {
    const place = `${row.site}\u0000${row.resource_type}\u0000${row.project_path}`;
    const there = places.get(place);
    if (there === undefined) places.set(place, [row]);
    else there.push(row);
  }
  const sorted = [...places].sort(([a], [b]) => compared(a, b));
  return sorted.flatMap(([, there]) =>
    there.sort((a, b) => compared(a.name, b.name) || compared(a.luid, b.luid)),
  );
}

function compared(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
