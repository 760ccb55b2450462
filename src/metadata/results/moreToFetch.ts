/** Whether an answer is but the first page of what its query asks for. */
import { isLimit } from '../../tableau/metadata/paging/onePage';
import { pagedRoots, type PagedRoot } from '../../tableau/metadata/paging/pagedRoots';
import type { GraphqlWarning } from '../../tableau/client';
import type { QueryRequest } from '../../webview/protocol';
import type { PagesState } from '../../webview/resultsProtocol';

const unsaidFirst = 100;

export function moreToFetch(
  request: QueryRequest,
  data: unknown,
  warnings: readonly GraphqlWarning[],
): PagesState | undefined {
  const roots = pagedRoots(request);
  const limited = warnings.some(isLimit);
  const states = roots.map((root) => stateOf(root, memberOf(data, root.key)));
  if (!states.some(({ hasMore }) => hasMore) && !(limited && roots.length > 0)) return undefined;
  const total = states.every((state) => state.total !== undefined)
    ? states.reduce((sum, state) => sum + (state.total ?? 0), 0)
    : undefined;
  return {
    state: 'offered',
    fetched: states.reduce((sum, { fetched }) => sum + fetched, 0),
    ...(total === undefined ? {} : { total }),
  };
}

/** What the author asked for tells it: `pageInfo`, `totalCount`, or else that the page is full. */
function stateOf({ nodesKey, first = unsaidFirst }: PagedRoot, connection: unknown) {
  const nodes = memberOf(connection, nodesKey);
  const fetched = Array.isArray(nodes) ? nodes.length : 0;
  const members = typeof connection === 'object' && connection !== null ? connection : {};
  const told = Object.values(members).map((member) => memberOf(member, 'hasNextPage'));
  const count = memberOf(connection, 'totalCount');
  const total = typeof count === 'number' ? count : undefined;
  const flag = told.find((value) => typeof value === 'boolean');
  const hasMore = flag ?? (total === undefined ? fetched >= first : total > fetched);
  return { fetched, hasMore, ...(total === undefined ? {} : { total }) };
}

function memberOf(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}
