/**
 * Projects by the number in their address: REST has no such number, the Metadata API and the search have it on what lives in
 * them (field guide §6.3).
 */
import { isAbort, isTableauError } from '../tableau/errors';
import type { Content, ContentRef, VizportalUrlId } from '../tableau/model';
import { byMetadata } from './findNumbered';
import { found, type FindResult, type FoundItem } from './findResult';
import type { SiteContent } from './siteContent';

export async function findProject(
  site: SiteContent,
  id: VizportalUrlId,
  signal?: AbortSignal,
): Promise<FindResult> {
  const answer = await byMetadata(site, async () => {
    const client = await site.client();
    // Wrapped, so that "knows no such number" and "cannot be asked" stay apart.
    return { known: await client.metadata.projectByVizportalUrlId(id, signal) };
  });
  const none: FindResult = { status: 'notFound', why: 'projectNotResolved', kind: 'project' };
  if (answer?.known === undefined) {
    // Also where the Metadata API knows none: it is minutes late, and asked about workbooks alone.
    const searched = await bySearch(site, id, signal);
    if (typeof searched === 'object') return searched;
    const isRead = answer !== undefined || searched === 'none';
    return isRead ? none : { status: 'notFound', why: 'projectNeedsMetadata', kind: 'project' };
  }
  const { luid, name, witness } = answer.known;
  if (luid !== undefined) {
    const item: FoundItem = { site: site.site, kind: 'project', luid, ...named(name) };
    return { status: 'found', matches: [item], via: 'metadata' };
  }
  if (witness !== undefined) {
    const { location } = await site.details({ ...witness, site: site.site }, signal);
    const tree = await site.projects(signal);
    const project = location && tree.get(location.luid);
    if (project !== undefined) return { status: 'found', matches: [project], via: 'metadata' };
  }
  // Names may repeat: the person chooses by the path.
  const sameName = [...(await site.projects(signal)).all()].filter(
    (project) => project.name === name,
  );
  return found(sameName, 'name') ?? none;
}

/** By what the search says is in it, where REST says so too. */
async function bySearch(
  site: SiteContent,
  id: VizportalUrlId,
  signal: AbortSignal | undefined,
): Promise<FindResult | 'none' | 'untold'> {
  try {
    const client = await site.client();
    const { witnesses, all } = await client.projects.inNumbered(id, signal);
    const tree = await site.projects(signal);
    for (const { kind, luid, projectName } of witnesses) {
      const place = await placeOf(site, { kind, luid, site: site.site }, signal);
      const project = place?.type === 'Project' ? tree.get(place.luid) : undefined;
      // Under another name it is another project: the item was moved since the search heard of it.
      if (project !== undefined && (projectName ?? project.name) === project.name)
        return { status: 'found', matches: [project], via: 'search' };
    }
    return all ? 'none' : 'untold';
  } catch (error) {
    if (isAbort(error) || !isTableauError(error)) throw error;
    if (isTableauError(error, 'network', 'signIn', 'sessionExpired')) throw error;
    // Servers before 2022.2 have no such search, and a gateway's page is gone at the next look-up.
    return 'untold';
  }
}

async function placeOf(
  site: SiteContent,
  item: ContentRef<'workbook' | 'datasource' | 'flow'>,
  signal: AbortSignal | undefined,
): Promise<Content['location']> {
  try {
    return (await site.details(item, signal)).location;
  } catch (error) {
    // Gone since the search heard of it, or not for this user.
    if (isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession'))
      return undefined;
    throw error;
  }
}

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
