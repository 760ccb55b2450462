/** What a search by address ends with; the sentences about it are made where they can be translated. */
import { canFilter } from '../tableau/client';
import type { ContentByKind, ContentRef, ContentUrl, KindName, SiteRef } from '../tableau/model';
import { lacksFilter } from './kinds/inProject';
import type { SiteContent } from './siteContent';

export type FindResult =
  | { readonly status: 'found'; readonly matches: readonly FoundItem[]; readonly via: Via }
  /** Nobody is signed in to this site. */
  | { readonly status: 'needsSite'; readonly server: string; readonly contentUrl: ContentUrl }
  /** The address is a page of the site, such as its home: there is no item in it. */
  | { readonly status: 'sitePage'; readonly site: SiteRef }
  | NotFound;

export interface NotFound {
  readonly status: 'notFound';
  readonly why:
    /** Neither the Metadata API nor the site's list has the number: deleted, another site's, or not visible. */
    | 'noSuchNumber'
    | 'noSuchName'
    /** The workbook is there, the sheet is not: hidden, renamed or deleted. `near` is the workbook. */
    | 'noSuchSheet'
    /** The custom view is gone or somebody else's; `near` is the view it belongs to, if that was found. */
    | 'noSuchCustomView'
    /** The Metadata API is off or out of reach, and the search, which knows numbers of projects too, did not tell this one. */
    | 'projectNeedsMetadata'
    /** The Metadata API and the search know projects by what is in them: this one is empty, or what is in it may not be seen. */
    | 'projectNotResolved';
  readonly kind: KindName;
  readonly near?: FoundItem;
}

/** Enough to name the item; everything else is asked for when it is wanted. */
export interface FoundItem extends ContentRef {
  readonly name?: string;
}

/** How it was found: by the Metadata API, by the site's list, by Tableau's search, by names. */
export type Via = 'metadata' | 'list' | 'search' | 'contentUrl' | 'luid' | 'name';

export function found(
  matches: readonly FoundItem[],
  via: Via,
): Extract<FindResult, { readonly status: 'found' }> | undefined {
  return matches.length === 0 ? undefined : { status: 'found', matches, via };
}

/** What the server finds for a value, or all there is where no filter can carry the value: the caller compares. */
export async function byFilter<K extends 'workbook' | 'datasource' | 'view' | 'flow'>(
  site: SiteContent,
  kind: K,
  field: string,
  value: string,
  signal?: AbortSignal,
): Promise<readonly ContentByKind[K][]> {
  if (canFilter(value)) {
    try {
      const client = await site.client();
      const lists = {
        workbook: client.workbooks,
        datasource: client.datasources,
        view: client.views,
        flow: client.flows,
      };
      const page = await lists[kind].page({ filters: [{ field, op: 'eq', value }] }, 1, signal);
      // The list of a kind holds that kind.
      return page.items as readonly ContentByKind[K][];
    } catch (error) {
      if (!lacksFilter(error)) throw error;
    }
  }
  return site.siteList(kind, 'slim').all(signal);
}
