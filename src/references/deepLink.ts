/** Addresses that lead into the editor: `vscode://vizport.vizport/item?server=…&site=…&kind=…&luid=…`, and `/refresh`. */
import { kindNames } from '../content/contentKinds';
import {
  isLuid,
  type ContentRef,
  type ContentUrl,
  type KindName,
  type Luid,
} from '../tableau/model';

export interface DeepLink {
  readonly action: 'item' | 'refresh';
  readonly ref: ContentRef;
}

export type DeepLinkProblem =
  /** Neither `/item` nor `/refresh`. */
  | { readonly reason: 'action'; readonly what: string }
  /** A part is missing, or is not what it should be. */
  | { readonly reason: 'part'; readonly what: 'server' | 'kind' | 'luid' };

const authority = 'vizport.vizport';

/** `scheme`: of the editor that runs, such as `vscode` or `vscode-insiders`. */
export function deepLink(scheme: string, { action, ref }: DeepLink): string {
  const { site, kind, luid } = ref;
  const query = new URLSearchParams({ server: site.server });
  if (site.contentUrl !== '') query.set('site', site.contentUrl);
  query.set('kind', kind);
  query.set('luid', luid);
  return `${scheme}://${authority}/${action}?${query.toString()}`;
}

/** Links come from chats and web pages: nothing in them is believed. */
export function readDeepLink(path: string, query: string): DeepLink | DeepLinkProblem {
  const action = path.replace(/^\/|\/$/gu, '');
  if (action !== 'item' && action !== 'refresh') return { reason: 'action', what: action };
  const given = new URLSearchParams(query);
  const server = originOf(given.get('server') ?? '');
  if (server === undefined) return { reason: 'part', what: 'server' };
  const kind = kindNames.find((name) => name === given.get('kind'));
  if (kind === undefined || (action === 'refresh' && !canStart(kind)))
    return { reason: 'part', what: 'kind' };
  const luid = given.get('luid') ?? '';
  if (!isLuid(luid)) return { reason: 'part', what: 'luid' };
  const contentUrl = (given.get('site') ?? '') as ContentUrl;
  return {
    action,
    ref: { site: { server, contentUrl }, kind, luid: luid.toLowerCase() as Luid },
  };
}

function canStart(kind: KindName): boolean {
  return kind === 'workbook' || kind === 'datasource' || kind === 'flow';
}

function originOf(text: string): string | undefined {
  if (!/^https?:\/\//iu.test(text) || !URL.canParse(text)) return undefined;
  const { origin, hostname, username } = new URL(text);
  return hostname === '' || username !== '' ? undefined : origin;
}
