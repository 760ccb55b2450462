/** The rows of a site, a project, a tag or a selection, and what a site holds now to compare rows with. */
import { kindNames, kindOf } from '../content/contentKinds';
import type { SiteContent } from '../content/siteContent';
import type { Content, KindName, Project } from '../tableau/model';
import { SiteNow, type Now } from './drift';
import { mappingRow, sortedRows, vizportalIdOf, type MappingRow } from './row';

/** What pipelines are made of; views, of which there are many, come into a table when they are selected. */
const exported = ['workbook', 'datasource', 'flow'] as const satisfies readonly KindName[];

export type Scope =
  | { readonly type: 'site' }
  | { readonly type: 'project'; readonly project: Project }
  | { readonly type: 'tag'; readonly tag: string }
  | { readonly type: 'items'; readonly items: readonly Content[] };

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
  const [items] = await Promise.all([itemsOf(content, scope, signal), content.projects(signal)]);
  const rows = items.map((item) =>
    mappingRow(item, {
      site: content.site.contentUrl,
      environment: options.environment,
      projectPath: projectPath(content, item),
      url: options.browserUrl(item),
    }),
  );
  return sortedRows(rows);
}

async function itemsOf(
  content: SiteContent,
  scope: Scope,
  signal?: AbortSignal,
): Promise<readonly Content[]> {
  if (scope.type === 'items') return scope.items;
  const lists = exported.map((kind) => wholeList(content, kind, signal));
  const all = (await Promise.all(lists)).flat();
  if (scope.type === 'site') return all;
  if (scope.type === 'tag') return all.filter(({ tags }) => tags?.includes(scope.tag) === true);
  const tree = await content.projects(signal);
  const { luid } = scope.project;
  const inside = new Set([luid, ...tree.below(luid).map((project) => project.luid)]);
  return all.filter(({ location }) => location?.type === 'Project' && inside.has(location.luid));
}

/** Not by the lists that the tree keeps, which grow a few pages at a time: somebody waits for all of it. */
async function wholeList(
  content: SiteContent,
  kind: (typeof exported)[number],
  signal?: AbortSignal,
): Promise<readonly Content[]> {
  const client = await content.client();
  const pages = kindOf(kind as KindName).pages?.(client, undefined, { ahead: 9 }, signal);
  const all: Content[] = [];
  for await (const page of pages ?? []) all.push(...page);
  return all;
}

/** The tags of what would be exported, with how many carry each. */
export async function tagsToExport(
  content: SiteContent,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const tags = new Map<string, number>();
  for (const { tags: own = [] } of await itemsOf(content, { type: 'site' }, signal))
    for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  return tags;
}

/** Of a view its workbook is part of it, as in its path. The projects must be known. */
function projectPath(content: SiteContent, item: Content): string {
  const path = content.path(item) ?? item.name;
  return path.slice(0, Math.max(0, path.length - item.name.length - 1));
}

/** Lists the kinds anew: drift is told of what is there now, not of what this window remembers. */
export async function siteNow(
  content: SiteContent,
  kinds: ReadonlySet<string>,
  signal?: AbortSignal,
): Promise<SiteNow> {
  const wanted = kindNames.filter((kind) => kinds.has(kind.toLowerCase()));
  for (const kind of ['project', 'workbook', ...wanted] as const) {
    // The names of workbooks are part of the paths of views.
    if (kind !== 'workbook' || kinds.has('view') || kinds.has('workbook'))
      content.forgetSiteList(kind);
  }
  await content.projects(signal);
  if (kinds.has('view')) await content.siteList('workbook', 'full').all(signal);
  const lists = wanted.map((kind) => content.siteList(kind, 'full').all(signal));
  const items = (await Promise.all<readonly Content[]>(lists)).flat();
  return new SiteNow(items.map((item) => nowOf(content, item)));
}

function nowOf(content: SiteContent, item: Content): Now {
  return {
    kind: item.kind.toLowerCase(),
    luid: item.luid,
    name: item.name,
    projectPath: projectPath(content, item),
    contentUrl: 'contentUrl' in item ? item.contentUrl : '',
    vizportalId: vizportalIdOf(item.webpageUrl) ?? '',
  };
}
