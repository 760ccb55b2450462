/** The rows of a site, a project, a tag or a selection. */
import { linkedAbort } from '../base/linkedAbort';
import { kindOf } from '../content/contentKinds';
import type { SiteContent } from '../content/siteContent';
import type { Content, KindName, Project } from '../tableau/model';
import { Places } from './places';
import { mappingRow, sortedRows, type MappingRow } from './row';

/** What a table of a site, a project or a tag may hold; a selection may hold anything that has a LUID. */
export const tableKinds = ['workbook', 'datasource', 'flow', 'view', 'project'] as const;
export type TableKind = (typeof tableKinds)[number];

/** What pipelines are made of. */
export const usualKinds: readonly TableKind[] = ['workbook', 'datasource', 'flow'];

export type Scope =
  | { readonly type: 'items'; readonly items: readonly Content[] }
  | (Within & { readonly kinds?: readonly TableKind[] });

export type Within =
  | { readonly type: 'site' }
  | { readonly type: 'project'; readonly project: Project }
  | { readonly type: 'tag'; readonly tag: string };

export interface RowsOptions {
  readonly environment: string;
  browserUrl(content: Content): string | undefined;
}

export async function mappingRows(
  content: SiteContent,
  scope: Scope,
  options: RowsOptions,
  signal?: AbortSignal,
): Promise<readonly MappingRow[]> {
  const places = new Places(content);
  const rows: MappingRow[] = [];
  const add = (item: Content): void => {
    rows.push(
      mappingRow(item, {
        site: content.site.contentUrl,
        environment: options.environment,
        projectPath: places.of(item),
        url: options.browserUrl(item),
      }),
    );
  };
  if (scope.type === 'items') {
    await places.know(scope.items, signal);
    scope.items.forEach(add);
    return sortedRows(rows);
  }
  const isInside = inside(content, scope, signal);
  const takeAll = ofKinds(content, scope.kinds ?? usualKinds, signal, async (page) => {
    // Rows are made while the pages behind are still on their way.
    const items = page.filter(await isInside);
    await places.know(items, signal);
    items.forEach(add);
  });
  await Promise.all([isInside, takeAll]);
  return sortedRows(rows);
}

/** All pages of these kinds, a few at once; when one fails, nobody asks for more of the others. */
async function ofKinds(
  content: SiteContent,
  kinds: readonly TableKind[],
  signal: AbortSignal | undefined,
  take: (page: readonly Content[]) => unknown,
): Promise<void> {
  const stop = linkedAbort(signal);
  const ofKind = async (kind: TableKind): Promise<void> => {
    for await (const page of pagesOf(content, kind, stop.signal)) await take(page);
  };
  try {
    await Promise.all(kinds.map(ofKind));
  } catch (error) {
    stop.abort(error);
    throw error;
  } finally {
    stop.release();
  }
}

/** Whether an item belongs into the table; once it is known, the projects are too. */
async function inside(
  content: SiteContent,
  within: Within,
  signal?: AbortSignal,
): Promise<(item: Content) => boolean> {
  const tree = await content.projects(signal);
  if (within.type === 'site') return () => true;
  if (within.type === 'tag') return ({ tags }) => tags?.includes(within.tag) === true;
  const { luid } = within.project;
  const luids = new Set([luid, ...tree.below(luid).map((project) => project.luid)]);
  return (item) =>
    item.kind === 'project'
      ? luids.has(item.luid)
      : item.location?.type === 'Project' && luids.has(item.location.luid);
}

/** Not by the lists that the tree keeps, which grow a few pages at a time: somebody waits for all of it. */
async function* pagesOf(
  content: SiteContent,
  kind: KindName,
  signal?: AbortSignal,
): AsyncGenerator<readonly Content[]> {
  if (kind === 'project') {
    yield [...(await content.projects(signal)).all()];
    return;
  }
  const client = await content.client();
  yield* kindOf(kind).pages?.(client, undefined, { ahead: 9 }, signal) ?? [];
}

/** The tags of what would be exported, with how many carry each. */
export async function tagsToExport(
  content: SiteContent,
  signal?: AbortSignal,
  kinds: readonly TableKind[] = usualKinds,
): Promise<ReadonlyMap<string, number>> {
  const tags = new Map<string, number>();
  await ofKinds(content, kinds, signal, (page) => {
    for (const { tags: own = [] } of page)
      for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  });
  return tags;
}
