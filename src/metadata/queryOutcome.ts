/** Runs one query and turns whatever comes of it into what the page shows. */
import { RpcError } from '../base/rpc';
import type { TableauClient } from '../tableau/client';
import { isAbort, isTableauError } from '../tableau/errors';
import type { Failure, QueryOutcome, QueryRequest } from '../webview/protocol';
import type { PanelNeeds } from './metadataPanels';
import { warningNotes } from './warningNotes';

type Tells = Pick<PanelNeeds, 'log' | 'errorText'>;

/** @throws only when the work was cancelled. */
export async function outcomeOf(
  { tab: _, ...asked }: QueryRequest,
  siteName: string,
  client: () => Promise<TableauClient>,
  tells: Tells,
  signal: AbortSignal,
): Promise<QueryOutcome> {
  const startedAt = performance.now();
  const { variables: __, ...document } = asked;
  const about = () => ({
    ...document,
    siteName,
    milliseconds: Math.round(performance.now() - startedAt),
  });
  try {
    const { data, warnings } = await (await client()).metadata.query(asked, signal);
    return { ...about(), data, notes: warningNotes(warnings) };
  } catch (error) {
    const failure = failureOf('query', error, tells);
    return { ...about(), notes: [], failure };
  }
}

/** @throws the error itself when the work was cancelled: that is no failure. */
export function failureOf(what: 'schema' | 'query', error: unknown, tells: Tells): Failure {
  if (isAbort(error)) throw error;
  // Our own words, for a panel without a site.
  if (error instanceof RpcError) return { message: error.message, remedy: 'signIn' };
  const known = isTableauError(error) ? error : undefined;
  tells.log.warn(
    `Metadata ${what} failed: ${[known?.kind ?? String(error), known?.code].join(' ').trimEnd()}`,
  );
  return {
    message: tells.errorText(error),
    ...(known?.code === undefined ? {} : { code: known.code }),
    remedy: remedyOf(error),
  };
}

function remedyOf(error: unknown): Failure['remedy'] {
  if (isTableauError(error, 'signIn', 'sessionExpired')) return 'signIn';
  // The same words would be refused again.
  return isTableauError(error, 'graphql') ? 'none' : 'retry';
}
