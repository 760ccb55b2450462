/** Asks one site for items by their LUIDs, with as few requests as there is a way. */
import { isTableauError } from '../tableau/errors';
import type { Content, KindName, Luid } from '../tableau/model';
import { kindNames, kindOf } from './contentKinds';
import { byMetadata } from './findNumbered';
import type { FoundItem } from './findResult';
import type { SiteContent } from './siteContent';

export interface Asked {
  /** The kind that words beside a single id name. */
  readonly hint?: KindName | undefined;
  /** A person asked: also what the Metadata API does not know yet, or never will. */
  readonly thorough: boolean;
}

/** More than this is looked up in the site's lists where the Metadata API is off. */
const fewEnough = 2;

export async function askSite(
  site: SiteContent,
  luids: readonly Luid[],
  { hint, thorough }: Asked,
  signal: AbortSignal,
): Promise<readonly FoundItem[]> {
  const [only] = luids.length === 1 ? luids : [];
  if (only !== undefined && hint !== undefined) {
    const item = await ofKind(site, hint, only, signal);
    if (item !== undefined) return [item];
  }
  // Wrapped: "has none of them" and "cannot be asked" are kept apart.
  const told = await byMetadata(site, async () => {
    const client = await site.client();
    const items = await client.metadata.itemsByLuid(luids, signal);
    return items && { items };
  });
  const found: FoundItem[] = (told?.items ?? []).map((item) => ({ ...item, site: site.site }));
  const missing = without(luids, found);
  if (missing.length === 0 || (told !== undefined && !thorough)) return found;
  const more =
    missing.length > fewEnough
      ? await inLists(site, missing, signal)
      : await eachKind(site, missing, signal);
  return [...found, ...more];
}

/** Every kind that can be asked for one item, and the list of projects. */
async function eachKind(
  site: SiteContent,
  luids: readonly Luid[],
  signal: AbortSignal,
): Promise<readonly FoundItem[]> {
  const found: FoundItem[] = [];
  for (const luid of luids)
    for (const kind of [...kindNames].sort((one) => (one === 'project' ? 1 : 0))) {
      const item = await ofKind(site, kind, luid, signal);
      if (item === undefined) continue;
      found.push(item);
      break;
    }
  return found;
}

/** The names of the whole site, as Find Content by Name reads them: once, and kept. */
async function inLists(
  site: SiteContent,
  luids: readonly Luid[],
  signal: AbortSignal,
): Promise<readonly FoundItem[]> {
  const { search } = site;
  await search.load(signal);
  return search.withLuids(new Set(luids));
}

async function ofKind(
  site: SiteContent,
  kind: KindName,
  luid: Luid,
  signal: AbortSignal,
): Promise<Content | undefined> {
  try {
    return await site.details({ site: site.site, kind, luid }, signal);
  } catch (error) {
    // Tableau says 404 of what may not be seen too, some versions say 403; older servers lack some kinds.
    const optional = kindOf(kind).livesIn.length === 0 && isTableauError(error, 'server');
    if (optional || isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession'))
      return undefined;
    throw error;
  }
}

function without(luids: readonly Luid[], found: readonly FoundItem[]): readonly Luid[] {
  const have = new Set(found.map(({ luid }) => luid));
  return luids.filter((luid) => !have.has(luid));
}
