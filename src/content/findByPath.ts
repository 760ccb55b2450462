/** Items by a path of names such as `Finance/EMEA/Margin`, of which the topmost may be left out. */
import type { Content } from '../tableau/model';
import { byFilter } from './findResult';
import { fold } from './foldedName';
import type { SiteContent } from './siteContent';

/** What lives at the end of a path. */
export type PathKind = 'workbook' | 'datasource' | 'flow' | 'view' | 'project';

/** Names may hold a `/`: the last part alone is tried first, then the last two as one name, and so on. */
export async function findByPath(
  path: string,
  kinds: readonly PathKind[],
  site: SiteContent,
  signal?: AbortSignal,
): Promise<readonly Content[]> {
  const parts = path.split('/');
  for (let from = parts.length - 1; from >= 0; from--) {
    const name = parts.slice(from).join('/');
    if (name === '') continue;
    const found = await named(name, path, kinds, site, signal);
    if (found.length > 0) return found;
  }
  return [];
}

async function named(
  name: string,
  path: string,
  kinds: readonly PathKind[],
  site: SiteContent,
  signal: AbortSignal | undefined,
): Promise<readonly Content[]> {
  const lists = await Promise.all(
    kinds.map(async (kind): Promise<readonly Content[]> =>
      kind === 'project'
        ? [...(await site.projects(signal)).all()]
        : byFilter(site, kind, 'name', name, signal),
    ),
  );
  const same = lists.flat().filter((item) => fold(item.name) === fold(name));
  const matches: Content[] = [];
  for (const item of same)
    // A bare name is enough where it is the only one.
    if (path === name || endsWith(await site.pathOf(item, signal), path)) matches.push(item);
  const exact = matches.filter((item) => item.name === name);
  return exact.length > 0 ? exact : matches;
}

/** The topmost projects may be left out. */
function endsWith(whole: string, path: string): boolean {
  const [all, end] = [fold(whole), fold(path.replace(/^\//u, ''))];
  return all === end || (!path.startsWith('/') && all.endsWith(`/${end}`));
}
