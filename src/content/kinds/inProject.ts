/** The items of one project: REST knows only its name, which may occur more than once (field guide §2.4). */
import type { Filter, Lists } from '../../tableau/client';
import { canFilter } from '../../tableau/client';
import { isTableauError } from '../../tableau/errors';
import type { Content, ContentByKind, KindName } from '../../tableau/model';
import type { PagesOptions } from '../contentKind';

/** 400065: the server does not know the filter, as data sources of API 3.13 to 3.17 do not. */
export const lacksFilter = (error: unknown): boolean =>
  isTableauError(error) && error.code === '400065';

/** Batches of a site's list, or of one project's; what carries the project's name but sits elsewhere is left out. */
export async function* siteOrProject<K extends 'workbook' | 'datasource' | 'flow'>(
  lists: Lists<ContentByKind[K]>,
  within: Content | undefined,
  filterField: 'projectName' | 'projectId',
  options: PagesOptions<K>,
  signal?: AbortSignal,
): AsyncGenerator<readonly ContentByKind[K][]> {
  if (within === undefined) {
    yield* wholeSite(lists, options, signal);
    return;
  }
  let total: number | undefined;
  let outside = 0;
  const tell = (): void => {
    if (total !== undefined) options.onTotal?.(total - outside);
  };
  const inside = (batch: readonly ContentByKind[K][]): readonly ContentByKind[K][] => {
    const kept = batch.filter((item) => item.location?.luid === within.luid);
    outside += batch.length - kept.length;
    tell();
    return kept;
  };
  const value = filterField === 'projectId' ? within.luid : within.name;
  if (canFilter(value) && options.wholeSite?.lacksFilter !== true) {
    const filter: Filter = { field: filterField, op: 'eq', value };
    try {
      const query = { fields: options.fields ?? 'full', filters: [filter] } as const;
      const onTotal = (all: number): void => {
        total = all;
        tell();
      };
      const batches = lists.pages(query, { ahead: options.ahead, onTotal }, signal);
      for await (const batch of batches) yield inside(batch);
      return;
    } catch (error) {
      if (!lacksFilter(error)) throw error;
      options.wholeSite?.filterRefused();
    }
  }
  const all = options.wholeSite?.pages(signal) ?? wholeSite(lists, options, signal);
  for await (const batch of all) yield inside(batch);
}

/** Every item of the kind on the site. */
export function wholeSite<T, K extends KindName>(
  lists: Lists<T>,
  options: PagesOptions<K>,
  signal?: AbortSignal,
): AsyncIterable<readonly T[]> {
  return lists.pages({ fields: options.fields ?? 'full' }, options, signal);
}
