/** Views by the names in their address, and custom views by their LUID. */
import { isTableauError } from '../tableau/errors';
import type { ContentUrl, Luid, View } from '../tableau/model';
import { byFilter, found, type FindResult, type FoundItem } from './findResult';
import type { SiteContent } from './siteContent';

/** `contentUrl` is `Workbook/sheets/Sheet`. */
export async function findView(
  site: SiteContent,
  contentUrl: ContentUrl,
  signal?: AbortSignal,
): Promise<FindResult> {
  const exact = (views: readonly View[]): readonly View[] =>
    views.filter((view) => view.contentUrl === contentUrl);
  const [workbookName = '', , sheetName = ''] = contentUrl.split('/');
  const matches =
    nonEmpty(exact(await byFilter(site, 'view', 'contentUrl', contentUrl, signal))) ??
    nonEmpty(exact(await byFilter(site, 'view', 'viewUrlName', sheetName, signal)));
  if (matches !== undefined) return { status: 'found', matches, via: 'contentUrl' };
  return (
    (await inWorkbook(site, workbookName, contentUrl, signal)) ?? {
      status: 'notFound',
      why: 'noSuchName',
      kind: 'view',
    }
  );
}

/** The workbook may tell more: a sheet whose name is written otherwise, or that there is no such sheet to see. */
async function inWorkbook(
  site: SiteContent,
  name: string,
  contentUrl: string,
  signal?: AbortSignal,
): Promise<FindResult | undefined> {
  const workbooks = await byFilter(site, 'workbook', 'contentUrl', name, signal);
  const workbook = workbooks.find((candidate) => candidate.contentUrl === name);
  if (workbook === undefined) return undefined;
  const views = await site.list('view', workbook).all(signal);
  const wanted = contentUrl.toLowerCase();
  return (
    found(
      views.filter((view) => view.contentUrl.toLowerCase() === wanted),
      'contentUrl',
    ) ?? { status: 'notFound', why: 'noSuchSheet', kind: 'view', near: workbook }
  );
}

/** The custom view first, then the view that it is a state of: which LUID is wanted, the person knows. */
export async function findCustomView(
  site: SiteContent,
  address: { readonly luid: Luid; readonly viewContentUrl: ContentUrl },
  signal?: AbortSignal,
): Promise<FindResult> {
  try {
    const client = await site.client();
    const customView = await client.customViews.get(address.luid, signal);
    const view: readonly FoundItem[] =
      customView.view === undefined ? [] : [{ ...customView.view, site: site.site, kind: 'view' }];
    return { status: 'found', matches: [customView, ...view], via: 'luid' };
  } catch (error) {
    // Somebody else's, deleted, or a server without custom views: the view may still be found.
    if (!isTableauError(error, 'notFound', 'notPermitted', 'notAllowedWithSession', 'server'))
      throw error;
  }
  const view = await findView(site, address.viewContentUrl, signal);
  const near = view.status === 'found' ? view.matches[0] : undefined;
  return {
    status: 'notFound',
    why: 'noSuchCustomView',
    kind: 'customView',
    ...(near === undefined ? {} : { near }),
  };
}

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
