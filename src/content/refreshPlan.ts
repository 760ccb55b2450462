/** What a refresh of a whole project, or of all that carries a tag, would come to. */
import { canFilter } from '../tableau/client';
import type { Content, Datasource, Project, Workbook } from '../tableau/model';
import { lacksFilter } from './kinds/inProject';
import type { SiteContent } from './siteContent';
import { pagesAhead } from './siteLists';

type Refreshable = Workbook | Datasource;

/** With more projects than this the whole site is listed: one list costs less than many small ones. */
const fewProjects = 4;

/** Workbooks and data sources of a project and of all projects in it, sorted by path. */
export async function itemsOfProject(
  content: SiteContent,
  project: Project,
  signal?: AbortSignal,
): Promise<readonly Refreshable[]> {
  const tree = await content.projects(signal);
  const projects = [tree.get(project.luid) ?? project, ...tree.below(project.luid)];
  if (projects.length <= fewProjects) {
    const lists = projects.flatMap((one) => [
      content.list('datasource', one).all(signal),
      content.list('workbook', one).all(signal),
    ]);
    return sorted(content, (await Promise.all<readonly Refreshable[]>(lists)).flat());
  }
  const inside = new Set(projects.map(({ luid }) => luid));
  const all = await wholeSite(content, signal);
  return sorted(
    content,
    all.filter(({ location }) => location?.type === 'Project' && inside.has(location.luid)),
  );
}

/** One request for each kind, where the tag can be sent. */
export async function itemsWithTag(
  content: SiteContent,
  tag: string,
  signal?: AbortSignal,
): Promise<readonly Refreshable[]> {
  await content.projects(signal);
  const found = canFilter(tag) ? await byFilter(content, tag, signal) : undefined;
  if (found !== undefined) return sorted(content, found);
  const all = await wholeSite(content, signal);
  return sorted(
    content,
    all.filter(({ tags }) => tags?.includes(tag) === true),
  );
}

async function byFilter(
  content: SiteContent,
  tag: string,
  signal: AbortSignal | undefined,
): Promise<readonly Refreshable[] | undefined> {
  const client = await content.client();
  const query = { filters: [{ field: 'tags', op: 'eq', value: tag }] } as const;
  const found: Refreshable[] = [];
  try {
    for await (const page of client.datasources.pages(query, { ahead: pagesAhead }, signal))
      found.push(...page);
    for await (const page of client.workbooks.pages(query, { ahead: pagesAhead }, signal))
      found.push(...page);
  } catch (error) {
    if (!lacksFilter(error)) throw error;
    return undefined;
  }
  return found;
}

async function wholeSite(
  content: SiteContent,
  signal: AbortSignal | undefined,
): Promise<readonly Refreshable[]> {
  const [datasources, workbooks] = await Promise.all([
    content.siteList('datasource', 'full').all(signal),
    content.siteList('workbook', 'full').all(signal),
  ]);
  return [...datasources, ...workbooks];
}

function sorted(content: SiteContent, items: readonly Refreshable[]): readonly Refreshable[] {
  const pathOf = (item: Content): string => content.path(item) ?? item.name;
  const rows = items.map((item) => ({ item, path: pathOf(item) }));
  return rows.sort((a, b) => (a.path < b.path ? -1 : 1)).map(({ item }) => item);
}

/** The tags that the listed workbooks and data sources carry, with how many do. */
export async function tagsOfSite(
  content: SiteContent,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const tags = new Map<string, number>();
  for (const { tags: own = [] } of await wholeSite(content, signal))
    for (const tag of own) tags.set(tag, (tags.get(tag) ?? 0) + 1);
  return tags;
}
