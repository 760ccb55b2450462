/** Leaves of an answer only the items that its query's remarks want. */
import { pagedRoots } from '../../tableau/metadata/paging/pagedRoots';
import type { QueryRequest } from '../../webview/protocol';

export interface KeptItems {
  readonly data: unknown;
  readonly kept: number;
  readonly of: number;
}

/** Items of the lists at the root, and of the Connections there. */
export function keptItems(
  request: QueryRequest,
  data: unknown,
  keep: (item: unknown) => boolean,
): KeptItems {
  const counts = { kept: 0, of: 0 };
  const filtered = (items: readonly unknown[]): readonly unknown[] => {
    const left = items.filter(keep);
    counts.of += items.length;
    counts.kept += left.length;
    return left;
  };
  const nodes = new Map(pagedRoots(request).map(({ key, nodesKey }) => [key, nodesKey]));
  const root = Object.entries(typeof data === 'object' && data !== null ? data : {}).map(
    ([key, value]: [string, unknown]): [string, unknown] => {
      const nodesKey = nodes.get(key);
      if (Array.isArray(value)) return [key, filtered(value)];
      if (nodesKey === undefined || typeof value !== 'object' || value === null)
        return [key, value];
      const items = (value as Readonly<Record<string, unknown>>)[nodesKey];
      return [key, { ...value, [nodesKey]: filtered(Array.isArray(items) ? items : []) }];
    },
  );
  return { data: Object.fromEntries(root), ...counts };
}
