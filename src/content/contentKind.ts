/** What the extension knows about one kind of content: facts, and abilities as optional members. */
import type { TableauClient } from '../tableau/client';
import type { Content, ContentByKind, Job, KindName, Luid } from '../tableau/model';
import type { Ahead } from '../tableau/paginate';

export interface ContentKind<K extends KindName> {
  readonly kind: K;
  /** A codicon's id. */
  readonly icon: string;
  /** Where the tree lists it; empty for kinds that are only ever found by name or address. The parent need not know. */
  readonly livesIn: readonly ('site' | KindName)[];
  /** The segment of a browser URL after `#/site/SITE/`, and what identifies the item there. */
  readonly inUrl?: { readonly segment: string; readonly by: 'contentUrl' | 'vizportalUrlId' };
  /** Batches of the items of this kind in `within` (undefined: the whole site), sorted by name. */
  pages?(
    client: TableauClient,
    within: Content | undefined,
    options: PagesOptions<K>,
    signal?: AbortSignal,
  ): AsyncIterable<readonly ContentByKind[K][]>;
  get?(client: TableauClient, luid: Luid, signal?: AbortSignal): Promise<ContentByKind[K]>;
  /** Has an extract to refresh: the command appears where this is present. */
  refresh?(client: TableauClient, luid: Luid, signal?: AbortSignal): Promise<Job>;
  /** Can be run. */
  run?(client: TableauClient, luid: Luid, signal?: AbortSignal): Promise<Job>;
  /** The address to open in a browser, on the browser's host for this site; undefined where none can be made. */
  browserUrl?(content: ContentByKind[K], browserOrigin: string): string | undefined;
}

export interface PagesOptions<K extends KindName> {
  /** Pages asked for beforehand and in parallel. */
  readonly ahead: Ahead;
  /** Told with each page, where the server gives a count. */
  readonly onTotal?: (total: number) => void;
  /** `slim`: only what a search index needs. */
  readonly fields?: 'full' | 'slim';
  /** The site's list of this kind, kept by the caller: read where no filter can name `within`. */
  readonly wholeSite?: WholeSite<ContentByKind[K]>;
}

export interface WholeSite<T> {
  pages(signal?: AbortSignal): AsyncIterable<readonly T[]>;
  /** This server was seen to lack the filter: do not ask for it again. */
  readonly lacksFilter: boolean;
  filterRefused(): void;
}

export type ContentKinds = { readonly [K in KindName]: ContentKind<K> };
