/** From what people write for an item to the item: a LUID, a browser address, or a path of names such as `Finance/EMEA/Margin`. */
import { isTableauError } from '../tableau/errors';
import { isLuid, type Content, type Luid } from '../tableau/model';
import { findByAddress, type SiteAt } from './findByAddress';
import { findByPath } from './findByPath';
import type { FoundItem } from './findResult';
import type { SiteContent } from './siteContent';
import { parseWebAddress } from './webAddress';

/** Kinds that a refresh or a run can be about. */
export type JobKind = 'workbook' | 'datasource' | 'flow';

export type TextResult =
  | { readonly status: 'found'; readonly item: FoundItem & { readonly kind: JobKind } }
  /** `matches` are paths or LUIDs to choose from. */
  | { readonly status: 'ambiguous'; readonly matches: readonly Content[] }
  | { readonly status: 'notFound'; readonly form: 'luid' | 'address' | 'path' }
  /** An item, but none of the kinds that were asked for. */
  | { readonly status: 'wrongKind'; readonly item: FoundItem }
  /** An address of a site that nobody is signed in to. */
  | { readonly status: 'needsSite'; readonly server: string; readonly contentUrl: string };

/** `site` is where LUIDs and paths are looked for; an address says its site itself. */
export async function findByText(
  text: string,
  kinds: readonly JobKind[],
  site: SiteContent,
  siteAt: SiteAt,
  signal?: AbortSignal,
): Promise<TextResult> {
  const wanted = text.trim();
  if (isLuid(wanted)) return byLuid(wanted.toLowerCase() as Luid, kinds, site, signal);
  if (/^https?:\/\//iu.test(wanted)) return byAddress(wanted, kinds, siteAt, signal);
  return byPath(wanted, kinds, site, signal);
}

/** A LUID does not tell its kind: each is asked for, and says that it is not there. */
async function byLuid(
  luid: Luid,
  kinds: readonly JobKind[],
  site: SiteContent,
  signal: AbortSignal | undefined,
): Promise<TextResult> {
  for (const kind of kinds) {
    try {
      const { name } = await site.details({ site: site.site, kind, luid }, signal);
      return { status: 'found', item: { site: site.site, kind, luid, name } };
    } catch (error) {
      // Tableau says 404 of what may not be seen too; some versions say 403.
      if (!isTableauError(error, 'notFound', 'notPermitted')) throw error;
    }
  }
  return { status: 'notFound', form: 'luid' };
}

async function byAddress(
  text: string,
  kinds: readonly JobKind[],
  siteAt: SiteAt,
  signal: AbortSignal | undefined,
): Promise<TextResult> {
  const notFound = { status: 'notFound', form: 'address' } as const;
  const address = parseWebAddress(text);
  if ('reason' in address) return notFound;
  const result = await findByAddress(address, siteAt, signal);
  if (result.status === 'needsSite') return result;
  const [item] = result.status === 'found' ? result.matches : [];
  if (item === undefined) return notFound;
  return isOf(kinds, item) ? { status: 'found', item } : { status: 'wrongKind', item };
}

function isOf(
  kinds: readonly JobKind[],
  item: FoundItem,
): item is FoundItem & { readonly kind: JobKind } {
  return kinds.some((kind) => kind === item.kind);
}

async function byPath(
  path: string,
  kinds: readonly JobKind[],
  site: SiteContent,
  signal: AbortSignal | undefined,
): Promise<TextResult> {
  const found = await findByPath(path, kinds, site, signal);
  const [item, ...others] = found;
  if (others.length > 0) return { status: 'ambiguous', matches: found };
  if (item !== undefined && isOf(kinds, item)) return { status: 'found', item };
  return inPersonalSpace(path, kinds, site, signal);
}

/** The site's lists may leave out what is there. */
async function inPersonalSpace(
  path: string,
  kinds: readonly JobKind[],
  site: SiteContent,
  signal: AbortSignal | undefined,
): Promise<TextResult> {
  const notFound = { status: 'notFound', form: 'path' } as const;
  if (path === '' || !kinds.includes('workbook')) return notFound;
  for (const item of await site.list('workbook', 'personalSpace').all(signal))
    if (item.name === path || (await site.pathOf(item, signal)) === path)
      return { status: 'found', item: { ...item, kind: 'workbook' } };
  return notFound;
}
