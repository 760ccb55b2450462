/** What the extension knows about one kind of content: facts, and abilities as optional members. */
import type { TableauClient } from '../tableau/client';
import type { Content, ContentByKind, Job, KindName, Luid, SiteRef } from '../tableau/model';

export interface ContentKind<K extends KindName> {
  readonly kind: K;
  /** A codicon's id. */
  readonly icon: string;
  /** Where the tree lists it; empty for kinds that are only ever found by address. The parent need not know. */
  readonly livesIn: readonly ('site' | KindName)[];
  /** The segment of a browser URL after `#/site/SITE/`, and what identifies the item there. */
  readonly inUrl?: { readonly segment: string; readonly by: 'contentUrl' | 'vizportalUrlId' };
  /** Batches of the items of this kind in `within` (undefined: the whole site), sorted by name. */
  pages?(
    client: TableauClient,
    within: Content | undefined,
    options: { readonly ahead: number },
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

export type ContentKinds = { readonly [K in KindName]: ContentKind<K> };
export type { SiteRef };
