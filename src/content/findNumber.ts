/** A number from an address whose kind may be forgotten: the same number means another item for each kind. */
import type { VizportalUrlId } from '../tableau/model';
import type { NumberedKind } from './addressItem';
import { byMetadata, findNumbered } from './findNumbered';
import { findProject } from './findProject';
import type { FindResult, FoundItem } from './findResult';
import type { SiteContent } from './siteContent';

const kinds = ['workbook', 'datasource', 'flow', 'virtualConnection'] as const;

export async function findNumber(
  site: SiteContent,
  id: VizportalUrlId,
  kind: NumberedKind | undefined,
  signal?: AbortSignal,
): Promise<readonly FoundItem[]> {
  if (kind === 'project') return matchesOf(await findProject(site, id, signal));
  if (kind !== undefined) return matchesOf(await findNumbered(site, kind, id, signal));
  const told = await Promise.all(
    kinds.map(async (one) =>
      byMetadata(site, async () => {
        const items = await (await site.client()).metadata.byVizportalUrlId(one, id, signal);
        return items.map((item): FoundItem => ({ ...item, site: site.site, kind: one }));
      }),
    ),
  );
  const found = told.flatMap((items) => items ?? []);
  if (found.length > 0) return found;
  // The Metadata API is off, or has not heard of it yet: the site's lists know the numbers too.
  const listed = await Promise.all(kinds.map((one) => findNumbered(site, one, id, signal)));
  return listed.flatMap(matchesOf);
}

function matchesOf(result: FindResult): readonly FoundItem[] {
  return result.status === 'found' ? result.matches : [];
}
