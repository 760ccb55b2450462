/** The Metadata API of one site: queries that a person wrote, and our own look-ups with a fallback for older schemas. */
import { backoffMs } from '../../base/backoff';
import type { GraphqlAnswer, MetadataApi } from '../client';
import { isTableauError, type TableauError } from '../errors';
import { isMetadataOff } from '../passing';
import type { SiteCalls } from '../siteCalls';
import type { Raw } from '../wire/decode';
import { extractTime } from './extractTime';
import { extractTimes, type OwnAnswer } from './extractTimes';
import { askGraphql, type GraphqlRequest } from './graphql';
import { itemsByLuid } from './itemsByLuid';
import { byVizportalUrlId } from './numbers';
import { isOlderSchema } from './olderSchema';
import { projectByVizportalUrlId } from './projectNumber';

/** Asks one of our own queries; `undefined` when the server's schema is older than the query. */
export type OwnQuery = (
  query: string,
  variables: Readonly<Record<string, unknown>>,
  signal?: AbortSignal,
) => Promise<Raw | undefined>;

/** An API that is off is not asked again by our own look-ups for so long. */
const keepOffMs = 10 * 60_000;
/** RATE_EXCEEDED and the hard time-out ask for patience (field guide §5.5). */
const maxPatience = 2;

export function metadataApi(calls: SiteCalls): MetadataApi {
  /** Our own queries that the server's schema was too old for, with the version it had then. */
  const tooNew = new Map<string, string>();
  const off: { error?: TableauError; token?: string; at?: number } = {};

  const ask = async (
    request: GraphqlRequest,
    signal?: AbortSignal,
    patience = maxPatience,
  ): Promise<GraphqlAnswer<Raw>> => {
    for (let tries = 1; ; tries++) {
      try {
        const answer = await askGraphql(calls, request, signal);
        delete off.error;
        return answer;
      } catch (error) {
        if (isMetadataOff(error) && error.code !== 'ACCESS_DENIED') {
          Object.assign(off, {
            error,
            token: (await calls.session(signal)).token,
            at: calls.http.clock.now(),
          });
        }
        if (tries > patience || !isWorthPatience(error)) throw error;
      }
      await calls.http.clock.delay(backoffMs(tries, { firstMs: 2000, capMs: 8000 }), signal);
    }
  };

  const ownAnswer: OwnAnswer = async (query, variables, signal) => {
    const { token, apiVersion } = await calls.session(signal);
    if (tooNew.get(query) === apiVersion) return undefined;
    if (off.error !== undefined && off.token === token) {
      if (calls.http.clock.now() - (off.at ?? 0) < keepOffMs) throw off.error;
    }
    try {
      return await ask({ query, variables }, signal);
    } catch (error) {
      if (!isOlderSchema(error)) throw error;
      tooNew.set(query, apiVersion);
      return undefined;
    }
  };
  const own: OwnQuery = async (...request) => (await ownAnswer(...request))?.data;

  return {
    query: ({ patient = true, ...request }, signal) =>
      ask(request, signal, patient ? maxPatience : 0),
    byVizportalUrlId: (kind, id, signal) => byVizportalUrlId(own, kind, id, signal),
    itemsByLuid: (luids, signal) => itemsByLuid(own, luids, signal),
    projectByVizportalUrlId: (id, signal) => projectByVizportalUrlId(own, id, signal),
    extractTime: (kind, luid, signal) => extractTime(own, calls, kind, luid, signal),
    extractTimes: (signal) => extractTimes(ownAnswer, signal),
  };
}

function isWorthPatience(error: unknown): boolean {
  if (isTableauError(error, 'tooManyRequests')) return error.code === 'RATE_EXCEEDED';
  return (
    isTableauError(error, 'graphql') && /timeout of \d+ millis/u.test(error.details.summary ?? '')
  );
}
