/** Projects by the number in their address: REST has no such number, the Metadata API has it on what lives in them. */
import type { VizportalUrlId } from '../tableau/model';
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
  if (answer === undefined)
    return { status: 'notFound', why: 'projectNeedsMetadata', kind: 'project' };
  const none: FindResult = { status: 'notFound', why: 'projectNotResolved', kind: 'project' };
  if (answer.known === undefined) return none;
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

function named(name: string | undefined): { readonly name?: string } {
  return name === undefined ? {} : { name };
}
