/** The registry of kinds: to add one is to write its file in `kinds/` and name it here. */
import type { Content, ContentByKind, KindName } from '../tableau/model';
import type { ContentKind, ContentKinds } from './contentKind';
import { customView } from './kinds/customView';
import { datasource } from './kinds/datasource';
import { flow } from './kinds/flow';
import { project } from './kinds/project';
import { view } from './kinds/view';
import { virtualConnection } from './kinds/virtualConnection';
import { workbook } from './kinds/workbook';

/** In the order in which the tree and the search show them. */
export const contentKinds: ContentKinds = {
  project,
  workbook,
  datasource,
  flow,
  view,
  customView,
  virtualConnection,
};

export const kindNames = Object.keys(contentKinds) as readonly KindName[];

/** The registry's entry, typed for code that works for any kind. */
export function kindOf<K extends KindName>(kind: K): ContentKind<K> {
  return contentKinds[kind];
}

/** The kinds that the tree lists under a site or an item of this kind. */
export function kindsIn(parent: 'site' | KindName): readonly KindName[] {
  return kindNames.filter((kind) => contentKinds[kind].livesIn.includes(parent));
}

/** Whether to offer a refresh: where the server did not say, it is offered, and the server decides. */
export function isRefreshable(content: Content): boolean {
  if (kindOf(content.kind).refresh === undefined) return false;
  return !('hasExtracts' in content) || content.hasExtracts !== false;
}

export function isRunnable(content: Content): boolean {
  return kindOf(content.kind).run !== undefined;
}

/** The address to open in a browser, where one can be made. */
export function browserUrl<K extends KindName>(
  content: ContentByKind[K],
  browserOrigin: string,
): string | undefined {
  return kindOf<K>(content.kind as K).browserUrl?.(content, browserOrigin);
}

/** The words of a row's `contextValue`: menus test words, never kinds they do not know. */
export function contextWords(content: Content): readonly string[] {
  const words = ['content', content.kind];
  if (isRefreshable(content)) words.push('refreshable');
  if (isRunnable(content)) words.push('runnable');
  if (browserUrl(content, content.site.server) !== undefined) words.push('hasUrl');
  return words;
}
