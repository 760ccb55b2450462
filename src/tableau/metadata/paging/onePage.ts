/** One page of a Connection: asked for, waited for when the server wants patience, asked for smaller when it was too much. */
import { backoffMs } from '../../../base/backoff';
import type { Clock } from '../../../base/clock';
import type { GraphqlAnswer, GraphqlWarning } from '../../metadataContract';
import { isTableauError } from '../../errors';
import type { GraphqlRequest } from '../graphql';
import { pageKey, pageRequest, totalKey } from './pageRequest';
import type { PagedRoot } from './pagedRoots';
import type { PageSize } from './pageSize';

export type Ask = (
  request: GraphqlRequest,
  signal?: AbortSignal,
) => Promise<GraphqlAnswer<unknown>>;

export interface Page {
  /** The Connection as its author asked for it, without what we added. */
  readonly connection: Readonly<Record<string, unknown>>;
  readonly nodes: readonly unknown[];
  readonly next?: string;
  readonly total?: number;
  readonly warnings: readonly GraphqlWarning[];
  /** Even a single item went over a limit: its lists are cut. */
  readonly cut: boolean;
}

export interface PageNeeds {
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Until when the server is left alone, as it wished. */
  onWait(until: number): void;
  onHalved(size: number): void;
}

export interface PageState {
  readonly root: PagedRoot;
  readonly size: PageSize;
  /** Turned off for good when the server's schema has no such order. */
  order: { byId: boolean };
}

/** RATE_EXCEEDED is waited for so many times on end: some ten minutes in all. */
const maxWaits = 12;

export async function onePage(
  request: GraphqlRequest,
  { root, size, order }: PageState,
  after: string | undefined,
  { ask, clock, signal, onWait, onHalved }: PageNeeds,
): Promise<Page> {
  for (let waits = 0; ;) {
    const wanted = {
      key: root.key,
      first: size.now,
      after,
      orderById: order.byId && !root.hasOrder,
      count: after === undefined,
    };
    try {
      const askedAt = clock.now();
      const answer = await ask(pageRequest(request, wanted), signal);
      const limited = answer.warnings.some(isLimit);
      if (limited && size.halve()) {
        onHalved(size.now);
        continue;
      }
      if (!limited) size.answered(clock.now() - askedAt);
      return pageOf(answer, root, limited);
    } catch (error) {
      if (isTableauError(error, 'tooManyRequests') && waits < maxWaits) {
        waits += 1;
        const wait =
          error.details.retryAfterMs ?? backoffMs(waits, { firstMs: 5000, capMs: 60_000 });
        onWait(clock.now() + wait);
        await clock.delay(wait, signal);
      } else if (isTimeOut(error) && size.halve()) {
        onHalved(size.now);
      } else if (
        wanted.orderById &&
        isTableauError(error, 'graphql') &&
        /\bID\b|orderBy/u.test(error.message)
      ) {
        order.byId = false;
      } else throw error;
    }
  }
}

function pageOf(
  { data, warnings }: GraphqlAnswer<unknown>,
  { key, nodesKey }: PagedRoot,
  cut: boolean,
): Page {
  const { [pageKey]: info, [totalKey]: total, ...connection } = asRecord(asRecord(data)[key]);
  const { hasNextPage, endCursor } = asRecord(info);
  const nodes = connection[nodesKey];
  return {
    connection,
    nodes: Array.isArray(nodes) ? nodes : [],
    warnings,
    cut,
    ...(hasNextPage === true && typeof endCursor === 'string' ? { next: endCursor } : {}),
    ...(typeof total === 'number' ? { total } : {}),
  };
}

/** The answer is short because the page was too long. */
export function isLimit({ code, message }: GraphqlWarning): boolean {
  return code === undefined
    ? /PT\d+S|time limit|node limit/iu.test(message)
    : code === 'NODE_LIMIT_EXCEEDED' || code === 'TIME_LIMIT_EXCEEDED';
}

/** No answer at all because the page was too long. */
function isTimeOut(error: unknown): boolean {
  if (isTableauError(error, 'graphql'))
    return error.code === 'TIME_LIMIT_EXCEEDED' || /timeout of \d+ millis/u.test(error.message);
  return isTableauError(error) && error.httpStatus === 504;
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
